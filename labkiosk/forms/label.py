"""The tube label (CLSI AUTO12-A).

What a smaller label has no room for is left out in this order: the ward, the tube and its cap, and the codes of
tests, last ones first, which are counted instead. Never left out: name, identifier, birth date and age, time of
collection, collector, the number, the priority and the marks; COPY alone gives way to RELABELLED.
"""

from typing import Literal

from msgspec import Struct, structs

from labkiosk.forms.media import LABEL_50, Media
from labkiosk.forms.page import Frame, Item, Page, Rule, Text
from labkiosk.forms.setting import shrink, width_of, wrap
from labkiosk.forms.tube import LEFT, SMALLEST, Tube, fitted, tube_on


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
    made: str = ""
    """When it was asked for, as "22 Nov 09:12", where it comes out much later; else empty."""


def label(data: LabelData, media: Media = LABEL_50) -> Page:
    """The tube label, read along the tube with its left edge at the cap.

    Raises Refused when the number is not 12 digits, and for paper that is no label.
    """
    tube = tube_on(media)
    return tube.page(
        [
            *_name(tube, data),
            *_priority(tube, data),
            *(_roomy_rows(tube, data) if tube.roomy else _tight_rows(tube, data)),
            *tube.bar_items(data.number),
            *_foot(tube, data),
            *_side(tube, data),
        ]
    )


def _name(tube: Tube, data: LabelData) -> list[Item]:
    """The name; a twin's stands beside the order of birth, white on black and as large."""
    priority = 0.0 if data.priority == "routine" else tube.priority[0] + 0.7
    item = Text(x=LEFT, y=0.4, width=tube.inner - priority, size=3.4, bold=True)
    if not data.baby:
        return _lines(data.patient_name, item, 2.5)
    name = data.patient_name.removeprefix(f"{data.baby} ").removesuffix(f" ({data.baby.lower()})")
    taken = tube.birth + 0.8
    return [
        *_order_of_birth(tube, data.baby.upper()),
        *_lines(name, structs.replace(item, x=LEFT + taken, width=item.width - taken), 2.2),
    ]


def _order_of_birth(tube: Tube, words: str) -> list[Item]:
    box = Rule(x=LEFT, y=0.5, width=tube.birth, height=4.2)
    item = Text(x=LEFT, y=0.2, width=tube.birth, size=3.4, bold=True, align="centre", white=True)
    if tube.roomy:
        return [box, fitted(words, item, 2.5)]
    baby, _, order = words.partition(" ")
    small = structs.replace(item, size=1.9)
    return [box, fitted(baby, structs.replace(small, y=0.3)), fitted(order, structs.replace(small, y=2.2))]


_TWO_LINES = 2.0
"""Size of a name on two lines, in mm."""


def _lines(text: str, item: Text, smallest: float) -> list[Item]:
    """A name in one line; or in two smaller ones, where it would be cut and be like another's."""
    one = fitted(text, item, smallest)
    if width_of(text, one.size, bold=True) <= item.width:
        return [one]
    first, *rest = wrap(text, _TWO_LINES, item.width, bold=True)
    if not rest:
        return [fitted(text, item, _TWO_LINES)]
    small = structs.replace(item, size=_TWO_LINES)
    return [
        structs.replace(small, text=first, y=item.y - 0.3),
        structs.replace(small, text=" ".join(rest), y=item.y + 1.9),
    ]


def _priority(tube: Tube, data: LabelData) -> list[Item]:
    if data.priority == "routine":
        return []
    wide, high = tube.priority
    left = tube.width - LEFT - wide
    box = {"x": left, "y": 0.8, "width": wide, "height": high}
    word = Text(x=left + 0.4, y=0.45, width=wide - 0.8, size=3.4, bold=True, align="centre")
    if data.priority == "stat":
        return [Rule(**box), fitted("STAT", structs.replace(word, white=True))]
    return [Frame(**box, line=0.35), fitted("URGENT", structs.replace(word, y=1.2, size=2.4))]


def _roomy_rows(tube: Tube, data: LabelData) -> list[Item]:
    """Who it is in one row; in the next when and by whom it was collected, and the mark."""
    person = " ".join(part for part in (data.sex, data.age, f"born {data.born}") if part)
    rows: list[Item] = [
        fitted(data.patient_id, Text(x=LEFT, y=4.9, width=21, size=2.3, bold=True), 1.9),
        fitted(person, Text(x=22.5, y=4.9, width=27.3, size=2.3, align="right"), 1.9),
    ]
    mark, also = _marks(data)
    if not mark:
        said = _NEITHER if _is_unstated(data) else f"Collected {data.collected} by {data.collector}"
        return [*rows, fitted(said, Text(x=LEFT, y=7.9, width=tube.inner, size=2.0))]
    return [
        *rows,
        _collected(data, also, Text(x=LEFT, y=7.9, width=tube.side - LEFT - 0.3, size=1.9)),
        Rule(x=tube.side, y=8.0, width=tube.side_width, height=2.6),
        tube.beside(mark, 8.1, 1.8, align="centre", white=True),
    ]


