"""The page that shows whether a printer prints as it is set up."""

from msgspec import Struct

from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import Frame, Item, Page, Rule, Text
from labkiosk.forms.setting import wrap

_INSET, _SIZE, _LINE = 1.8, 2.3, 3.3
_BAR = 1.6
_DOT = 0.125


class TestpageData(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a test page says; texts are printed as given."""

    name: str
    lines: tuple[str, ...]
    """What it prints and how it is reached; what has no room on a label is left out from the end."""
    training: bool = False


def testpage(data: TestpageData, media: Media = ROLL_80) -> Page:
    """A frame at the paper's edges, a bar across the head, lines of one dot, and what the printer is set up for.

    The frame is whole where paper and set-up fit. A dead dot of the head is a white line through the bar.
    """
    room = media.width - 2 * _INSET - (_BAR + 1 if media.height else 0)
    items: list[Item] = [
        Text(
            text="Test page, TRAINING" if data.training else "Test page",
            x=_INSET,
            y=1,
            width=room,
            size=_SIZE,
        ),
        Text(text=data.name, x=_INSET, y=3.9, width=room, size=3.6, bold=True),
    ]
    lines = [line for text in data.lines for line in wrap(text, _SIZE, room)]
    if media.height is None:
        end = 9 + len(lines) * _LINE
        bar = Rule(x=_INSET, y=end + 2.6, width=room, height=_BAR)
        height = end + 2.6 + _BAR + _INSET
    else:
        # Along the tube is along the feed: there the head lies across the short side.
        height, end = media.height, media.height - _INSET - _BAR - 0.4
        bar = Rule(x=media.width - _INSET - _BAR, y=_INSET, width=_BAR, height=height - 2 * _INSET)
        lines = lines[: int((end - 9) / _LINE)]
    items += [
        Text(text=line, x=_INSET, y=9 + number * _LINE, width=room, size=_SIZE)
        for number, line in enumerate(lines)
    ]
    fine = (
        Rule(x=_INSET + 2 * _DOT * n, y=end + 0.4, width=_DOT, height=_BAR)
        for n in range(int(room / 2 / _DOT))
    )
    frame = Frame(x=0, y=0, width=media.width, height=height, line=3 * _DOT)
    return Page(width=media.width, height=height, items=(*items, bar, *fine, frame), turned=media.die_cut)
