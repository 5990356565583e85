"""How the results form looks: one line a test, and what is asked, in words."""

from collections.abc import Callable
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from labkiosk.tui.plain import beside, cut, plain
from labkiosk.tui.screens.results_form import Form
from labkiosk.tui.screens.results_line import Line

Day = Callable[[int], str]
"""A time in ms UTC as a short day."""

# Name, value, unit, flag and range in cells at 80 columns; the name and the value before share what is more.
_VALUE, _UNIT, _FLAG, _RANGE, _BEFORE = 12, 8, 16, 12, 11
# Of a long text one sees the end, where it is being typed.
_TAIL = 50


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
        (_unit(line), ""),
        (line.flag or ("" if line.ready else line.remark), "bold" if line.flag else ""),
        (line.reference or line.no_range, ""),
        (before_text(line, day), ""),
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
    if here and form.ask in ("reason", "kit"):
        return line.typed
    if line.ready:
        return line.typed
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


def _unit(line: Line) -> str:
    if line.unit is not None:
        return line.unit.shown
    if line.standing is not None and not line.typed:
        return line.standing.unit
    return line.test.units[0].shown if line.test is not None and line.test.units else ""


def before_text(line: Line, day: Day) -> str:
    """The patient's value before and its day, with its unit where that is another; empty without one."""
    earlier = line.previous
    if earlier is None:
        return ""
    unit = earlier.unit if earlier.unit != _unit(line) else ""
    return " ".join(part for part in (earlier.value, unit, earlier.flag, day(earlier.at)) if part)


def question(form: Form) -> Content:
    """What is asked for on the line being typed, in one line."""
    line, entry = form.line, (f"{form.entry}_", "reverse")
    name = f"{line.name}: "
    if form.ask == "again":
        found = line.found
        why = "".join(f"{text}, " for text in (line.flag, found.comment if found else "") if text)
        return plain(f"{name}{why}type the value again. Esc takes it back.", "bold")
    if form.ask == "reason":
        stands = line.standing.value if line.standing and not line.blind else "another value"
        return beside((f"{name}{stands} stands. Why is {line.typed} right? ", "bold"), entry)
    if form.ask == "kit":
        return beside((f"{name}{line.typed}. Which kit, and its lot? ", "bold"), entry)
    if form.ask in ("comment", "range"):
        asked = "comment" if form.ask == "comment" else f"range at {line.laboratory}"
        return beside((f"{name}{asked}: ", "bold"), entry)
    if line.test is not None and line.test.kind == "text" and (form.entry or line.wants_value):
        return beside((name, "bold"), (f"{form.entry[-_TAIL:]}_", "reverse"))
    return _value_question(line, name)


def _value_question(line: Line, name: str) -> Content:
    if line.test is not None and line.test.kind in ("culture", "narrative"):
        return plain(f"{name}{f'{line.remark}. ' if line.remark else ''}Ctrl+D opens it.")
    if line.ready:
        return plain(f"{name}{line.typed} is typed. F9 records what is typed.")
    if not line.wants_value:
        return plain(
            f"{name}{line.remark}."
            + (" Type to replace it." if line.remark in ("recorded", "provisional") else "")
        )
    if line.choices:
        return beside((name, "bold"), ("  ".join(f"{c.key} {c.text}" for c in line.choices), ""))
    if line.unit is not None and line.reference and line.test is not None:
        range_of = f"Range {line.reference} {line.test.units[0].shown}."
        return plain(f"{line.name} in {line.unit.shown}: type it, then Enter. {range_of}")
    # A worksheet's columns have no room for these.
    unit = f" in {_unit(line)}" if line.position and _unit(line) else ""
    range_of = f" Range {line.reference}." if line.position and line.reference else ""
    return plain(f"{name}type the value{unit} and press Enter.{range_of}")
