"""What the results form asks, in words: of the line being typed, and of what stands there."""

from collections.abc import Callable

from rich.cells import cell_len
from textual.content import Content

from labkiosk.rules.calculated import BY_FORMULA
from labkiosk.tui.plain import beside, plain
from labkiosk.tui.screens.results_form import Form
from labkiosk.tui.screens.results_line import Ask, Line
from labkiosk.tui.screens.results_rows import unit_of

# Of a long text one sees the end, where it is being typed.
_TAIL = 50
_WIDTH = 80


def question(form: Form) -> Content:
    """What is asked for on the line being typed, in one line."""
    line, entry = form.line, (f"{form.entry}_", "reverse")
    name = f"{line.name}: "
    if form.ask == "again":
        found = line.found
        why = "".join(f"{text}, " for text in (line.flag, found.comment if found else "") if text)
        return plain(f"{name}{why}type the value again. Esc takes it back.", "bold")
    if asked := _ASKED.get(form.ask):
        return beside((f"{name}{asked(line)} ", "bold"), entry)
    if line.test is not None and line.test.kind == "text" and (form.entry or line.wants_value):
        return beside((name, "bold"), (f"{form.entry[-_TAIL:]}_", "reverse"))
    if said := _stands(line):
        return plain(f"{name}{said}")
    return _value_question(line, name)


def _counts(line: Line) -> str:
    first = line.standing.value if line.standing else ""
    return f"1 is {first}, 2 is {line.value}. Which of them counts?"


def _reason(line: Line) -> str:
    if line.repeating:
        return "Why does that one count?"
    if line.standing is None:
        return f"it is calculated. Why is {line.value} right?"
    stands = "another value" if line.blind else line.standing.value
    if line.typed == BY_FORMULA:
        return f"{stands} stands. Why is it to be calculated?"
    return f"{stands} stands. Why is {line.value} right?"


_ASKED: dict[Ask, Callable[[Line], str]] = {
    "dilution": lambda _: "diluted how many times? 10 for 1:10, nothing for not at all.",
    "counts": _counts,
    "reason": _reason,
    "kit": lambda line: f"{line.typed}. Which kit, and its lot?",
    "comment": lambda _: "comment:",
    "range": lambda line: f"range at {line.laboratory}:",
}


def _stands(line: Line) -> str:
    """What is to be said of a line before its value is asked for; empty where that is asked for at once."""
    if line.test is not None and line.test.kind in ("culture", "narrative"):
        return f"{f'{line.remark}. ' if line.remark else ''}Ctrl+D opens it."
    if line.ready:
        read = f", read as {line.typed} in {_times(line)}," if line.dilution else ""
        return f"{line.value}{read} is typed. F9 records what is typed."
    if line.calculated:
        return _calculated(line)
    if line.repeating or line.dilution:
        how = "second time" if line.repeating else f"read in {_times(line)}"
        return f"{how}. Type what was read and press Enter."
    if line.wants_value:
        return ""
    replace = _REPLACE[bool(line.formula)] if line.remark in ("recorded", "provisional") else ""
    return f"{line.remark}. {line.why_held or replace}".rstrip()


_REPLACE = {False: "Type to replace it.", True: f"Type to replace it; {BY_FORMULA} calculates it."}


def _times(line: Line) -> str:
    return f"1:{line.dilution.replace(' ', '').removeprefix('1:')}"


def _calculated(line: Line) -> str:
    """How it is calculated, or why it could not be."""
    if line.standing is None:
        return f"calculated by {line.formula}, with its last value."
    if line.standing.number is None:
        return f"not calculated: {line.standing.comment}."
    return f"calculated by {line.standing.calculated}."


def _value_question(line: Line, name: str) -> Content:
    if line.choices:
        return beside((name, "bold"), ("  ".join(f"{c.key} {c.text}" for c in line.choices), ""))
    if line.unit is not None and line.reference and line.test is not None:
        range_of = f"Range {line.reference} {line.test.units[0].shown}."
        return plain(f"{line.name} in {line.unit.shown}: type it, then Enter. {range_of}")
    # A worksheet's columns have no room for these.
    unit = f" in {unit_of(line)}" if line.position and unit_of(line) else ""
    range_of = f" Range {line.reference}." if line.position and line.reference else ""
    typed = f" ({' and '.join(line.unset)} not set: it is not calculated)" if line.unset else ""
    return plain(_with_earlier(f"{name}type the value{unit} and press Enter.{range_of}{typed}", line))


def _with_earlier(asked: str, line: Line) -> str:
    """The question, and the values before the one that stands beside it, where the line has room for them."""
    longer = f"{asked} Before that: {line.before_that}."
    return longer if line.before_that and cell_len(longer) < _WIDTH else asked