_BOX = 19.5
"""Width in mm of the box with marks on a small label."""


def _tight_rows(tube: Tube, data: LabelData) -> list[Item]:
    """The same in three rows; what tells the tube from its like stands with the mark, beside the birth date."""
    mark, also = _marks(data)
    boxed = " ".join(word for word in (data.mark, mark) if word)
    if data.mark and mark and width_of(boxed, SMALLEST, bold=True) > _BOX - 1:
        boxed, also = data.mark, f"{mark}. "
    rows: list[Item] = [
        fitted(data.patient_id, Text(x=LEFT, y=4.5, width=25.5, size=2.0, bold=True)),
        fitted(f"{data.sex} {data.age}".strip(), Text(x=27, y=4.5, width=10, size=2.0, align="right")),
        fitted(f"born {data.born}", Text(x=LEFT, y=6.95, width=16, size=2.0)),
        _collected(data, also, Text(x=LEFT, y=9.35, width=tube.inner, size=1.9)),
    ]
    if not boxed:
        return rows
    left = tube.width - LEFT - _BOX
    word = Text(x=left + 0.3, y=7.05, width=_BOX - 0.6, size=1.8, bold=True, align="centre", white=True)
    return [*rows, Rule(x=left, y=7.25, width=_BOX, height=2.15), fitted(boxed, word)]


def _marks(data: LabelData) -> tuple[str, str]:
    """The mark to stand white on black, and what goes before the time of collection."""
    # Paper of the training home never meets a patient, so that mark goes before the others.
    copy = f"COPY {data.copy}" if data.copy else ""
    mark = "TRAINING" if data.training else "RELABELLED" if data.relabelled else copy
    return mark, f"{copy}. " if copy and mark != copy else ""


_UNKNOWN = "not stated"
_NEITHER = "Collection not stated"


def _is_unstated(data: LabelData) -> bool:
    return data.collected == data.collector == _UNKNOWN


def _collected(data: LabelData, also: str, item: Text) -> Text:
    """When and by whom, behind what else must be said; its words give way before its facts do."""
    if _is_unstated(data):
        return fitted(f"{also}{_NEITHER}", item)
    short = f"{also}{data.collected} {data.collector}"
    said = f"{also}Coll. {data.collected} by {data.collector}"
    one = fitted(said, item)
    return one if width_of(said, one.size) <= item.width else fitted(short, item)


def _foot(tube: Tube, data: LabelData) -> list[Item]:
    left, wide, size = tube.tests
    at, room, large = tube.part
    part = Text(x=at, y=tube.foot - 0.4, width=room, size=large, bold=True, align="right")
    codes = _tests(data.tests, wide, size)
    return [
        Text(text=codes, x=left, y=tube.foot - 0.1, width=wide, size=size, bold=True),
        fitted(data.part, part),
    ]


def _tests(codes: tuple[str, ...], width: float, size: float) -> str:
    # Half a code could be read as another test, so those without room are counted.
    for shown in range(len(codes), 0, -1):
        more = [f"+{len(codes) - shown}"] if shown < len(codes) else []
        text = " ".join([*codes[:shown], *more])
        if width_of(text, size, bold=True) <= width:
            return text
    return f"tests: {len(codes)}"


def _side(tube: Tube, data: LabelData) -> list[Item]:
    """From the top: the last four digits, what else must be seen, then what there is room for."""
    tail = data.number[8:]
    boxes = [words for words in (tube.roomy and data.mark, data.made and f"made {data.made}") if words]
    size = shrink(tail, tube.side_width, (3.1, 2.6) if boxes else (5.2, 2.6), bold=True)
    items: list[Item] = [tube.beside(tail, tube.top - 0.75, size)]
    y = tube.top - 0.75 + size * 1.2
    for words in boxes:
        more, foot = tube.boxed(words, y)
        items += more
        y = foot + 0.1
    for item, must in _beside(tube, data):
        whole = must or width_of(item.text, item.size, bold=item.bold) <= item.width
        if whole and y + item.height <= tube.foot + 0.2:
            items.append(structs.replace(item, y=y))
            y += 2.3
    return items


def _beside(tube: Tube, data: LabelData) -> list[tuple[Text, bool]]:
    """What may stand beside the bars, and whether even a part of it says something."""
    bold, plain = tube.beside("", 0, 1.9), tube.beside("", 0, 1.9, bold=False)
    if tube.roomy:
        both = f"{data.container} {data.cap}".strip()
        return [(fitted(both, bold), True), (fitted(data.ward, plain), True)]
    return [
        (fitted(data.container, bold), True),
        (fitted(data.cap, bold), False),
        (fitted(data.ward, plain), False),
    ]
