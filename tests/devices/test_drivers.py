"""The kernel's drivers do what printers and scanners here are written for."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.devices import scanner
from tests.devices.gadget import until
from tests.devices.printer import LABELS, REPORTS, printer

pytestmark = pytest.mark.devices

LPGETSTATUS = 0x060B


@contextmanager
def opened(node: str) -> Iterator[int]:
    handle = os.open(node, os.O_RDWR | os.O_NONBLOCK)
    try:
        yield handle
    finally:
        os.close(handle)


def status(handle: int) -> int:
    return fcntl.ioctl(handle, LPGETSTATUS, bytes(4))[0]


def filled(handle: int) -> int:
    """Give bytes until none are taken any more; how many were."""
    taken = 0
    while True:
        try:
            taken += os.write(handle, b"x" * 500)
        except BlockingIOError:
            return taken


def test_the_port_speaks_while_the_printer_takes_nothing() -> None:
    with printer(0, LABELS, "ZPL") as it, opened("/dev/usb/lp0") as handle:
        assert status(handle) == 0x18
        with it.at_rest() as machine:
            machine.deaf, machine.rows_left = True, 0
        taken = filled(handle)
        assert status(handle) == 0x28
        with it.at_rest() as machine:
            machine.deaf, machine.rows_left = False, 1
        assert status(handle) == 0x18
        until(lambda: len(machine.taken) == taken, "the rest comes out")


def test_a_printer_comes_back_under_another_name() -> None:
    with printer(0, LABELS, "ZPL") as it, opened("/dev/usb/lp0") as handle:
        it.pull()
        with pytest.raises(OSError, match="No such device") as refused:
            os.write(handle, b"x")
        assert refused.value.errno == errno.ENODEV
        with printer(1, REPORTS, "ESC/POS"):
            it.push()
            said = Path("/sys/class/usbmisc/lp1/device/ieee1284_id").read_text()
            assert said.startswith("MFG:Zebra;MDL:ZD230;CMD:ZPL;SN:L0001;")


def test_what_a_scanner_types_reaches_the_console() -> None:
    """Without a grab it does: so where nothing does, that is the grab's work."""
    console = scanner.Console()
    try:
        with scanner.keys(0, scanner.KNOWN) as it:
            it.type("\x02ABC-123\r")
            assert console.read(2) == b"\x02ABC-123\r"
    finally:
        console.close()
