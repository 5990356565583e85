"""A receipt printer as Epson's manuals describe it, down to its moods; it shares nothing with what drives it.

What is answered and when is Epson's ESC/POS reference: ``DLE EOT n`` at once, even off line, with one byte of
the form 0xx1xx10; ``GS r 1`` in its turn with a byte 0xx0xxxx; ``GS ( H`` function 48 in its turn with 37h 22h,
the four characters it was given, and NUL. Off line, for want of paper or with the cover open, it takes bytes
until its buffer is full, prints none, and goes on where it was when that is mended.
"""

import re
from dataclasses import dataclass, field


@dataclass
class Machine:
    """Bytes in by ``take``; papers, and answers in ``out``, by ``work``."""

    knows_ids: bool = True
    sensors: bool = True
    """Whether it answers for its paper sensors in their turn."""
    needs_paper: bool = True
    """Whether it notices that there is no paper before it prints on none."""
    room: int = 4096
    """Bytes its buffer holds."""
    rows_left: int = 1_000_000
    cover_open: bool = False
    deaf: bool = False
    """Takes no byte."""
    dumb: bool = False
    """Answers nothing."""
    taken: bytearray = field(default_factory=bytearray)
    out: bytearray = field(default_factory=bytearray)
    papers: list[bytes] = field(default_factory=list)
    spoiled: bool = False
    _buffer: bytearray = field(default_factory=bytearray)
    _paper: bytearray = field(default_factory=bytearray)
    _real_time: bytes = b""

    @property
    def paper_out(self) -> bool:
        return self.rows_left <= 0

    @property
    def room_left(self) -> int:
        return self.room - len(self._buffer)

    def take(self, data: bytes) -> int:
        """How many of the bytes it has room for."""
        count = 0 if self.deaf else min(len(data), self.room_left)
        piece = data[:count]
        self.taken += piece
        self._buffer += piece
        seen = self._real_time + piece
        for asked in re.finditer(rb"\x10\x04([\x01-\x04])", seen):
            self._say(bytes([self._status(asked[1][0])]))
        # A question that is cut in two is looked for again, one that was answered is not.
        self._real_time = b"" if re.search(rb"\x10\x04[\x01-\x04]\Z", seen) else seen[-2:]
        return count

    def switch_off_and_on(self) -> None:
        """All that it held is gone, and half a paper stays half."""
        self._buffer.clear()
        self._paper.clear()
        self._real_time = b""
        self.out.clear()

    def work(self, commands: int = 1 << 30) -> None:
        """Do that many of the commands it holds, questions of real time aside, as far as they are whole and it can print."""
        while commands > 0 and not self.cover_open and not (self.paper_out and self.needs_paper):
            length = self._length()
            if length == 0 or length > len(self._buffer):
                return
            command = bytes(self._buffer[:length])
            del self._buffer[:length]
            self._do(command)
            commands -= command[:2] != b"\x10\x04"

    def _length(self) -> int:
        """Of the first command; 0 where that cannot be said yet."""
        held = self._buffer
        if len(held) < 2:
            return len(held) if held and held[0] not in b"\x1b\x1d\x10" else 0
        match bytes(held[:2]):
            case b"\x1b@" | b"\x1d\x0c":
                return 2
            case b"\x1bd" | b"\x1dV" | b"\x1dr" | b"\x10\x04":
                return 3
            case b"\x1d(":
                return 5 + held[3] + 256 * held[4] if len(held) >= 5 else 0
            case b"\x1dv":
                return 8 + (held[4] + 256 * held[5]) * (held[6] + 256 * held[7]) if len(held) >= 8 else 0
        return 1

    def _do(self, command: bytes) -> None:
        if command[:2] == b"\x10\x04":
            return
        if command[:2] == b"\x1dr":
            if self.sensors:
                self._say(bytes([0x0C if self.paper_out else 0]))
            return
        if command[:3] == b"\x1d(H":
            if self.knows_ids:
                self._say(b"\x37\x22" + command[7:11] + b"\x00")
            return
        if command == b"\x1b@":
            self._paper.clear()
        self._paper += command
        if command[:2] == b"\x1dv":
            rows = command[6] + 256 * command[7]
            self.spoiled = self.spoiled or (self.rows_left < rows and not self.needs_paper)
            self.rows_left -= rows
        if command[:2] in (b"\x1dV", b"\x1d\x0c"):
            if not self.spoiled:
                self.papers.append(bytes(self._paper))
            self._paper.clear()

    def _say(self, answer: bytes) -> None:
        if not self.dumb:
            self.out += answer

    def _status(self, n: int) -> int:
        off_line = self.cover_open or self.paper_out
        return {
            1: 0x12 | 0x08 * off_line,
            2: 0x12 | 0x04 * self.cover_open | 0x20 * self.paper_out,
            3: 0x12,
            4: 0x12 | 0x60 * self.paper_out,
        }[n]
