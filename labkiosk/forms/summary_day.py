"""What passed on the day of a summary, how long its results took, and what other desks say of it."""

from msgspec import Struct

from labkiosk.forms.flow import INSET, Cell, Flow


class PartData(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of what passed, and one of how long it took; a name and its figures in each row. None is empty."""

    heading: str
    counts: tuple[tuple[str, tuple[str, ...]], ...]
    times: tuple[tuple[str, tuple[str, ...]], ...]


class PassedData(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What passed in words and numbers, and the tables; ``blocks`` are a title and lines each."""

    lines: tuple[tuple[str, str], ...]
    parts: tuple[PartData, ...]
    blocks: tuple[tuple[str, tuple[str, ...]], ...]


_COUNTS = ("recvd", "reject", "cancel", "sent", "report")
_TIMES = ("results", "median", "9 in 10", "in time")


def write_passed(flow: Flow, data: PassedData) -> None:
    """Write it below what stands. A new part may begin before each table."""
    flow.seam()
    flow.rule(0.5)
    flow.text("What passed on this day", 3.6, bold=True)
    flow.text("whenever it was registered", 2.3)
    for words, number in data.lines:
        left = INSET + (4 if words.startswith("to ") else 0)
        flow.row(
            Cell(words, left, flow.width - left - 15, 2.8),
            Cell(number, flow.width - 15, 14, 3.0, align="right"),
        )
    for part in data.parts:
        _part(flow, part)
    if data.parts:
        flow.rule()
        flow.text("Minutes from receipt to release, by the hours of the bench; STAT round the clock.", 2.3)
        flow.text("9 in 10 did not exceed the third figure. In time is within the target.", 2.3)
    for title, lines in data.blocks:
        flow.seam()
        flow.rule(0.5)
        flow.text(title, 3.2, bold=True)
        for line in lines:
            flow.text(line, 2.6)


def _part(flow: Flow, part: PartData) -> None:
    if not (part.counts or part.times):
        return
    flow.seam()
    flow.gap(1.2)
    flow.text(part.heading, 3.2, bold=True)
    for heads, rows in ((_COUNTS, part.counts), (_TIMES, part.times)):
        if rows:
            flow.rule()
            figures(flow, "", heads, 2.1)
        for place, (name, cells) in enumerate(rows):
            if place:
                flow.seam(part.heading)
            figures(flow, name, cells, 2.6)


def figures(flow: Flow, name: str, cells: tuple[str, ...], size: float) -> None:
    """A name and its figures at the right, each under its head; on a narrow roll the figures stand below."""
    wide = 9.2
    left = flow.width - INSET - wide * len(cells)
    numbers = [Cell(text, left + wide * at, wide, size, align="right") for at, text in enumerate(cells)]
    if flow.narrow:
        flow.text(name, 2.6, bold=True)
        flow.row(*numbers)
    else:
        flow.row(Cell(name, INSET, left - INSET, 2.6, bold=True), *numbers)
