"""Looking at pictures dot by dot, and at pages element by element."""

import math
from itertools import combinations, groupby

from PIL import Image

from labkiosk.forms.page import Page, Text
from labkiosk.forms.raster import rasterise

Box = tuple[int, int, int, int]


def black(picture: Image.Image) -> Box | None:
    """The smallest box around every black dot: left, top, right, bottom; None on white paper."""
    return picture.convert("L").point([255] + [0] * 255).getbbox()


def row(picture: Image.Image, y: int) -> list[tuple[bool, int]]:
    """One row of dots as (black, how many) from the left."""
    line = picture.crop((0, y, picture.width, y + 1)).convert("L").tobytes()
    return [(not value, len(list(same))) for value, same in groupby(line)]


def outside(page: Page, dots: float) -> list[str]:
    """Texts whose ink leaves the box they were given, or the paper."""
    found = []
    for item in page.items:
        if isinstance(item, Text) and (ink := _ink(item, dots)):
            # An overhanging letter or a rounded edge may stand a quarter of a mm beyond its advance.
            room = _dots(
                (item.x, item.y, item.x + item.width, item.y + item.height), dots, slack=round(dots / 4)
            )
            paper = _dots((0, 0, page.width, page.height), dots, slack=0)
            if not (_within(ink, room) and _within(ink, paper)):
                found.append(f"{item.text}: {ink} not in {room}")
    return found


def overlaps(page: Page, dots: float) -> list[str]:
    """Pairs of texts that write over one another."""
    boxes = [(item.text, _ink(item, dots)) for item in page.items if isinstance(item, Text)]
    return [
        f"{one} / {other}"
        for (one, a), (other, b) in combinations(boxes, 2)
        if a and b and a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


def _ink(item: Text, dots: float) -> Box | None:
    # Drawn dark and alone, with paper all around it, so that what would fall off a page is seen.
    right, down = math.floor(item.x), math.floor(item.y)
    alone = Text(
        text=item.text,
        x=item.x - right + AROUND,
        y=item.y - down + AROUND,
        width=item.width,
        size=item.size,
        bold=item.bold,
        align=item.align,
    )
    sheet = Page(width=item.width + 2 * AROUND + 1, height=item.height + 2 * AROUND + 1, items=(alone,))
    box = black(rasterise(sheet, dots))
    if box is None:
        return None
    x, y = round((right - AROUND) * dots), round((down - AROUND) * dots)
    return box[0] + x, box[1] + y, box[2] + x, box[3] + y


AROUND = 10
"""Paper around a text drawn alone, in mm."""


def _dots(box: tuple[float, float, float, float], dots: float, *, slack: int) -> Box:
    left, top, right, bottom = (round(edge * dots) for edge in box)
    return left - slack, top - slack, right + slack, bottom + slack


def _within(inner: Box, outer: Box) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]
