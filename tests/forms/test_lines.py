"""A line of text stands alone: with its box whitened, the page is as if it had never been written."""

import random

import pytest

from labkiosk.forms.draw import draw
from labkiosk.forms.lines import lines
from labkiosk.forms.media import ROLL_80
from labkiosk.forms.page import Frame, Item, Page, Rule, Text
from labkiosk.forms.raster import rasterise
from labkiosk.lab.papers import FORMS
from tests.printers import filled

DOTS = 8


def whitened(page: Page) -> bytes:
    """The page's picture with the box of every line whitened."""
    picture = draw(page).image.copy()
    for line in lines(page):
        picture.paste(1, (line.left, line.top, line.left + line.width, line.top + line.height))
    return picture.tobytes()


def without(page: Page, gone: list[Item]) -> bytes:
    kept = tuple(item for item in page.items if not any(item is each for each in gone))
    return rasterise(Page(width=page.width, height=page.height, items=kept), DOTS).tobytes()


@pytest.mark.parametrize("form", [form for form in FORMS if not FORMS[form].on_tube])
def test_the_lines_of_every_form_and_nothing_else_are_in_their_boxes(form: str) -> None:
    page = filled.page(form, random.Random(form), ROLL_80)
    dark = [item for item in page.items if isinstance(item, Text) and item.text.strip() and not item.white]
    found = sorted((line.baseline, line.room) for line in lines(page))
    gone = [item for item in dark if _place(item, found)]
    assert len(gone) == len(found) >= len(dark) * 0.8
    assert whitened(page) == without(page, gone)


def _place(item: Text, found: list[tuple[int, tuple[int, int]]]) -> bool:
    room = round(item.x * DOTS), round((item.x + item.width) * DOTS)
    top, bottom = item.y * DOTS, (item.y + item.height) * DOTS
    return any(at == room and top < baseline < bottom for baseline, at in found)


def test_a_text_that_touches_anything_is_no_line() -> None:
    struck = Text(text="struck out", x=1, y=8, width=30, size=3)
    white = Text(text="white", x=1, y=0, width=30, size=3, white=True)
    beside = Text(text="beside", x=40, y=8, width=30, size=3)
    one, other = (Text(text="over one another", x=x, y=14, width=40, size=3) for x in (2, 3))
    framed = Text(text="framed", x=5, y=21.5, width=30, size=3)
    items = (struck, white, Rule(x=0, y=10, width=20, height=0.3), beside, one, other, framed)
    page = Page(width=72, height=30, items=(*items, Frame(x=0, y=20, width=72, height=8)))
    assert [line.text for line in lines(page)] == ["beside", "framed"]
    assert whitened(page) == without(page, [beside, framed])
