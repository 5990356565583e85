"""The one renderer: a page becomes a picture of printer dots, 1 bit each, black on white.

What it draws is the preview on the screen, the PNG, and what every printer prints.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from labkiosk.facts.errors import Refused
from labkiosk.forms import fonts
from labkiosk.forms.page import LINE, QR, Barcode, Bars, Frame, Item, Page, Rule, Text
from labkiosk.forms.setting import MARK, fit

if TYPE_CHECKING:
    from PIL.Image import Image

NARROW = 0.25
"""Width of a narrow bar in mm (CLSI AUTO02): 2 dots at 203 dpi, 3 at 300."""
WIDE = 0.5
"""Width in mm beyond which a narrow bar gains nothing: scanned from an arm's length."""
QUIET = 10
"""Modules that stay white on each side of the bars."""

WHITE, BLACK = 1, 0

Box = tuple[int, int, int, int]


class Glyphs(NamedTuple):
    """A run of text as a mask, and its place from the pen: dots to the right, dots below the baseline."""

    mask: "Image"
    left: int
    top: int


class Typeset(NamedTuple):
    """A text as it is written: what of it had room, its baseline, and the masks of its runs and where they stand."""

    text: str
    baseline: int
    ink: "tuple[tuple[tuple[int, int], Image], ...]"


def rasterise(page: Page, dots: float) -> "Image":
    """The page at that many dots per mm, upright, mode "1".

    Raises Refused when a text has a character no font can write, or a code does not fit its place.
    """
    from PIL import Image

    picture = Image.new("1", (round(page.width * dots), round(page.height * dots)), WHITE)
    for item in page.items:
        _paint(picture, item, dots)
    return picture


def _paint(picture: "Image", item: Item, dots: float) -> None:
    match item:
        case Text():
            _text(picture, item, dots)
        case Barcode():
            _barcode(picture, item, dots)
        case Bars():
            _bars(picture, item, dots)
        case QR():
            _qr(picture, item, dots)
        case Rule():
            _fill(picture, box_of(item, dots))
        case Frame():
            for edge in edges_of(item, dots):
                _fill(picture, edge)


def box_of(item: Barcode | Bars | QR | Rule | Frame, dots: float) -> Box:
    """The dots an item may paint: left, top, and the first ones right of it and below it."""
    left, top = round(item.x * dots), round(item.y * dots)
    return left, top, left + max(1, round(item.width * dots)), top + max(1, round(item.height * dots))


def edges_of(frame: Frame, dots: float) -> tuple[Box, ...]:
    """The four lines of a frame."""
    left, top, right, bottom = box_of(frame, dots)
    line = max(1, round(frame.line * dots))
    return (
        (left, top, right, top + line),
        (left, bottom - line, right, bottom),
        (left, top, left + line, bottom),
        (right - line, top, right, bottom),
    )


def _fill(picture: "Image", box: Box) -> None:
    picture.paste(BLACK, box)


def _text(picture: "Image", item: Text, dots: float) -> None:
    for place, mask in typeset(item, dots).ink:
        picture.paste(WHITE if item.white else BLACK, place, mask)


def typeset(item: Text, dots: float) -> Typeset:
    """How a text is written. Raises Refused when it has a character no font can write."""
    pixels, room = round(item.size * dots), item.width * dots
    text = fit(item.text, pixels, room, item.bold)
    line = _mark_at_its_end(fonts.runs(text))
    lengths = [fonts.run_length(run, pixels, bold=item.bold) for run in line]
    slack = max(0.0, room - sum(lengths))
    pen = item.x * dots + {"left": 0.0, "centre": slack / 2, "right": slack}[item.align]
    faces = [fonts.LATIN, *(run.face for run in line)]
    depth = max(fonts.extent(face).descent for face in faces)
    baseline = round(item.y * dots + (LINE - depth) * pixels)
    ink: list[tuple[tuple[int, int], Image]] = []
    for run, advance in zip(line, lengths, strict=True):
        glyphs = _glyphs(run, pixels, item.bold)
        ink.append(((round(pen) + glyphs.left, baseline + glyphs.top), glyphs.mask))
        pen += advance
    return Typeset(text, baseline, tuple(ink))


