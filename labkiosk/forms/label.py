"""The tube label, 50.8 x 25.4 mm (CLSI AUTO12-A)."""

from typing import Literal

from msgspec import Struct

from labkiosk.facts.errors import Refused
from labkiosk.forms.page import Barcode, Frame, Item, Page, Rule, Text
from labkiosk.forms.setting import grouped, width_of


class LabelData(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a tube label says; texts are printed as given, "not stated" included."""

    number: str
    """The sample's 12 digits."""
    patient_name: str
    patient_id: str
    """The one identifier printed, such as "UHID 104233"."""
    sex: Literal["F", "M", "O", "U"]
    age: str
    """As people write it: "51 y", "8 m", "3 d"; empty when unknown."""
    born: str
    """"14 Mar 1975", or "est. 1975" when the year is estimated."""
    collected: str
    collector: str
    priority: Literal["stat", "urgent", "routine"]
    container: str
    """The tube, such as "EDTA"."""
    cap: str
    """Colour of its cap, such as "lavender"."""
    tests: tuple[str, ...]
    """Codes of the tests or panels, shortest useful form."""
    part: str
    """Which tube of the order: "1/3"."""
    ward: str
    training: bool = False
    relabelled: bool = False
    """Printed again after the identity was corrected: earlier labels are void."""


WIDTH, HEIGHT = 50.8, 25.4
_LEFT, _INNER = 1.0, WIDTH - 2.0
_BARS = 35.3
"""Place of the bars: 101 modules of 0.25 mm and 5 mm white on each side, where readers ask for 10 modules."""
_SIDE, _SIDE_WIDTH = _BARS + 0.5, WIDTH - _BARS - 1.3


def label(data: LabelData) -> Page:
    """The tube label, read along the tube with its left edge at the cap.

    Bars then lie across the standing tube like rungs, over 9 mm from its bottom. Raises Refused when the
    number is not 12 digits.
    """
    if not (len(data.number) == 12 and data.number.isascii() and data.number.isdecimal()):
        raise Refused(f"{data.number!r} is not a sample number of 12 digits: no label is printed.")
    items = [*_identity(data), *_priority(data), *_collection(data), *_bars(data), *_side(data)]
    return Page(width=WIDTH, height=HEIGHT, items=tuple(items), turned=True)


def _identity(data: LabelData) -> list[Item]:
    room = _INNER if data.priority == "routine" else _INNER - 12.5
    sizes = (3.4, 2.9, 2.5)
    size = next((size for size in sizes if width_of(data.patient_name, size, bold=True) <= room), sizes[-1])
    person = "  ".join(part for part in (data.sex, data.age, f"born {data.born}") if part)
    return [
        Text(text=data.patient_name, x=_LEFT, y=0.4 + (3.4 - size), width=room, size=size, bold=True),
        Text(text=data.patient_id, x=_LEFT, y=4.9, width=20.5, size=2.3, bold=True),
        Text(text=person, x=22.5, y=4.9, width=27.3, size=2.3, align="right"),
    ]


def _priority(data: LabelData) -> list[Item]:
    if data.priority == "routine":
        return []
    box = {"x": 38.0, "y": 0.8, "width": 11.8, "height": 4.0}
    if data.priority == "stat":
        word = Text(text="STAT", x=38, y=0.45, width=11.8, size=3.4, bold=True, align="centre", white=True)
        return [Rule(**box), word]
    return [
        Frame(**box, line=0.35),
        Text(text="URGENT", x=38, y=1.2, width=11.8, size=2.4, bold=True, align="centre"),
    ]


def _collection(data: LabelData) -> list[Item]:
    # Paper of the training home never meets a patient, so that mark goes before the other.
    mark = "TRAINING" if data.training else "RELABELLED" if data.relabelled else ""
    if not mark:
        said = f"Collected {data.collected} by {data.collector}"
        return [Text(text=said, x=_LEFT, y=7.9, width=_INNER, size=2.0)]
    said = f"Coll. {data.collected} by {data.collector}"
    strip = {"x": _SIDE, "width": _SIDE_WIDTH}
    return [
        Text(text=said, x=_LEFT, y=8.0, width=_SIDE - _LEFT - 0.3, size=1.8),
        Rule(**strip, y=8.0, height=2.6),
        Text(**strip, text=mark, y=8.1, size=1.8, bold=True, align="centre", white=True),
    ]


def _bars(data: LabelData) -> list[Item]:
    return [
        Barcode(digits=data.number, x=0, y=10.9, width=_BARS, height=10),
        Text(text=grouped(data.number), x=_LEFT, y=21.2, width=19, size=2.2),
        Text(text=" ".join(data.tests), x=20.5, y=21.1, width=22.5, size=2.3, bold=True),
        Text(text=data.part, x=43.5, y=20.8, width=6.3, size=2.6, bold=True, align="right"),
    ]


def _side(data: LabelData) -> list[Item]:
    tube = f"{data.container} {data.cap}".strip()
    return [
        Text(text=data.number[8:], x=_SIDE, y=10.2, width=_SIDE_WIDTH, size=5.2, bold=True, align="right"),
        Text(text=tube, x=_SIDE, y=16.5, width=_SIDE_WIDTH, size=1.9, bold=True, align="right"),
        Text(text=data.ward, x=_SIDE, y=18.7, width=_SIDE_WIDTH, size=1.9, align="right"),
    ]
