"""A request form to be filled by hand: one of the hospital's colour forms, with a box for each of its tests."""

from msgspec import Struct

from labkiosk.forms.flow import INSET, Cell, Flow
from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import Frame, Page, Rule


class RequestData(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a blank form says."""

    lab_name: str
    title: str
    """Such as "Yellow form: serum, sugar, viral markers"."""
    sheet: str
    """Its own number, such as "F01-0000001"."""
    tests: tuple[tuple[str, str], ...]
    """Code and name of each test or panel."""
    priorities: tuple[str, ...]
    tubes: int = 4
    """How many tubes may be written down."""
    training: bool = False


_FIELDS = (
    ("Name", ""),
    ("Age or birth date", "Sex  F / M / O"),
    ("Hospital number", "Mobile"),
    ("Ward", "Bed"),
    ("Clinician", "Signature"),
    ("Collected: date, time", "By"),
)
_BOX = 3.2
_HEIGHT = 8.6
"""Of a line to write on: a hand in gloves needs it."""


def request(data: RequestData, media: Media = ROLL_80) -> Page:
    """The form, on a roll. It carries no code: it belongs to nobody until it is entered."""
    flow = Flow(media)
    if data.training:
        flow.banner("TRAINING")
    flow.banner(data.title, 3.4)
    flow.text(data.lab_name, 2.6, bold=True)
    for left, right in _FIELDS:
        _to_write(flow, left, right)
    flow.gap(1.2)
    _boxes(flow, [(name, "") for name in data.priorities], 3)
    flow.rule(0.4)
    _boxes(flow, list(data.tests), 2)
    _to_write(flow, "Other tests", "")
    _to_write(flow, "Clinical note", "")
    _to_write(flow, "", "")
    flow.gap(1.2)
    flow.text("Tubes: the last four digits of each label", 2.4)
    _tubes(flow, data.tubes)
    flow.text(f"{data.sheet}   Entered by:", 2.4)
    return flow.page()


def _to_write(flow: Flow, left: str, right: str) -> None:
    """One line to write on, or two side by side."""
    top, middle = flow.y, flow.width * 0.6
    flow.row(
        Cell(left, INSET, middle - INSET, 2.2),
        *([Cell(right, middle + INSET, flow.width - middle - INSET, 2.2)] if right else []),
    )
    flow.y = top + _HEIGHT
    end = middle - 1.5 if right else flow.width
    flow.items.append(Rule(x=0, y=flow.y, width=end, height=0.25))
    if right:
        flow.items.append(Rule(x=middle, y=flow.y, width=flow.width - middle, height=0.25))


def _boxes(flow: Flow, named: list[tuple[str, str]], columns: int) -> None:
    """Boxes to tick, each with its words, so many side by side."""
    wide = flow.width / columns
    for start in range(0, len(named), columns):
        top = flow.y
        cells = []
        for place, (word, more) in enumerate(named[start : start + columns]):
            left = place * wide
            flow.items.append(Frame(x=left + 0.3, y=top + 0.4, width=_BOX, height=_BOX, line=0.3))
            text = f"{word}  {more}" if more else word
            cells.append(Cell(text, left + _BOX + 1.4, wide - _BOX - 1.8, 2.4))
        flow.row(*cells)
        flow.y = max(flow.y, top + _BOX + 1.2)


def _tubes(flow: Flow, count: int) -> None:
    wide = flow.width / count
    for place in range(count):
        flow.items.append(Frame(x=place * wide, y=flow.y + 0.5, width=wide - 1, height=8, line=0.3))
    flow.gap(9.5)
