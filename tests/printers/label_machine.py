"""Label printers as their manuals describe them, down to a roll that ends; they share nothing with what drives them.

Zebra's "ZPL II Programming Guide", ``~HS``: answered at once with three strings, of which the first says whether the
paper is out and how many formats wait. TSC's "TSPL/TSPL2 Programming Language", ``<ESC>!?`` and ``<ESC>!S``:
answered at once, with a byte of flags, and with four characters of which the last says whether the paper is out;
``OUT`` is answered when what went before it is printed.
"""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from tests.printers.machine import Machine


@dataclass
class LabelMachine(Machine, ABC):
    """Bytes in by ``take``; labels, and answers in ``out``, by ``work``. A label is a row of its paper."""

    room: int = 20_000
    _waiting: list[bytes] = field(default_factory=list)
    """Commands that are whole, and not done."""

    def take(self, data: bytes) -> int:
        """How many of the bytes it has room for."""
        count = min(len(data), self.room_left - sum(map(len, self._waiting)))
        self.taken += data[:count]
        self._buffer += data[:count]
        while (length := self._length()) and length <= len(self._buffer):
            command = bytes(self._buffer[:length])
            del self._buffer[:length]
            if not self._answered(command):
                self._waiting.append(command)
        return count

    def work(self, commands: int = 1 << 30) -> None:
        """Do that many of the commands it has whole, as far as it can."""
        for _ in range(min(commands, len(self._waiting))):
            if self._is_a_label(self._waiting[0]):
                if self.paper_out:
                    return
                self.rows_left -= 1
            self._do(self._waiting.pop(0))

    def switch_off_and_on(self) -> None:
        """All that it held is gone."""
        super().switch_off_and_on()
        self._waiting.clear()

    @abstractmethod
    def _answered(self, command: bytes) -> bool:
        """Whether it was a question that is answered at once."""

    @abstractmethod
    def _is_a_label(self, command: bytes) -> bool:
        """Whether it takes paper."""


class Zebra(LabelMachine):
    """ZPL: a format is a command here, from ^XA to ^XZ."""

    def _length(self) -> int:
        if self._buffer.startswith(b"~HS"):
            return 3
        if self._buffer[:1] == b"\n":
            return 1
        return self._buffer.find(b"^XZ") + 3 if b"^XZ" in self._buffer else 0

    def _answered(self, command: bytes) -> bool:
        if command == b"~HS":
            first = b"030,%d,0,0406,%03d,0,0,%d,000,0,0,0" % (
                self.paper_out,
                sum(map(self._is_a_label, self._waiting)),
                bool(self._buffer),
            )
            for string in (first, b"001,0,0,0,1,2,6,0,00000000,1,000", b"1234,0"):
                self.out += b"\x02" + string + b"\x03\r\n"
        return command == b"~HS"

    def _is_a_label(self, command: bytes) -> bool:
        return command.startswith(b"^XA")

    def _do(self, command: bytes) -> None:
        if self._is_a_label(command):
            self.papers.append(command)


class Tsc(LabelMachine):
    """TSPL: a line is a command, and so is a bitmap with the line that it is in."""

    _label = b""

    def _length(self) -> int:
        if self._buffer.startswith(b"\x1b!"):
            return 3
        if bitmap := re.match(rb"BITMAP \d+,\d+,(\d+),(\d+),\d,", self._buffer):
            return bitmap.end() + int(bitmap[1]) * int(bitmap[2]) + 2
        return self._buffer.find(b"\r\n") + 2 if b"\r\n" in self._buffer else 0

    def _answered(self, command: bytes) -> bool:
        busy = any(map(self._is_a_label, self._waiting))
        if command == b"\x1b!?":
            self.out.append(0x04 if self.paper_out else 0x20 * busy)
        elif command == b"\x1b!S":
            self.out += b"\x02%b@@%b\x03\r\n" % (
                b"E" if self.paper_out else b"P" if busy else b"@",
                b"A" if self.paper_out else b"@",
            )
        return command.startswith(b"\x1b!")

    def _is_a_label(self, command: bytes) -> bool:
        return command.startswith(b"PRINT")

    def _do(self, command: bytes) -> None:
        if command.startswith(b"OUT "):
            self.out += command[5:-3] + b"\r\n"
            return
        self._label += command
        if self._is_a_label(command):
            self.papers.append(self._label)
            self._label = b""
