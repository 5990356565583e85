"""A strict ESC/POS printer: it prints on a roll, and stops at any byte it was not told about.

Written from Epson's TM-T88III specification and "ESC/POS Command Reference" (the commands named below), and SNBC's
BT-UR056 manual (GS FF).
"""

from dataclasses import dataclass, field
from typing import Any, ClassVar, NamedTuple

from PIL import Image

MODES = {0x00: (12, 24), 0x01: (9, 17), 0x30: (24, 48), 0x31: (18, 34)}
"""ESC ! n: bit 0 font B (9 x 17) for A (12 x 24), bit 4 double height, bit 5 double width. Bit 3 is bold."""
ALL_SET = {"no Chinese", "USA", "WPC1252", "whole dots"}
"""What has to be chosen before a byte is text that anybody can foresee."""
NO_CHARACTER = {0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xAD}
"""Delete, the holes of the code page, and the soft hyphen, which some print and others do not."""


class Said(NamedTuple):
    """Text in the printer's letters: where its cells are on the roll, in dots."""

    text: str
    left: int
    right: int
    bottom: int
    height: int
    bold: bool


@dataclass
class Roll:
    """What came out."""

    acts: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    ink: list[tuple[int, int, Image.Image]] = field(default_factory=list)
    """What was drawn, white on black, and where from the left and the top."""
    height: int = 0
    drawn_bytes: int = 0

    def picture(self, width: int) -> Image.Image:
        """All that was drawn, as a picture of that many dots; what lies right of it must be white."""
        whole = Image.new("1", (width, self.height), 1)
        for x, y, dots in self.ink:
            if x + dots.width > width:
                assert dots.crop((max(0, width - x), 0, dots.width, dots.height)).getbbox() is None
            whole.paste(0, (x, y), dots)
        return whole


