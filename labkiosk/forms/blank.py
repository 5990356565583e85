"""The blank tube label: a number that waits for its order, and lines to write on."""

from msgspec import Struct, structs

from labkiosk.forms.media import LABEL_50, Media
from labkiosk.forms.page import Item, Page, Rule, Text
from labkiosk.forms.setting import shrink, width_of
from labkiosk.forms.tube import LEFT, tube_on


class BlankData(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a blank label says."""

    number: str
    """12 digits that no sample has yet."""
    training: bool = False


def blank(data: BlankData, media: Media = LABEL_50) -> Page:
    """The label, with its bars where every tube label has them. Raises Refused as `label` does."""
    tube = tube_on(media)
    right, top, third = tube.width - 1.0, tube.top, tube.inner / 3
    tail = data.number[8:]
    word = Text(x=20.5, y=tube.foot - 0.3, width=right - 20.5, size=2.6, bold=True, align="right")
    items: list[Item] = [
        *_line("Name", LEFT, right, top - 7.7),
        *_line("ID", LEFT, third, top - 3.9),
        *_line("Age/sex", third + LEFT, 2 * third, top - 3.9),
        *_line("Ward", 2 * third + LEFT, right, top - 3.9),
        *_line("Collected", LEFT, tube.width / 2, top - 0.7),
        *_line("by", tube.width / 2 + LEFT, right, top - 0.7),
        *tube.bar_items(data.number),
        tube.beside(tail, top + 0.3, shrink(tail, tube.side_width, (5.2, 2.6), bold=True)),
        structs.replace(word, text="TRAINING" if data.training else "BLANK"),
    ]
    if tube.roomy:
        items += _line("Tube", tube.side, right, top + 9.6)
    return tube.page(items)


def _line(word: str, start: float, end: float, foot: float) -> list[Item]:
    """A word and a line after it to write on; all in mm, ``foot`` is where the line lies."""
    size = 1.7
    after = start + width_of(word, size) + 0.5
    return [
        Text(text=word, x=start, y=foot - size - 0.3, width=end - start, size=size),
        Rule(x=after, y=foot, width=end - after, height=0.2),
    ]
