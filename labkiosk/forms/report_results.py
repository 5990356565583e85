"""The results on a report: a section's heading, a line for each result, who released them."""

from typing import NamedTuple

from labkiosk.forms.flow import Cell, Flow
from labkiosk.forms.page import LINE
from labkiosk.forms.report_data import Group, Result
from labkiosk.forms.report_staged import write_culture, write_text
from labkiosk.forms.setting import several, width_of


class _Columns(NamedTuple):
    """Left edge and width in mm of each."""

    test: tuple[float, float]
    value: tuple[float, float]
    flag: tuple[float, float]
    unit: tuple[float, float]
    reference: tuple[float, float]


_WIDE = _Columns((2.5, 21.5), (24.0, 12.5), (37.2, 9.8), (47.2, 11.0), (58.0, 13.5))
# Unit and reference stand below value and flag, beside the name where that takes more lines than one.
_NARROW = _Columns((2.5, 20.5), (23.0, 12.5), (36.2, 11.3), (23.0, 12.5), (36.2, 11.3))


def write_group(flow: Flow, group: Group) -> None:
    """Write a section. It may be parted from the next one, and between results, but never at a lonely one."""
    flow.seam()
    flow.gap(1.2)
    right = flow.width - 13.5
    has_columns = not all(result.culture or result.text for result in group.results)
    flow.row(
        Cell(group.section, 1, right - 1, 3.2, bold=True),
        Cell("reference" if has_columns else "", right, 13, 2.1, align="right"),
    )
    flow.rule()
    for place, result in enumerate(group.results):
        # Two stand under a heading, and two over who released them.
        if 2 <= place < len(group.results) - 1:
            flow.seam(group.section)
        top = flow.y
        _result(flow, group.section, result, provisional=bool(group.provisional))
        if result.flag and not result.culture:
            flow.mark(top)
    if group.provisional:
        flow.text(f"PROVISIONAL, why: {group.provisional}", 2.8, bold=True)
    flow.text(f"Released by {group.released_by}, {group.released_at}", 2.2)


def _result(flow: Flow, section: str, result: Result, *, provisional: bool) -> None:
    if result.culture or result.text:
        if result.culture:
            write_culture(flow, section, result.test, result.value, result.flag, result.culture)
        else:
            write_text(flow, section, result.test, result.flag, result.text)
        _remarks(flow, result, "", 5, provisional=provisional)
        return
    at = _NARROW if flow.narrow else _WIDE
    bold = bool(result.flag)
    fits = width_of(result.value, 3.0, bold=bold) <= at.value[1] * 0.98
    letter, word = _flag_beside(result.flag, at.flag[1]) if fits else ("", "")
    name = Cell(result.test, *at.test, 2.7, bold=bold)
    value = Cell(result.value if fits else "", *at.value, 3.0, bold=bold, align="right")
    flag = Cell(letter, *at.flag, 2.7, bold=True)
    unit = Cell(result.unit, *at.unit, 2.2, align="right" if flow.narrow else "left")
    reference = Cell(result.reference, *at.reference, 2.2, align="right")
    if flow.narrow:
        top = flow.y
        flow.row(name, value, flag)
        below, flow.y = flow.y, top + (value.size * LINE if fits else 0)
        flow.row(unit, reference)
        flow.y = max(flow.y, below)
    else:
        flow.row(name, value, flag, unit, reference)
    if not fits:
        flow.row(_below(flow, several(result.value, result.flag), 3.0, bold=bold))
    _remarks(flow, result, word, at.flag[0], provisional=provisional)


def _remarks(flow: Flow, result: Result, word: str, left: float, *, provisional: bool) -> None:
    """What is said below a result."""
    room = left - 5.7 if word and not flow.narrow else flow.width - 6
    before = _before(result, room)
    if flow.narrow:
        flow.row(Cell(word, 5, flow.width - 6, 2.7, bold=True, align="right"))
        flow.row(_below(flow, before, 2.1))
    elif word or before:
        flow.row(Cell(before, 5, room, 2.1), Cell(word, left, flow.width - left, 2.7, bold=True))
    if provisional:
        flow.row(_below(flow, "PROVISIONAL", 3.4, bold=True))
    for line in result.calls:
        flow.row(_below(flow, line, 2.3, bold=True))
    if result.done_at:
        flow.row(_below(flow, f"done at {result.done_at}", 2.3))
    if result.comment:
        flow.row(_below(flow, result.comment, 2.3))
    if result.words:
        flow.row(_below(flow, result.words, 2.6, bold=True))


def _before(result: Result, room: float) -> str:
    """The value before, and as many of those before it as one line holds: the report stays quick to read."""
    said = f"before: {result.previous}" if result.previous else ""
    for earlier in result.earlier:
        if width_of(longer := f"{said}; {earlier}", 2.1) > room * 0.98:
            break
        said = longer
    return said


def _below(flow: Flow, text: str, size: float, *, bold: bool = False) -> Cell:
    return Cell(text, 5, flow.width - 5, size, bold=bold)


def _flag_beside(flag: str, room: float) -> tuple[str, str]:
    """What of a flag stands in its column, and what on the line below."""
    if width_of(flag, 2.7, bold=True) <= room * 0.98:
        return flag, ""
    letter, _, word = flag.partition(" ")
    return letter, word
