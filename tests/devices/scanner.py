"""A scanner that types, and one on a serial line; what is on the console while they do."""

import fcntl
import os
import select
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.devices.gadget import Device, Plug, plugged

KNOWN = Device(0x0C2E, 0x0B81, "Honeywell", "Voyager 1400g", "V0001")
UNKNOWN = Device(0x1D6B, 0x0104, "Nobody", "USB Barcode Scanner", "N0001")
KEYBOARD = Device(0x046D, 0xC31C, "Logitech", "USB Keyboard", "K0001")
ON_SERIAL = Device(0x1EAB, 0x0106, "Newland", "HR200", "H0001")

# HID 1.11, appendix B: the report of a boot keyboard, eight modifier keys, a byte, six keys, and five lamps.
_REPORT = bytes.fromhex(
    "05010906a101050719e029e71500250175019508810295017508810395057501050819012905910295017503910395067508150025650507190029658100c0"
)
# HID usage tables, keyboard page: letters from 4, figures from 30 with 0 last.
_USAGES = {
    **{letter: (0, 4 + at) for at, letter in enumerate("abcdefghijklmnopqrstuvwxyz")},
    **{letter: (2, 4 + at) for at, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")},
    **{figure: (0, 30 + at) for at, figure in enumerate("1234567890")},
    "\r": (0, 40),
    "-": (0, 45),
    "]": (0, 48),
    ":": (2, 51),
    ".": (0, 55),
    "\x02": (1, 5),
}

_KDSKBMODE, _K_UNICODE = 0x4B45, 3


class Keys:
    """Types what it is told, a key down and up at a time."""

    def __init__(self, plug: Plug, end: Path) -> None:
        self.pull, self.push = plug.pull, plug.push
        self._end = end

    def type(self, text: str) -> None:
        """Each sign, with Shift or Control where it takes that."""
        handle = os.open(self._end, os.O_RDWR)
        try:
            for sign in text:
                modifiers, usage = _USAGES[sign]
                os.write(handle, bytes([modifiers, 0, usage, 0, 0, 0, 0, 0]))
                os.write(handle, bytes(8))
        finally:
            os.close(handle)


@contextmanager
def keys(port: int, device: Device) -> Iterator[Keys]:
    """A keyboard, or a scanner that is one to the machine."""
    before = set(Path("/dev").glob("hidg*"))
    settings = {"protocol": "1", "subclass": "1", "report_length": "8", "report_desc": _REPORT}
    with plugged(port, device, "hid", **settings) as plug:
        (end,) = set(Path("/dev").glob("hidg*")) - before
        yield Keys(plug, end)


@contextmanager
def serial(port: int, device: Device) -> Iterator[Path]:
    """A device on a serial line by USB; what is written to the path comes from it."""
    before = set(Path("/dev").glob("ttyGS*"))
    with plugged(port, device, "acm"):
        (end,) = set(Path("/dev").glob("ttyGS*")) - before
        yield end


class Console:
    """The console that the keyboard types on, as a program there reads it."""

    def __init__(self) -> None:
        self._handle = os.open("/dev/tty1", os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        tty.setraw(self._handle)
        fcntl.ioctl(self._handle, _KDSKBMODE, _K_UNICODE)

    def read(self, patience_s: float) -> bytes:
        """What was typed, until nothing came for that long."""
        found = b""
        while select.select([self._handle], [], [], patience_s)[0]:
            found += os.read(self._handle, 4096)
        return found

    def close(self) -> None:
        termios.tcflush(self._handle, termios.TCIFLUSH)
        os.close(self._handle)
