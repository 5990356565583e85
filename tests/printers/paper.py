"""A strict ESC/POS printer: it prints rasters on a roll, and stops at any byte it was not told about.

Written from Epson's TM-T88III specification (GS v 0, ESC @, ESC d, GS V) and SNBC's BT-UR056 manual (GS FF).
"""

from dataclasses import dataclass, field

from PIL import Image


@dataclass
class Roll:
    """What came out: rows of bytes (1 is black), and what was done between rasters."""

    rows: list[bytes] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)

    def picture(self, width: int) -> Image.Image:
        """The rows as a picture of that many dots; what lies right of it must be white."""
        across = len(self.rows[0])
        whole = Image.frombytes("1", (across * 8, len(self.rows)), b"".join(self.rows))
        assert whole.crop((width, 0, across * 8, len(self.rows))).getbbox() is None
        return whole.crop((0, 0, width, len(self.rows))).point(lambda dot: 255 - dot, "1")


def interpret(data: bytes, head: int = 576) -> Roll:
    """What a printer with that many dots does with the bytes; ValueError names the byte it does not know."""
    roll, at = Roll(), 0
    while at < len(data):
        command = data[at : at + 2]
        if command == b"\x1b@":
            roll.acts.append("initialise")
            at += 2
        elif command == b"\x1dv":
            at = _raster(data, at, roll, head)
        elif command == b"\x1bd":
            roll.acts.append(f"feed {data[at + 2]} lines")
            at += 3
        elif command == b"\x1dV" and data[at + 2] in (0, 1, 48, 49):
            roll.acts.append("full cut" if data[at + 2] in (0, 48) else "partial cut")
            at += 3
        elif command == b"\x1d\x0c":
            roll.acts.append("next label")
            at += 2
        else:
            raise ValueError(f"byte {at}: {data[at : at + 4].hex(' ')}")
    return roll


def _raster(data: bytes, at: int, roll: Roll, head: int) -> int:
    # GS v 0 m xL xH yL yH d1..dk: m 0 is one dot per bit; x counts bytes, y dots, at most 2303 of them.
    if data[at + 2 : at + 4] != b"0\x00":
        raise ValueError(f"byte {at}: raster mode {data[at + 2 : at + 4].hex(' ')}")
    across = int.from_bytes(data[at + 4 : at + 6], "little")
    down = int.from_bytes(data[at + 6 : at + 8], "little")
    start, end = at + 8, at + 8 + across * down
    if not 0 < across * 8 <= head or not 0 < down <= 2303 or end > len(data):
        raise ValueError(f"byte {at}: raster of {across} bytes by {down} dots")
    if roll.rows and len(roll.rows[0]) != across:
        raise ValueError(f"byte {at}: a band {across} bytes wide after {len(roll.rows[0])}")
    roll.rows += [data[row : row + across] for row in range(start, end, across)]
    roll.acts.append(f"raster {across}x{down}")
    return end
