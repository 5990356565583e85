"""The one renderer: a page becomes a picture of printer dots, 1 bit each, black on white.

What it draws is the preview on the screen, the PNG, and what every printer prints.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from labkiosk.facts.errors import Refused
from labkiosk.forms import fonts
from labkiosk.forms.page import LINE, QR, Barcode, Frame, Item, Page, Rule, Text
from labkiosk.forms.setting import fit

if TYPE_CHECKING:
    from PIL.Image import Image

NARROW = 0.25
"""Width of a narrow bar in mm (CLSI AUTO02): 2 dots at 203 dpi, 3 at 300."""
QUIET = 10
"""Modules that stay white on each side of the bars."""

WHITE, BLACK = 1, 0


class Glyphs(NamedTuple):
    """A run of text as a mask, and its place from the pen: dots to the right, dots below the baseline."""

    mask: "Image"
    left: int
    top: int


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
        case QR():
            _qr(picture, item, dots)
        case Rule(x=x, y=y, width=width, height=height):
            _fill(picture, _box(x, y, width, height, dots))
        case Frame():
            _frame(picture, item, dots)


def _box(x: float, y: float, width: float, height: float, dots: float) -> tuple[int, int, int, int]:
    left, top = round(x * dots), round(y * dots)
    return left, top, left + max(1, round(width * dots)), top + max(1, round(height * dots))


def _fill(picture: "Image", box: tuple[int, int, int, int]) -> None:
    picture.paste(BLACK, box)


def _frame(picture: "Image", frame: Frame, dots: float) -> None:
    left, top, right, bottom = _box(frame.x, frame.y, frame.width, frame.height, dots)
    line = max(1, round(frame.line * dots))
    _fill(picture, (left, top, right, top + line))
    _fill(picture, (left, bottom - line, right, bottom))
    _fill(picture, (left, top, left + line, bottom))
    _fill(picture, (right - line, top, right, bottom))


def _text(picture: "Image", item: Text, dots: float) -> None:
    pixels, room = round(item.size * dots), item.width * dots
    line = fonts.runs(fit(item.text, pixels, room, item.bold))
    if not line:
        return
    lengths = [fonts.run_length(run, pixels, bold=item.bold) for run in line]
    slack = max(0.0, room - sum(lengths))
    pen = item.x * dots + {"left": 0.0, "centre": slack / 2, "right": slack}[item.align]
    depth = max(fonts.extent(fonts.LATIN).descent, *(fonts.extent(run.face).descent for run in line))
    baseline = round(item.y * dots + (LINE - depth) * pixels)
    for run, advance in zip(line, lengths, strict=True):
        glyphs = _glyphs(run, pixels, item.bold)
        place = (round(pen) + glyphs.left, baseline + glyphs.top)
        picture.paste(WHITE if item.white else BLACK, place, glyphs.mask)
        pen += advance


@lru_cache(maxsize=2048)
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
    left, top, right, bottom = _box(item.x, item.y, item.width, item.height, dots)
    margin = (right - left - len(modules) * narrow) // 2
    if margin < QUIET * narrow:
        raise Refused(f"the barcode of {item.digits} does not fit {item.width} mm: choose a wider label.")
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


def _qr(picture: "Image", item: QR, dots: float) -> None:
    from PIL import Image

    matrix = _matrix(item.text)
    left, top, right, _ = _box(item.x, item.y, item.side, item.side, dots)
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
