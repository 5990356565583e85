"""How the results form looks: one line a test."""

from collections.abc import Callable
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from labkiosk.tui.plain import cut, plain
from labkiosk.tui.screens.results_form import Form
from labkiosk.tui.screens.results_line import Line

Day = Callable[[int], str]
"""A time in ms UTC as a short day."""

# Name, value, unit, flag and range in cells at 80 columns; the name and the value before share what is more.
_VALUE, _UNIT, _FLAG, _RANGE, _BEFORE = 12, 8, 16, 12, 11


class Columns(NamedTuple):
    """The widths that depend on the screen's."""

    name: int
    before: int


def fit(text: str, width: int, style: str = "") -> Content:
    """The text in exactly ``width`` cells, cut or filled with spaces."""
    return plain(cut(text, width), style)


def columns(width: int) -> Columns:
    """Of a screen ``width`` cells wide, at least 80."""
    spare = max(0, width - 80)
    return Columns(14 + spare // 2, _BEFORE + spare - spare // 2)


def heading(width: int) -> Content:
    """What stands above the lines."""
    name, before = columns(width)
    titles = ["Test", "Value", "Unit", "Flag", "Range", "Before"]
    widths = (name, _VALUE, _UNIT, _FLAG, _RANGE, before)
    line = " ".join(cut(title, w) for title, w in zip(titles, widths, strict=True))
    return fit(f"  {line}", width, "ansi_bright_white on ansi_blue")


def row(form: Form, at: int, width: int, day: Day) -> Content:
    """Line ``at`` of the form in ``width`` cells."""
    line, here = form.lines[at], at == form.at
    name, before = columns(width)
    pieces = [
        (f"{'>' if here else ' '}{sign(line)}", "bold"),
        (_name(line, name), "bold" if here else ""),
        (value_of(form, line, here=here), "reverse" if here else ""),
        (unit_of(line), ""),
        (line.flag or ("" if line.ready else line.remark), "bold" if line.flag else ""),
        (line.reference or line.no_range, ""),
        (_with_earlier(before_text(line, day), line, before), ""),
    ]
    widths = (2, name, _VALUE, _UNIT, _FLAG, _RANGE, before)
    cells = [fit(text, w, style) for (text, style), w in zip(pieces, widths, strict=True)]
    return Content.assemble(cells[0], Content(" ").join(cells[1:]))


def _name(line: Line, width: int) -> str:
    # Mean cell haemoglobin and its concentration would be cut to the same words.
    return line.name if cell_len(line.name) <= width else f"{line.code} {line.name}"


def sign(line: Line) -> str:
    """How far a line is, in one sign."""
    if line.ready:
        return "*"
    if line.blind:
        return "!"
    return "=" if line.standing is not None else " "


def value_of(form: Form, line: Line, *, here: bool) -> str:
    """What stands in the place of a line's value."""
    if here and form.ask in ("value", "again"):
        return _being_typed(form.entry, line)
    if (here and form.ask in ("counts", "reason", "kit")) or line.ready:
        return line.value
    if draft := form.draft_of(line):
        return f"{draft}?"
    if line.standing is None:
        return ""
    return "(hidden)" if line.blind else line.standing.value


def _being_typed(entry: str, line: Line) -> str:
    """The end of what is typed; a choice from its beginning, for the end of "Non-reactive" says the contrary."""
    if line.test is not None and line.test.kind == "choice" and len(entry) >= _VALUE:
        return entry
    return f"{entry[-(_VALUE - 1) :]}_"


def unit_of(line: Line) -> str:
    """The unit of a line, as paper shows it."""
    if line.unit is not None:
        return line.unit.shown
    if line.standing is not None and not line.typed:
        return line.standing.unit
    return line.test.units[0].shown if line.test is not None and line.test.units else ""


def _with_earlier(text: str, line: Line, width: int) -> str:
    """The value before, and on a wide screen those before it."""
    longer = f"{text}, {line.before_that}"
    return longer if line.before_that and cell_len(longer) <= width else text


def before_text(line: Line, day: Day) -> str:
    """The patient's value before and its day, with its unit where that is another; empty without one."""
    earlier = line.previous
    if earlier is None:
        return ""
    unit = earlier.unit if earlier.unit != unit_of(line) else ""
    return " ".join(part for part in (earlier.value, unit, earlier.flag, day(earlier.at)) if part)
