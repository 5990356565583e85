"""A USB printer: the machine of the printers' tests, behind the kernel's own end of the cable."""

import fcntl
import os
import select
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock, Thread

from tests.devices.gadget import Device, Plug, plugged
from tests.printers.machine import Machine

# linux/usb/g_printer.h: sets the lines that GET_PORT_STATUS gives.
_SET_STATUS = 0xC001_6722
_NO_ERROR, _SELECTED, _PAPER_EMPTY = 0x08, 0x10, 0x20

LABELS = Device(0x0A5F, 0x0164, "Zebra", "ZD230", "L0001")
BADGES = Device(0x1203, 0x0172, "TSC", "TE200", "B0003")
REPORTS = Device(0x04B8, 0x0E15, "EPSON", "TM-T20II", "R0002")


class Printer:
    """Moves bytes between the cable and its machine, whose lines are on the port."""

    def __init__(self, plug: Plug, end: Path, machine: Machine) -> None:
        self._plug, self._end, self._machine = plug, end, machine
        self._lock = Lock()
        self._open()

    @contextmanager
    def at_rest(self) -> Iterator[Machine]:
        """The machine, which does nothing meanwhile; the port says what was changed, as soon as that is done."""
        with self._lock:
            yield self._machine
            if not self._over.is_set():
                self._tell()

    def pull(self) -> None:
        """Out of the socket; what it held and had not printed is gone."""
        self._plug.pull()
        self.close()
        self._machine.switch_off_and_on()

    def push(self) -> None:
        """Into the socket again."""
        self._plug.push()
        self._open()

    def close(self) -> None:
        """Let go of its own end."""
        if not self._over.is_set():
            self._over.set()
            self._thread.join()
            os.close(self._handle)

    def _open(self) -> None:
        self._handle = os.open(self._end, os.O_RDWR | os.O_NONBLOCK)
        self._tell()
        self._over = Event()
        self._thread = Thread(target=self._run)
        self._thread.start()

    def _tell(self) -> None:
        lines = _NO_ERROR | (_PAPER_EMPTY if self._machine.paper_out else _SELECTED)
        fcntl.ioctl(self._handle, _SET_STATUS, lines)

    def _run(self) -> None:
        waiting = b""
        while not self._over.is_set():
            try:
                waiting = waiting or self._read()
                with self._lock:
                    waiting = waiting[self._machine.take(waiting) :]
                    self._machine.work()
                    self._tell()
                    self._answer()
            except OSError:  # out of the socket
                self._over.wait(0.1)

    def _read(self) -> bytes:
        return os.read(self._handle, 8192) if select.select([self._handle], [], [], 0.02)[0] else b""

    def _answer(self) -> None:
        if self._machine.out and select.select([], [self._handle], [], 0)[1]:
            del self._machine.out[: os.write(self._handle, self._machine.out)]


@contextmanager
def printer(port: int, device: Device, commands: str, kind: type[Machine] = Machine) -> Iterator[Printer]:
    """A printer that is plugged in and well."""
    before = set(Path("/dev").glob("g_printer*"))
    says = f"MFG:{device.make};MDL:{device.model};CMD:{commands};SN:{device.number};CLS:PRINTER;"
    # One transfer at a time: the more there are, the more a printer takes that is out of paper.
    with plugged(port, device, "printer", pnp_string=says, q_len="1") as plug:
        (end,) = set(Path("/dev").glob("g_printer*")) - before
        # It prints a band of a picture when it has all of it: 256 rows of 72 bytes.
        it = Printer(plug, end, kind(room=20_000))
        try:
            yield it
        finally:
            it.close()
