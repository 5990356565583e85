"""Which font writes which character, and how wide it comes out.

Pillow has no font fallback and draws a box for a character its font lacks, so every text is split here into
runs of one font each, every character of which has a glyph, or it is refused.
"""

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from labkiosk.facts.errors import Refused
from labkiosk.forms.page import LINE
from labkiosk.resources import asset

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

LATIN, ARABIC, SYMBOLS = "NotoSans", "NotoNaskhArabic", "NotoSansMath"

_INDIC = ("Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam")
# The blocks of these nine scripts follow one another in Unicode, 128 code points each, from U+0900 on.
_INDIC_FIRST, _INDIC_BLOCK = 0x0900, 0x80

_EXTRA = ((0xA8E0, 0xA8FF), (0x1CD0, 0x1CFF))  # Devanagari Extended, Vedic Extensions
_ARABIC = ((0x0600, 0x06FF), (0x0750, 0x077F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))


class Run(NamedTuple):
    """A stretch of text that one font writes."""

    face: str
    text: str


class Extent(NamedTuple):
    """What a face asks of a line, in multiples of the em."""

    scale: float
    """By how much it is drawn smaller, or larger, so that its letters fill a line of text and no more."""
    descent: float
    """How far it reaches below the baseline, scaled."""


@cache
def shaping() -> bool:
    """True when Pillow shapes complex scripts: libraqm, which needs the system's libfribidi0."""
    from PIL import features

    return bool(features.check("raqm")) and bool(features.check("fribidi"))


@cache
def _covered(face: str) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(asset(f"fonts/{face}-Regular.ttf"), lazy=True) as font:
        return frozenset(font.getBestCmap())


# Naskh declares room for stacked Quranic signs (1.07 and 0.63); the letters and vowel signs of names need this.
_NASKH = (0.90, 0.35)


@cache
def extent(face: str) -> Extent:
    """How a face is scaled, and how deep it then reaches."""
    if face == ARABIC:
        ascent, descent = _NASKH
        scale = LINE / (ascent + descent)
    else:
        ascent, descent = (depth / 1000 for depth in load(face, 1000, bold=False).getmetrics())
        scale = min(1.0, LINE / (ascent + descent))
    return Extent(scale, descent * scale)


@lru_cache(maxsize=256)
def load(face: str, pixels: int, *, bold: bool) -> "FreeTypeFont":
    """The font of a face at an em of that many dots."""
    from PIL import ImageFont

    weight = "Bold" if bold and face != SYMBOLS else "Regular"
    engine = ImageFont.Layout.RAQM if shaping() else ImageFont.Layout.BASIC
    return ImageFont.truetype(asset(f"fonts/{face}-{weight}.ttf"), pixels, layout_engine=engine)


def _home(point: int) -> str:
    """The face that ought to write a character that Latin does not."""
    block, inside = divmod(point - _INDIC_FIRST, _INDIC_BLOCK)
    if 0 <= block < len(_INDIC) and inside >= 0:
        return f"NotoSans{_INDIC[block]}"
    if any(first <= point <= last for first, last in _EXTRA):
        return "NotoSansDevanagari"
    if any(first <= point <= last for first, last in _ARABIC):
        return ARABIC
    return SYMBOLS


def _face(char: str, current: str) -> str:
    """The face to write a character with; the current one goes on as long as it can."""
    point = ord(char)
    for face in (current, LATIN, _home(point)):
        if point in _covered(face):
            return face
    shown = char if char.isprintable() else unicodedata.name(char, "a control or unassigned character")
    raise Refused(f"{shown} (U+{point:04X}) cannot be printed: no font here has it. Write it another way.")


@lru_cache(maxsize=1024)
def runs(text: str) -> tuple[Run, ...]:
    """The text as runs of one font each, in reading order of a line that runs left to right.

    Raises Refused, naming the character, when no font here can write it; and when the text needs shaping
    that this system cannot do, because half-shaped Devanagari is a misspelt name.
    """
    found: list[Run] = []
    current = LATIN
    for char in text:
        current = _face(char, current)
        if found and found[-1].face != current:
            _keep_space_between(found)
        if found and found[-1].face == current:
            found[-1] = Run(current, found[-1].text + char)
        else:
            found.append(Run(current, char))
    if not shaping() and any(run.face not in (LATIN, SYMBOLS) for run in found):
        raise Refused(f"{text} cannot be printed without text shaping. Run: sudo apt install -y libfribidi0")
    return tuple(found)


def _keep_space_between(found: list[Run]) -> None:
    # A space that ends an Arabic run would be drawn at its left, away from the word that follows.
    if found and found[-1].face == ARABIC:
        word = found[-1].text.rstrip(" ")
        spaces = len(found[-1].text) - len(word)
        if spaces:
            found[-1] = Run(ARABIC, word)
            found.append(Run(LATIN, " " * spaces))


def clusters(text: str) -> list[str]:
    """The text in pieces that may be cut apart: a letter with its marks, an Indic conjunct whole.

    Unicode Standard Annex 29, legacy marks and rule GB9c: a virama binds the letter after it.
    """
    pieces: list[str] = []
    for char in text:
        if pieces and (_extends(char) or _binds(pieces[-1], char)):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _extends(char: str) -> bool:
    return char in "\u200c\u200d" or unicodedata.category(char).startswith("M")


def _binds(before: str, char: str) -> bool:
    joined = before.rstrip("\u200d")
    return bool(joined) and unicodedata.combining(joined[-1]) == 9 and unicodedata.category(char) == "Lo"


def run_length(run: Run, pixels: int, *, bold: bool) -> float:
    """Advance width of one run in dots, at an em of that many dots before the face's own scale."""
    return load(run.face, face_pixels(run.face, pixels), bold=bold).getlength(
        run.text, direction=direction(run)
    )


def direction(run: Run) -> str | None:
    """Which way a run is laid out; None where Pillow's basic layout knows only one."""
    if not shaping():
        return None
    return "rtl" if run.face == ARABIC else "ltr"


def face_pixels(face: str, pixels: int) -> int:
    """The em a face is loaded at so that it fits a line set at that many dots."""
    return max(1, round(pixels * extent(face).scale))


@lru_cache(maxsize=1024)
def length(text: str, pixels: int, bold: bool) -> float:
    """Advance width of a line in dots. Raises Refused as `runs` does."""
    return sum(run_length(run, pixels, bold=bold) for run in runs(text))
