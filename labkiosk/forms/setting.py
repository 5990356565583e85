"""Fitting text to a width: cut with a mark, or wrapped into lines."""

from functools import lru_cache

from labkiosk.forms.fonts import clusters, length

MARK = "…"
REFERENCE = 8
"""Dots a millimetre at which pages are laid out (203 dpi)."""


@lru_cache(maxsize=4096)
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


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Lines of at most that width (both in mm); a word too long for a line is broken between clusters.

    Two per cent is kept back, because another printer's dots round the letters otherwise.
    """
    pixels, room = round(size * REFERENCE), width * REFERENCE * 0.98
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
    if length(word, pixels, bold) <= room:
        return [word]
    pieces = [""]
    for cluster in clusters(word):
        if pieces[-1] and length(pieces[-1] + cluster, pixels, bold) > room:
            pieces.append("")
        pieces[-1] += cluster
    return pieces


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width in mm of a line set at that size."""
    return length(text, round(size * REFERENCE), bold) / REFERENCE
