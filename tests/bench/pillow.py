"""A page drawn by Pillow alone: each text by one call, each bar and each dark square of a QR by one rectangle.

Where everything stands, and which modules are dark, is known before the clock starts; nothing is measured, cut,
cached, read back or wrapped.
"""

from functools import cache

import segno
from barcode.codex import Code128
from PIL import Image, ImageDraw, ImageFont

from labkiosk.forms.page import QR, Barcode, Frame, Item, Page, Rule, Text
from labkiosk.resources import asset

DOTS = 8
Box = tuple[int, int, int, int]


class Plain:
    """One page at 203 dpi, ready to be drawn."""

    def __init__(self, page: Page) -> None:
        self._size = round(page.width * DOTS), round(page.height * DOTS)
        self._texts = [
            (round(item.x * DOTS), round(item.y * DOTS), item.text, _font(item), int(item.white))
            for item in page.items
            if isinstance(item, Text) and item.text
        ]
        self._boxes = [box for item in page.items for box in _boxes(item)]

    def draw(self) -> Image.Image:
        """The picture."""
        picture = Image.new("1", self._size, 1)
        pen = ImageDraw.Draw(picture)
        for box in self._boxes:
            pen.rectangle(box, 0)
        for x, y, text, font, ink in self._texts:
            pen.text((x, y), text, ink, font)
        return picture


def _font(item: Text) -> ImageFont.FreeTypeFont:
    return _load(round(item.size * DOTS), "Bold" if item.bold else "Regular")


@cache
def _load(pixels: int, weight: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(asset(f"fonts/NotoSans-{weight}.ttf"), pixels)


def _boxes(item: Item) -> list[Box]:
    x, y = round(item.x * DOTS), round(item.y * DOTS)
    match item:
        case Barcode(height=height):
            modules = Code128(item.digits).build()[0]
            bottom = y + round(height * DOTS) - 1
            lefts = [x + 80 + 2 * n for n, module in enumerate(modules) if module == "1"]
            return [(left, y, left + 1, bottom) for left in lefts]
        case QR():
            matrix = enumerate(segno.make_qr(item.text, error="m").matrix)
            dark = [
                (x + 4 * n, y + 4 * row) for row, line in matrix for n, module in enumerate(line) if module
            ]
            return [(left, top, left + 3, top + 3) for left, top in dark]
        case Rule() | Frame():
            return [(x, y, x + round(item.width * DOTS), y + max(1, round(item.height * DOTS)))]
        case _:
            return []
