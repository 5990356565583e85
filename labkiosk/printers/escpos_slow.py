"""A sheet for an ESC/POS printer on a slow line: what it can set is sent as text, the rest as picture.

A report as picture is 86 to 120 kB, 7 to 10 s at 115,200 baud. Every row of dots that is not text is printed once,
at its place; a line of text takes the rows where it stands, and what is drawn beside it goes into the same line.

Epson's ESC/POS command reference: ``ESC * 33`` bit image of 24 dots in columns, the uppermost dot the most
significant bit, in a line beside text; ``ESC J`` prints the line and feeds that many dots, at least its height;
``GS v 0`` a raster image of its own.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from labkiosk.printers.escpos_text import TEXT_MODE, Word, set_in_letters
from labkiosk.printers.ink import columns, packed, rows, spans
from labkiosk.printers.sheet import Sheet

if TYPE_CHECKING:
    from PIL.Image import Image

_ONE_LINE = 6
"""Baselines this near one another, in dots, are of one line: sizes round theirs differently."""
_SLIP = 8
"""How far a line may stand below its place, in dots, where the one above it is in its way."""
_IN_LINE = 24
"""Height of an image in a line of text; the lowest line of text is as high."""
_GAP = 4
"""White rows or columns that end an image: to start another costs as many bytes as these."""
_FURTHEST = 255
"""Dots of one feed."""
_BAND = 256
WHITE = 1


class Strip(NamedTuple):
    """A line of text: the rows of dots that it takes, and what is in it."""

    top: int
    height: int
    words: tuple[Word, ...]


def slow_body(printer: Any, sheet: Sheet) -> None:
    """Print the sheet with python-escpos's builder of bytes, all but what ends a paper."""
    strips, rest = divided(sheet)
    printer._raw(TEXT_MODE)
    at, mode = 0, 0
    for strip in strips:
        _draw(printer, rest, at, strip.top)
        mode = _line(printer, strip, rest, mode)
        at = strip.top + strip.height
    _draw(printer, rest, at, rest.height)


def divided(sheet: Sheet) -> tuple[list[Strip], "Image"]:
    """The lines of text, from the top, and what is left of the picture without them.

    A word that would stand on something drawn, on another word, or too far from its place is left in the picture.
    """
    words = list(set_in_letters(sheet.runs))
    while True:
        strips = list(_placed(words))
        rest = _without(sheet.image, words)
        kept = [word for strip in strips for word in strip.words if _stands_free(word, strip, rest)]
        if len(kept) == len(words):
            return strips, rest
        words = kept


def _placed(words: list[Word]) -> Iterator[Strip]:
    bottom = 0
    for line in _lines(words):
        height = max(_IN_LINE, *(word.letters.height for word in line))
        wanted = max(word.run.baseline + word.letters.drop for word in line) - height
        top = max(wanted, bottom)
        if top - wanted <= _SLIP:
            yield Strip(top, height, tuple(_apart(line)))
            bottom = top + height


def _lines(words: list[Word]) -> Iterator[list[Word]]:
    line: list[Word] = []
    for word in sorted(words, key=lambda each: (each.run.baseline, each.x)):
        if line and word.run.baseline - line[0].run.baseline > _ONE_LINE:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _apart(line: list[Word]) -> Iterator[Word]:
    right = 0
    for word in sorted(line, key=lambda each: each.x):
        if word.x >= right:
            yield word
            right = word.right


def _without(image: "Image", words: Iterable[Word]) -> "Image":
    rest = image.copy()
    for word in words:
        run = word.run
        rest.paste(WHITE, (run.left, run.top, run.left + run.width, run.top + run.height))
    return rest


def _stands_free(word: Word, strip: Strip, rest: "Image") -> bool:
    """Whether nothing is drawn where it stands; in a line too high for an image, nowhere beside it either."""
    high = strip.height > _IN_LINE
    left, right = (0, rest.width) if high else (word.x, word.right)
    bottom = strip.top + strip.height
    return (
        bottom <= rest.height and right <= rest.width and not _inked(rest, (left, strip.top, right, bottom))
    )


def _inked(picture: "Image", box: tuple[int, int, int, int]) -> bool:
    return any(packed(picture.crop(box)))


def _line(printer: Any, strip: Strip, rest: "Image", mode: int) -> int:
    """Print a line of text with what is drawn beside it; returns the mode it leaves the printer in."""
    bottom = strip.top + strip.height
    beside = rest.crop((0, strip.top, rest.width, bottom))
    images = list(_images(beside)) if strip.height == _IN_LINE else []
    parts: list[tuple[int, Word | bytes]] = [*((word.x, word) for word in strip.words), *images]
    for x, part in sorted(parts, key=lambda each: each[0]):
        printer._raw(b"\x1b$" + x.to_bytes(2, "little"))
        if isinstance(part, bytes):
            printer._raw(part)
            continue
        if part.mode != mode:
            mode = part.mode
            printer._raw(b"\x1b!" + bytes([mode]))
        printer._raw(part.data)
    printer._raw(b"\x1bJ" + bytes([strip.height]))
    return mode


def _images(beside: "Image") -> Iterator[tuple[int, bytes]]:
    """What is drawn in 24 rows, as bit images, and where across each stands."""
    dots = columns(beside)
    for start, end in spans(dots, _GAP):
        yield start, b"\x1b*\x21" + (end - start).to_bytes(2, "little") + b"".join(dots[start:end])


def _draw(printer: Any, rest: "Image", top: int, bottom: int) -> None:
    """Print rows of the picture: feeds where they are white, rasters as wide as their ink elsewhere."""
    if top == bottom:
        return
    dots, at = rows(rest.crop((0, top, rest.width, bottom))), 0
    for start, end in spans(dots, _GAP):
        _feed(printer, start - at)
        width = 8 * max(len(row.rstrip(b"\x00")) for row in dots[start:end])
        for first in range(start, end, _BAND):
            band = rest.crop((0, top + first, width, top + min(end, first + _BAND)))
            printer.image(band, impl="bitImageRaster", fragment_height=_BAND)
        at = end
    _feed(printer, len(dots) - at)


def _feed(printer: Any, dots: int) -> None:
    for first in range(0, dots, _FURTHEST):
        printer._raw(b"\x1bJ" + bytes([min(_FURTHEST, dots - first)]))