def _mark_at_its_end(line: tuple[fonts.Run, ...]) -> tuple[fonts.Run, ...]:
    """The runs from left to right: what reads from right to left ends at its left, and so does its mark of a cut."""
    if len(line) > 1 and line[-1].text == MARK and line[-2].face == fonts.ARABIC:
        return (*line[:-2], line[-1], line[-2])
    return line


@lru_cache(maxsize=512)
def _glyphs(run: fonts.Run, pixels: int, bold: bool) -> Glyphs:
    from PIL import Image, ImageDraw

    font = fonts.load(run.face, fonts.face_pixels(run.face, pixels), bold=bold)
    way = fonts.direction(run)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(run.text, "1", way, anchor="ls"))
    mask = Image.new("1", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(mask).text((-left, -top), run.text, 1, font, anchor="ls", direction=way)
    return Glyphs(mask, left, top)


def _barcode(picture: "Image", item: Barcode, dots: float) -> None:
    modules = code128(item.digits)
    narrow = round(NARROW * dots)
    left, top, right, bottom = box_of(item, dots)
    margin = (right - left - len(modules) * narrow) // 2
    if margin < QUIET * narrow:
        raise Refused(f"the barcode of {item.digits} does not fit {item.width} mm: choose a wider label.")
    _fill_modules(picture, modules, (left + margin, top, bottom), narrow)


def _bars(picture: "Image", item: Bars, dots: float) -> None:
    modules = code128_text(item.text)
    left, top, right, bottom = box_of(item, dots)
    narrow = min(round(WIDE * dots), (right - left) // (len(modules) + 2 * QUIET))
    if narrow < round(NARROW * dots):
        raise Refused(f"the barcode of {item.text} does not fit {item.width} mm: take a wider roll.")
    margin = (right - left - len(modules) * narrow) // 2
    _fill_modules(picture, modules, (left + margin, top, bottom), narrow)


def _fill_modules(picture: "Image", modules: str, place: tuple[int, int, int], narrow: int) -> None:
    left, top, bottom = place
    for index, module in enumerate(modules):
        if module == "1":
            _fill(picture, (left + index * narrow, top, left + (index + 1) * narrow, bottom))


@lru_cache(maxsize=256)
def code128(digits: str) -> str:
    """Code 128 modules of an even number of digits in set C, "1" for a bar: 11 for each two digits, and 35.

    Raises Refused for anything else, and for a number that python-barcode would not write whole.
    """
    from barcode.codex import Code128

    if not (digits.isascii() and digits.isdecimal() and len(digits) % 2 == 0):
        raise Refused(f"{digits!r} is not an even number of digits: a barcode cannot carry it.")
    modules: str = Code128(digits).build()[0]
    if len(modules) != 11 * (len(digits) // 2) + 35:
        raise Refused(f"{digits} does not fit Code 128 set C: numbers that begin with 99 are not used.")
    return modules


@lru_cache(maxsize=256)
def code128_text(text: str) -> str:
    """Code 128 modules of printable ASCII, "1" for a bar. Raises Refused for any other text, and for an empty one."""
    from barcode.codex import Code128

    if not text or not all(" " <= character <= "~" for character in text):
        raise Refused(f"{text!r} is not plain ASCII: a barcode cannot carry it.")
    modules: str = Code128(text).build()[0]
    return modules


def _qr(picture: "Image", item: QR, dots: float) -> None:
    from PIL import Image

    matrix = _matrix(item.text)
    left, top, right, _ = box_of(item, dots)
    count = len(matrix) + 8
    module = (right - left) // count
    if module < 2:
        raise Refused(f"the QR code of {len(item.text)} characters does not fit {item.side} mm.")
    small = Image.frombytes("L", (len(matrix),) * 2, b"".join(matrix)).point([255] + [0] * 255, "1")
    edge = len(matrix) * module
    margin = (right - left - edge) // 2
    large = small.resize((edge, edge), Image.Resampling.NEAREST)
    picture.paste(large, (left + margin, top + margin))


@lru_cache(maxsize=64)
def _matrix(text: str) -> tuple[bytes, ...]:
    import segno

    return tuple(bytes(row) for row in segno.make_qr(text, error="m").matrix)
