"""The tube label, 50.8 x 25.4 mm (CLSI AUTO12-A)."""

from typing import Literal

from msgspec import Struct, structs

from labkiosk.facts.errors import Refused
from labkiosk.forms.page import Align, Barcode, Frame, Item, Page, Rule, Text
from labkiosk.forms.setting import BASE, grouped, shrink, width_of, wrap


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
    baby: str = ""
    """The order of birth, "Baby 1 of 2"; the name has it too."""
    mark: str = ""
    """What tells this tube from its like: "60 min", "set 1 aerobic", "capillary"."""
    training: bool = False
    relabelled: bool = False
    """Printed again after the identity was corrected: earlier labels are void."""
    copy: int = 0
    """Which copy of the same label this print is; 0 is the original."""


WIDTH, HEIGHT = 50.8, 25.4
LEFT = 1.0
_INNER = WIDTH - 2.0
BARS = 35.3
"""Place of the bars: 101 modules of 0.25 mm and 5 mm white on each side, where readers ask for 10 modules."""
_SIDE, _SIDE_WIDTH = BARS + 0.5, WIDTH - BARS - 1.3


def label(data: LabelData) -> Page:
    """The tube label, read along the tube with its left edge at the cap.

    Bars then lie across the standing tube like rungs, over 9 mm from its bottom. Raises Refused when the
    number is not 12 digits.
    """
    items = [
        *_identity(data),
        *_priority(data),
        *_collection(data),
        *bars(data.number),
        *_foot(data),
        *_side(data),
    ]
    return Page(width=WIDTH, height=HEIGHT, items=tuple(items), turned=True)


def _fitted(text: str, item: Text, smallest: float) -> Text:
    # Letters give way before words do: what identifies a patient is not cut while it can be read smaller.
    sizes = [item.size - 0.1 * step for step in range(round((item.size - smallest) * 10) + 1)]
    size = shrink(text, item.width, sizes, bold=item.bold)
    return structs.replace(item, text=text, y=item.y + (item.size - size) * BASE, size=size)


def _identity(data: LabelData) -> list[Item]:
    room = _INNER if data.priority == "routine" else _INNER - 12.5
    person = " ".join(part for part in (data.sex, data.age, f"born {data.born}") if part)
    return [
        *_name(data, room),
        _fitted(data.patient_id, Text(x=LEFT, y=4.9, width=21, size=2.3, bold=True), 1.9),
        _fitted(person, Text(x=22.5, y=4.9, width=27.3, size=2.3, align="right"), 1.9),
    ]


_ORDER = 17.0
"""Width of the box with the order of birth, in mm."""


def _name(data: LabelData, room: float) -> list[Item]:
    """The name; a twin's stands beside the order of birth, white on black and as large."""
    if not data.baby:
        return _lines(data.patient_name, Text(x=LEFT, y=0.4, width=room, size=3.4, bold=True), 2.5)
    name = data.patient_name.removeprefix(f"{data.baby} ").removesuffix(f" ({data.baby.lower()})")
    box = Text(text="", x=LEFT, y=0.2, width=_ORDER, size=3.4, bold=True, align="centre", white=True)
    beside = Text(x=LEFT + _ORDER + 0.8, y=0.4, width=room - _ORDER - 0.8, size=3.4, bold=True)
    return [
        Rule(x=LEFT, y=0.5, width=_ORDER, height=4.2),
        _fitted(data.baby.upper(), box, 2.5),
        *_lines(name, beside, 2.2),
    ]


_SMALL = 2.0
"""Size of a name on two lines, in mm."""


def _lines(text: str, item: Text, smallest: float) -> list[Item]:
    """A name in one line; or in two smaller ones, where it would be cut and be like another's."""
    one = _fitted(text, item, smallest)
    if width_of(text, one.size, bold=True) <= item.width:
        return [one]
    first, *rest = wrap(text, _SMALL, item.width, bold=True)
    small = structs.replace(item, size=_SMALL)
    return [
        structs.replace(small, text=first, y=item.y - 0.3),
        structs.replace(small, text=" ".join(rest), y=item.y + 1.9),
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
    # Paper of the training home never meets a patient, so that mark goes before the others.
    copy = f"COPY {data.copy}" if data.copy else ""
    mark = "TRAINING" if data.training else "RELABELLED" if data.relabelled else copy
    if not mark:
        said = f"Collected {data.collected} by {data.collector}"
        return [_fitted(said, Text(x=LEFT, y=7.9, width=_INNER, size=2.0), 1.6)]
    said = f"Coll. {data.collected} by {data.collector}"
    if copy and mark != copy:
        said = f"{copy}. {said}"
    return [
        _fitted(said, Text(x=LEFT, y=7.9, width=_SIDE - LEFT - 0.3, size=1.9), 1.6),
        Rule(x=_SIDE, y=8.0, width=_SIDE_WIDTH, height=2.6),
        beside(mark, 8.1, 1.8, align="centre", white=True),
    ]


def bars(number: str) -> list[Item]:
    """The number as bars and, under them, as digits. Raises Refused when it is not 12 digits."""
    if not (len(number) == 12 and number.isascii() and number.isdecimal()):
        raise Refused(f"{number!r} is not a sample number of 12 digits: no label is printed.")
    return [
        Barcode(digits=number, x=0, y=10.9, width=BARS, height=10),
        Text(text=grouped(number), x=LEFT, y=21.2, width=19, size=2.2),
    ]


def _foot(data: LabelData) -> list[Item]:
    return [
        Text(text=_tests(data.tests, 20.8, 2.3), x=20.5, y=21.1, width=20.8, size=2.3, bold=True),
        Text(text=data.part, x=41.5, y=20.8, width=8.3, size=2.6, bold=True, align="right"),
    ]


def _tests(codes: tuple[str, ...], width: float, size: float) -> str:
    # Half a code could be read as another test, so those without room are counted.
    for shown in range(len(codes), 0, -1):
        more = [f"+{len(codes) - shown}"] if shown < len(codes) else []
        text = " ".join([*codes[:shown], *more])
        if width_of(text, size, bold=True) <= width:
            return text
    return f"tests: {len(codes)}"


def _side(data: LabelData) -> list[Item]:
    if data.mark:
        return [
            beside(data.number[8:], 10.1, 3.1),
            Rule(x=_SIDE, y=13.8, width=_SIDE_WIDTH, height=3.1),
            _fitted(data.mark, beside("", 13.75, 2.2, align="centre", white=True), 1.6),
            _fitted(f"{data.container} {data.cap}".strip(), beside("", 16.9, 1.7), 1.6),
            _fitted(data.ward, beside("", 19.15, 1.7, bold=False), 1.6),
        ]
    return [
        beside(data.number[8:], 10.2, 5.2),
        _fitted(f"{data.container} {data.cap}".strip(), beside("", 16.5, 1.9), 1.6),
        _fitted(data.ward, beside("", 18.7, 1.9, bold=False), 1.6),
    ]


def beside(
    text: str, y: float, size: float, *, bold: bool = True, align: Align = "right", white: bool = False
) -> Text:
    """A text in the column beside the bars."""
    return Text(text=text, x=_SIDE, y=y, width=_SIDE_WIDTH, size=size, bold=bold, align=align, white=white)
