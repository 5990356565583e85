"""The blank tube label: a number that waits for its order, and lines to write on."""

from msgspec import Struct

from labkiosk.forms.label import BARS, HEIGHT, LEFT, WIDTH, bars, beside
from labkiosk.forms.page import Item, Page, Rule, Text
from labkiosk.forms.setting import width_of


class BlankData(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a blank label says."""

    number: str
    """12 digits that no sample has yet."""
    training: bool = False


_RIGHT = WIDTH - 1.0
_WRITE = 7.0
"""Foot of the second line to write on, in mm."""


def blank(data: BlankData) -> Page:
    """The label, with its bars where every tube label has them. Raises Refused when the number is not 12 digits."""
    items: list[Item] = [
        *_line("Name", LEFT, _RIGHT, 3.2),
        *_line("ID", LEFT, 17.5, _WRITE),
        *_line("Age/sex", 18.5, 33, _WRITE),
        *_line("Ward", 34, _RIGHT, _WRITE),
        *_line("Collected", LEFT, 24, 10.2),
        *_line("by", 25, BARS, 10.2),
        *bars(data.number),
        beside("TRAINING" if data.training else "BLANK", 8.1, 1.9, align="centre"),
        beside(data.number[8:], 10.2, 5.2),
        *_line("Tube", BARS + 0.5, _RIGHT, 19.4),
    ]
    return Page(width=WIDTH, height=HEIGHT, items=tuple(items), turned=True)


def _line(word: str, start: float, end: float, foot: float) -> list[Item]:
    """A word and a line after it to write on; all in mm, ``foot`` is where the line lies."""
    size = 1.7
    after = start + width_of(word, size) + 0.5
    return [
        Text(text=word, x=start, y=foot - size - 0.3, width=end - start, size=size),
        Rule(x=after, y=foot, width=end - after, height=0.2),
    ]
