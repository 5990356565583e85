"""A USB printer whose paper is a row of bytes."""

import fcntl
import os
import select
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from tests.devices.gadget import Device, Plug, plugged

# linux/usb/g_printer.h: sets the lines that GET_PORT_STATUS gives.
_SET_STATUS = 0xC001_6722
_NO_ERROR, _SELECTED, _PAPER_EMPTY = 0x08, 0x10, 0x20
_WELL = _NO_ERROR | _SELECTED

LABELS = Device(0x0A5F, 0x0164, "Zebra", "ZD230", "L0001")
REPORTS = Device(0x04B8, 0x0E15, "EPSON", "TM-T20II", "R0002")


class Printer:
    """Takes what comes and keeps it in ``paper``; out of paper, or blocked, it takes no more than its buffer."""

    def __init__(self, plug: Plug, end: Path) -> None:
        self.paper = bytearray()
        self._plug, self._end = plug, end
        self._takes = Event()
        self._takes.set()
        self._open()

    def out_of_paper(self) -> None:
        """It says so, and takes nothing."""
        self._takes.clear()
        fcntl.ioctl(self._handle, _SET_STATUS, _NO_ERROR | _PAPER_EMPTY)

    def block(self) -> None:
        """It takes nothing, and says that all is well."""
        self._takes.clear()

    def paper_in(self) -> None:
        """All is well again."""
        fcntl.ioctl(self._handle, _SET_STATUS, _WELL)
        self._takes.set()

    def answer(self, data: bytes) -> None:
        """Say something to whoever reads."""
        os.write(self._handle, data)

    def pull(self) -> None:
        """Out of the socket; what it had not printed is forgotten."""
        self._plug.pull()
        self.close()

    def push(self) -> None:
        """Into the socket again, with all well."""
        self._plug.push()
        self._takes.set()
        self._open()

    def close(self) -> None:
        """Let go of its own end."""
        if not self._over.is_set():
            self._over.set()
            self._mouth.join()
            os.close(self._handle)

    def _open(self) -> None:
        self._handle = os.open(self._end, os.O_RDWR | os.O_NONBLOCK)
        self._over = Event()
        self._mouth = Thread(target=self._run)
        self._mouth.start()

    def _run(self) -> None:
        while not self._over.is_set():
            if self._takes.wait(0.1) and select.select([self._handle], [], [], 0.1)[0]:
                try:
                    self.paper += os.read(self._handle, 8192)
                except OSError:  # out of the socket
                    return


@contextmanager
def printer(port: int, device: Device, commands: str) -> Iterator[Printer]:
    """A printer that is plugged in and well."""
    before = set(Path("/dev").glob("g_printer*"))
    says = f"MFG:{device.make};MDL:{device.model};CMD:{commands};SN:{device.number};CLS:PRINTER;"
    # One buffer of 8 KB, as printers have; more would swallow whole papers.
    with plugged(port, device, "printer", pnp_string=says, q_len="1") as plug:
        (end,) = set(Path("/dev").glob("g_printer*")) - before
        it = Printer(plug, end)
        try:
            yield it
        finally:
            it.close()
