"""A scanner that types, taken away from the keyboard: its keys reach us and nothing else.

Layout: US, which scanners have unless somebody set them otherwise. Key codes are those of the kernel's
``input-event-codes.h``, events and the grab those of its ``input.h``.
"""

import errno
import fcntl
import os
import select
import struct
import time
from pathlib import Path

from labkiosk.scanners.framing import BAD, STX
from labkiosk.scanners.source import Lost

EVENT = struct.Struct("llHHi")
"""``struct input_event``: seconds, microseconds, type, code, value."""
EVIOCGRAB = 0x40044590

_SYN, _KEY = 0, 1
_SYN_DROPPED = 3
_UP, _DOWN = 0, 1
_SHIFTS, _CONTROLS = (42, 54), (29, 97)
_AT_ONCE = 64 * EVENT.size

# Each row of keys from its first code on, without and with Shift.
_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]\r", "QWERTYUIOP{}\r"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
)
# The digits of the number pad, which some scanners use for all digits.
_PAD = {71: "7", 72: "8", 73: "9", 74: "-", 75: "4", 76: "5", 77: "6", 78: "+", 79: "1", 80: "2", 81: "3",
        82: "0", 83: ".", 96: "\r"}  # fmt: skip
_PLAIN = {first + at: sign for first, plain, _ in _ROWS for at, sign in enumerate(plain)} | _PAD
_SHIFTED = {first + at: sign for first, _, high in _ROWS for at, sign in enumerate(high)}
# What a scanner that sends control characters as keys presses for them.
_WITH_CONTROL = {48: STX, 50: "\r", 36: "\n"}


class Keys:
    """From events to signs, in any chopping of the reads."""

    def __init__(self) -> None:
        self._rest = b""
        self._held: set[int] = set()

    def feed(self, data: bytes) -> str:
        """A sign for each key that went down; BAD for one that no barcode holds, and where events were lost."""
        data = self._rest + data
        whole = len(data) - len(data) % EVENT.size
        self._rest = data[whole:]
        return "".join(
            self._sign(kind, code, value) for *_, kind, code, value in EVENT.iter_unpack(data[:whole])
        )

    def _sign(self, kind: int, code: int, value: int) -> str:
        if kind == _SYN and code == _SYN_DROPPED:
            self._held.clear()
            return BAD
        if kind != _KEY:
            return ""
        if code in (*_SHIFTS, *_CONTROLS):
            self._held.discard(code) if value == _UP else self._held.add(code)
            return ""
        if value == _UP:
            return ""
        return self._pressed(code) if value == _DOWN else BAD

    def _pressed(self, code: int) -> str:
        if self._held.intersection(_CONTROLS):
            return _WITH_CONTROL.get(code, BAD)
        return (_SHIFTED if self._held.intersection(_SHIFTS) else _PLAIN).get(code, BAD)


class Grabbed:
    """An input device that is ours alone. Raises Lost, also where another program has it."""

    def __init__(self, path: Path) -> None:
        try:
            self._fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            raise Lost(_why(error)) from None
        try:
            fcntl.ioctl(self._fd, EVIOCGRAB, 1)
        except OSError as error:
            os.close(self._fd)
            raise Lost(_why(error)) from None
        self._keys = Keys()

    def read(self, patience_s: float) -> str:
        """The keys that were pressed; "" where none was for that long, whatever else the device told."""
        until = time.monotonic() + patience_s
        while True:
            left_s = max(0.0, until - time.monotonic())
            if not select.select([self._fd], [], [], left_s)[0]:
                return ""
            # A key that is let go of, or Shift, is news of no sign: that is not yet silence.
            if (signs := self._keys.feed(self._told())) or not left_s:
                return signs

    def _told(self) -> bytes:
        try:
            data = os.read(self._fd, _AT_ONCE)
        except OSError as error:
            raise Lost(_why(error)) from None
        if not data:
            raise Lost("it is not plugged in")
        return data

    def close(self) -> None:
        """Let go of it: its keys are keys again."""
        os.close(self._fd)


def _why(error: OSError) -> str:
    if error.errno == errno.EBUSY:
        return "another program reads it"
    if error.errno in (errno.EACCES, errno.EPERM):
        return "this user may not read it"
    return "it is not plugged in" if error.errno in (errno.ENODEV, errno.ENOENT) else "it is no keyboard"
