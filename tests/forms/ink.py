"""Looking at pictures dot by dot, and at pages element by element."""

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
    wide = 20
    found = []
    for item in page.items:
        if not isinstance(item, Text):
            continue
        ink = _ink(item, page, dots, wide)
        room = (item.x * dots, item.y * dots, (item.x + item.width) * dots, (item.y + item.height) * dots)
        # An overhanging letter or a rounded edge may stand a dot or two beyond its advance.
        slack = 2
        if ink and (
            ink[0] < room[0] - slack
            or ink[2] > room[2] + slack
            or ink[1] < room[1] - slack
            or ink[3] > room[3] + slack
            or ink[0] < 0
            or ink[1] < 0
            or ink[2] > page.width * dots
            or ink[3] > page.height * dots
        ):
            found.append(f"{item.text}: {ink} not in {room}")
    return found


def _ink(item: Text, page: Page, dots: float, border: int) -> Box | None:
    # Drawn dark and alone on paper larger by a border in mm, so that what falls off is seen.
    alone = Text(
        text=item.text,
        x=item.x + border,
        y=item.y + border,
        width=item.width,
        size=item.size,
        bold=item.bold,
        align=item.align,
    )
    sheet = Page(width=page.width + 2 * border, height=page.height + 2 * border, items=(alone,))
    box = black(rasterise(sheet, dots))
    if box is None:
        return None
    shift = round(border * dots)
    return box[0] - shift, box[1] - shift, box[2] - shift, box[3] - shift


def overlaps(page: Page, dots: float) -> list[str]:
    """Pairs of texts that write over one another."""
    boxes = [(item.text, _ink(item, page, dots, 20)) for item in page.items if isinstance(item, Text)]
    return [
        f"{one} / {other}"
        for (one, a), (other, b) in combinations(boxes, 2)
        if a and b and a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
