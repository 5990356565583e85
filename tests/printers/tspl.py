"""A strict TSPL printer: it knows the commands below, in their order, and stops at anything else.

Written from TSC's "TSPL/TSPL2 Programming Language", whose words on each command are summed up where it is read.
"""

import re

from PIL import Image

# SIZE m,n: "width and length of the label"; in inches, or with " mm" behind each number.
SIZE = re.compile(rb"SIZE (\d+(?:\.\d+)?) mm,(\d+(?:\.\d+)?) mm\r\n")
# GAP m,n: "the gap distance between two labels", and its offset; 0,0 is a continuous roll.
GAP = re.compile(rb"GAP (\d+(?:\.\d+)?) mm,(\d+(?:\.\d+)?) mm\r\n")
# DIRECTION n,m: 0 or 1 for the printout's direction, then 0 normal or 1 mirrored.
DIRECTION = re.compile(rb"DIRECTION ([01]),([01])\r\n")
# REFERENCE x,y: "the reference point of the label", in dots.
REFERENCE = re.compile(rb"REFERENCE (\d+),(\d+)\r\n")
# CLS: "clears the image buffer"; it must stand behind SIZE.
CLS = re.compile(rb"CLS\r\n")
# BITMAP X,Y,width,height,mode,bitmap data: width in bytes, height in dots, mode 0 overwrites, 1 is OR, 2 is XOR.
# A bit of 0 is a dot that is printed, one of 1 stays white.
BITMAP = re.compile(rb"BITMAP (\d+),(\d+),(\d+),(\d+),([012]),")
# PRINT m,n: how many sets of labels, how many copies of each.
PRINT = re.compile(rb"PRINT (\d+),(\d+)\r\n")

DOTS_A_MM = 8


def interpret(data: bytes, head: int = 832) -> Image.Image:
    """What comes out of a printer of 8 dots a mm: the label's picture. ValueError names what it does not take."""
    (width, height), at = _take(SIZE, data, 0)
    across, down = (_dots(side) for side in (width, height))
    if not 0 < across <= head:
        raise ValueError(f"a label of {across} dots under a head of {head}")
    _, at = _take(GAP, data, at)
    way, at = _take(DIRECTION, data, at)
    origin, at = _take(REFERENCE, data, at)
    if (way, origin) != ((b"0", b"0"), (b"0", b"0")):
        raise ValueError(f"turned or moved: {way} {origin}")
    _, at = _take(CLS, data, at)
    (x, y, *size, mode), at = _take(BITMAP, data, at)
    bytes_across, rows = (int(each) for each in size)
    dots, at = data[at : at + bytes_across * rows], at + bytes_across * rows
    if len(dots) != bytes_across * rows or data[at : at + 2] != b"\r\n":
        raise ValueError(f"the bitmap ends at {len(data)}, not before a line end at {at}")
    (sets, copies), at = _take(PRINT, data, at + 2)
    if (x, y, mode, sets, copies) != (b"0", b"0", b"0", b"1", b"1") or rows != down or data[at:]:
        raise ValueError(
            f"{x},{y} mode {mode}, {sets} of {copies}, {rows} rows of {down}, then {data[at:]!r}"
        )
    return _label(dots, bytes_across, across, down)


def _take(command: re.Pattern[bytes], data: bytes, at: int) -> tuple[tuple[bytes, ...], int]:
    found = command.match(data, at)
    if found is None:
        raise ValueError(f"byte {at}: {data[at : at + 12]!r} is not {command.pattern!r}")
    return found.groups(), found.end()


def _dots(mm: bytes) -> int:
    dots = float(mm) * DOTS_A_MM
    if dots != int(dots):
        raise ValueError(f"{mm!r} mm is no whole number of dots")
    return int(dots)


def _label(dots: bytes, bytes_across: int, across: int, down: int) -> Image.Image:
    # Pillow's mode "1" happens to count as TSPL does: a bit of 1 is white.
    whole = Image.frombytes("1", (bytes_across * 8, down), dots)
    beside = whole.crop((across, 0, bytes_across * 8, down))
    if beside.width and beside.getextrema() != (255, 255):
        raise ValueError(f"dots beside a label of {across}")
    return whole.crop((0, 0, across, down))
