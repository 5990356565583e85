"""The worksheet of a batch: a line for each tube, a box for each value, and room for the controls."""

from msgspec import Struct

from labkiosk.forms.flow import INSET, Cell, Flow, Print, begin
from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import LINE, Frame, Page


class Tube(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One position of the worksheet."""

    position: int
    tail: str
    """The last four digits of the tube's number."""
    name: str
    age: str
    """Age and sex."""
    priority: str
    """Empty for routine."""
    tests: tuple[str, ...]


class WorksheetData(Print, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a worksheet says; texts are printed as given."""

    lab_name: str
    worksheet: str
    bench: str
    made: str
    """When and by whom."""
    tubes: tuple[Tube, ...]


_AGE, _PRIORITY = 14.0, 12.0
"""Widths in mm of the columns with age and sex, and with the priority."""
_BOX = 7.0
"""Height in mm of a box to write a value in."""


def worksheet(data: WorksheetData, media: Media = ROLL_80) -> Page:
    """The worksheet. Its QR opens it on the screen; it carries no tube's barcode."""
    flow = begin(data, media)
    beside = [f"Worksheet {data.worksheet}", data.bench, data.made, data.lab_name]
    flow.code(worksheet_code(data.worksheet), 19, beside)
    flow.rule(0.5)
    _boxes(flow, ("Kit, lot", "Expiry"), columns=2)
    for _ in range(2):
        _boxes(flow, ("QC", "Lot", "Value"), columns=3)
    for tube in data.tubes:
        flow.rule()
        _tube(flow, tube)
    flow.rule(0.5)
    _boxes(flow, ("Done by", "At"), columns=2)
    return flow.page()


def worksheet_code(batch: str) -> str:
    """What the worksheet's QR code says; its first words are its purpose."""
    return f"LK:WORK:{batch}"


def _tube(flow: Flow, tube: Tube) -> None:
    right = flow.width - INSET - (_PRIORITY if tube.priority else 0)
    age = right - _AGE
    name = Cell(tube.name, 21, age - 22, 3.0)
    if flow.narrow:
        name = name._replace(x=8, width=flow.width - 8 - INSET)
    flow.row(
        Cell(f"{tube.position}", INSET, 7, 4.4, bold=True),
        Cell(tube.tail, 8, 12.5, 4.4, bold=True),
        *(() if flow.narrow else (name,)),
        Cell(tube.age, age, _AGE - 1, 3.0),
        Cell(tube.priority, right, _PRIORITY, 2.8, bold=True, align="right"),
    )
    if flow.narrow:
        flow.row(name)
    _boxes(flow, tube.tests, columns=3)


def _boxes(flow: Flow, names: tuple[str, ...], *, columns: int) -> None:
    """Empty boxes, each after its name, so many to a line; two at most where the roll is narrow."""
    columns = min(columns, 2) if flow.narrow else columns
    width = (flow.width - 1) / columns
    named = width * (0.52 if flow.narrow else 0.42)
    for first in range(0, len(names), columns):
        top = flow.y + 0.5
        flow.gap(0.5 + (_BOX - 2.6 * LINE) / 2)
        here = names[first : first + columns]
        flow.row(*(Cell(name, 1 + i * width, named - 1, 2.6) for i, name in enumerate(here)))
        flow.y = max(flow.y, top + _BOX)
        for i in range(len(here)):
            flow.items.append(
                Frame(x=1 + i * width + named, y=top, width=width - named - 1, height=flow.y - top)
            )
        flow.gap(0.5)
