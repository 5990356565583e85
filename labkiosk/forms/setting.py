"""Fitting text to a width: cut with a mark, or wrapped into lines."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from labkiosk.forms.fonts import clusters, length

MARK = "…"
REFERENCE = 8
"""Dots a millimetre at which pages are laid out (203 dpi)."""

_KEPT = 0.98

BASE = 1.069
"""Ascent of the Latin font: what a smaller text must come down by to share a larger one's baseline."""

_STROKES = re.compile(r"(?<=[/–-])")


@lru_cache(maxsize=1024)
def fit(text: str, pixels: int, width: float, bold: bool) -> str:
    """The text, or as much of it as fits that many dots followed by "…", cut between clusters."""
    if length(text, pixels, bold) <= width:
        return text
    pieces = clusters(text)
    low, high = 0, len(pieces) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if length("".join(pieces[:middle]).rstrip() + MARK, pixels, bold) <= width:
            low = middle
        else:
            high = middle - 1
    return "".join(pieces[:low]).rstrip() + MARK


def shrink(text: str, width: float, sizes: Sequence[float], *, bold: bool = False) -> float:
    """The first of the sizes, largest first, at which the text fits that width; else the last (all in mm).

    A little is kept back, because another printer's dots round the letters otherwise.
    """
    return next((size for size in sizes if width_of(text, size, bold=bold) <= width * _KEPT), sizes[-1])


def unbroken(text: str, size: float, width: float, *, bold: bool = False) -> float:
    """The size, or up to a fifth less where a word would be broken otherwise (all in mm).

    A name is read faster in smaller letters than in two halves.
    """
    parts = {part for word in text.split() for part in _STROKES.split(word)}
    if all(width_of(part, size, bold=bold) <= width * _KEPT for part in parts):
        return size
    longest = max(parts, key=lambda part: width_of(part, size, bold=bold))
    smaller = shrink(longest, width, [size * 0.9, size * 0.8], bold=bold)
    return smaller if width_of(longest, smaller, bold=bold) <= width * _KEPT else size


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Lines of at most that width (both in mm).

    A word too long for a line is broken after a stroke, or else between clusters. A little is kept back, as
    `shrink` does.
    """
    pixels, room = round(size * REFERENCE), width * REFERENCE * _KEPT
    lines = [""]
    for word in text.split():
        for piece in _pieces(word, pixels, room, bold):
            joined = f"{lines[-1]} {piece}".lstrip()
            if length(joined, pixels, bold) <= room:
                lines[-1] = joined
            else:
                lines.append(piece)
    return [line for line in lines if line]


def _pieces(word: str, pixels: int, room: float, bold: bool) -> list[str]:
    pieces = [""]
    for part in _parts(word, pixels, room, bold):
        if pieces[-1] and length(pieces[-1] + part, pixels, bold) > room:
            pieces.append("")
        pieces[-1] += part
    return pieces


def _parts(word: str, pixels: int, room: float, bold: bool) -> Iterator[str]:
    # A range or a unit is broken after its stroke: half a number on each line would be misread.
    for part in _STROKES.split(word):
        yield from [part] if length(part, pixels, bold) <= room else clusters(part)


def grouped(number: str) -> str:
    """A sample number as people read it out: "0100 0000 0017"."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def several(*parts: str) -> str:
    """The parts that say something, in one line."""
    return " · ".join(part for part in parts if part)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width in mm of a line set at that size."""
    return length(text, round(size * REFERENCE), bold) / REFERENCE