class Printer:
    """A printer with so many dots."""

    def __init__(self, head: int) -> None:
        self.head = head
        self.roll = Roll()
        self.settings: set[str] = set()
        self.mode = 0
        self.x = 0
        self.line: list[tuple[int, int, int, Any]] = []
        """Left, right, height, and what: text and whether it is bold, or dots."""

    def take(self, data: bytes, at: int) -> int:
        """Do what the command at that byte says; returns where the next one begins."""
        for command, act in self.COMMANDS.items():
            if data.startswith(command, at):
                return act(self, data, at + len(command))
        return self._text(data, at)

    def _text(self, data: bytes, at: int) -> int:
        end = at
        while end < len(data) and data[end] >= 0x20:
            end += 1
        if end == at or self.settings != ALL_SET or NO_CHARACTER.intersection(data[at:end]):
            raise ValueError(f"byte {at}: {data[at : at + 4].hex(' ')}")
        width, height = MODES[self.mode & ~0x08]
        self._put((end - at) * width, height, (data[at:end].decode("windows-1252"), bool(self.mode & 0x08)))
        return end

    def _put(self, width: int, height: int, what: Any) -> None:
        right = self.x + width
        if right > self.head or any(self.x < other and left < right for left, other, *_ in self.line):
            raise ValueError(f"{what} at {self.x} to {right} over something or beyond {self.head}")
        self.line.append((self.x, right, height, what))
        self.x = right

    # ESC @: clears the print buffer and all settings.
    def _initialise(self, data: bytes, at: int) -> int:
        if self.line:
            raise ValueError("a line is thrown away")
        self.settings, self.mode, self.x = set(), 0, 0
        self.roll.acts.append("initialise")
        return at

    # ESC ! n: bits 2 and 6 are undefined, bit 7 underlines.
    def _mode(self, data: bytes, at: int) -> int:
        self.mode = data[at]
        if self.mode & ~0x08 not in MODES:
            raise ValueError(f"mode {self.mode:02x}")
        return at + 1

    # ESC $ nL nH: from the left margin, in units of GS P.
    def _position(self, data: bytes, at: int) -> int:
        self.x = int.from_bytes(data[at : at + 2], "little")
        if "whole dots" not in self.settings or self.x >= self.head:
            raise ValueError(f"position {self.x}")
        return at + 2

    # ESC * m nL nH d: m 33 is 24 dots a column, as dense as the head; the uppermost is the most significant bit.
    def _columns(self, data: bytes, at: int) -> int:
        count = int.from_bytes(data[at + 1 : at + 3], "little")
        bits = data[at + 3 : at + 3 + count * 3]
        if data[at] != 33 or not 0 < count <= 2047 or len(bits) != count * 3:
            raise ValueError(f"byte {at}: {count} columns in mode {data[at]}")
        dots = Image.frombytes("1", (24, count), bits).transpose(Image.Transpose.TRANSPOSE)
        self.roll.drawn_bytes += len(bits)
        self._put(count, 24, dots)
        return at + 3 + count * 3

    # ESC J n: prints the line and feeds n units; all of it stands on one base line.
    def _print(self, data: bytes, at: int) -> int:
        roll, feed = self.roll, data[at]
        height = max((high for _, _, high, _ in self.line), default=0)
        if "whole dots" not in self.settings or feed < height:
            raise ValueError(f"{feed} dots for a line of {height}")
        for left, right, high, what in self.line:
            if isinstance(what, Image.Image):
                roll.ink.append((left, roll.height + height - high, what))
            else:
                roll.said.append(Said(what[0], left, right, roll.height + height, high, what[1]))
        roll.height += feed
        self.line, self.x = [], 0
        return at + 1

    # GS v 0 m xL xH yL yH d1..dk: m 0 is one dot per bit; x counts bytes, y dots, at most 2303 of them.
    def _raster(self, data: bytes, at: int) -> int:
        across = int.from_bytes(data[at + 1 : at + 3], "little")
        down = int.from_bytes(data[at + 3 : at + 5], "little")
        start, end = at + 5, at + 5 + across * down
        fits = 0 < across * 8 <= (self.head + 7) // 8 * 8 and 0 < down <= 2303 and end <= len(data)
        if data[at] != 0 or self.line or self.x or not fits:
            raise ValueError(f"byte {at - 3}: raster of {across} bytes by {down} dots, mode {data[at]}")
        roll = self.roll
        roll.ink.append((0, roll.height, Image.frombytes("1", (across * 8, down), data[start:end])))
        roll.height += down
        roll.drawn_bytes += across * down
        roll.acts.append(f"raster {across}x{down}")
        return end

    # ESC d n: feeds n lines.
    def _lines(self, data: bytes, at: int) -> int:
        self.roll.acts.append(f"feed {data[at]} lines")
        return at + 1

    # GS V m: 0 and 48 cut it off, 1 and 49 leave a bridge.
    def _cut(self, data: bytes, at: int) -> int:
        if data[at] not in (0, 1, 48, 49) or self.line:
            raise ValueError(f"byte {at - 2}: cut {data[at]} with {self.line}")
        self.roll.acts.append("full cut" if data[at] in (0, 48) else "partial cut")
        return at + 1

    # GS FF: feeds to where the next label starts.
    def _label(self, data: bytes, at: int) -> int:
        if self.line:
            raise ValueError(f"byte {at - 2}: next label with {self.line}")
        self.roll.acts.append("next label")
        return at

    def _set(self, what: str, at: int) -> int:
        if self.line:
            raise ValueError(f"{what} within a line")
        self.settings.add(what)
        return at

    COMMANDS: ClassVar[dict[bytes, Any]] = {
        b"\x1b@": _initialise,
        b"\x1b!": _mode,
        b"\x1b$": _position,
        b"\x1b*": _columns,
        b"\x1bJ": _print,
        b"\x1dv0": _raster,
        b"\x1bd": _lines,
        b"\x1dV": _cut,
        b"\x1d\x0c": _label,
        b"\x1c.": lambda self, data, at: self._set("no Chinese", at),
        b"\x1bR\x00": lambda self, data, at: self._set("USA", at),
        b"\x1bt\x10": lambda self, data, at: self._set("WPC1252", at),
        b"\x1dP\xcb\xcb": lambda self, data, at: self._set("whole dots", at),
    }


def interpret(data: bytes, head: int = 576) -> Roll:
    """What a printer with that many dots does with the bytes; ValueError names the byte it does not know."""
    printer, at = Printer(head), 0
    while at < len(data):
        try:
            at = printer.take(data, at)
        except IndexError:
            raise ValueError(f"byte {at}: cut short") from None
    if printer.line:
        raise ValueError(f"{printer.line} was never printed")
    return printer.roll
