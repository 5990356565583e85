"""What of a report stands in no columns: a culture with its isolates and antibiograms, and texts of several lines."""

from msgspec import Struct

from labkiosk.forms.flow import Cell, Flow

LEGEND = "S susceptible, I susceptible at increased exposure, R resistant"

_TEXT, _INDENT = 2.7, 2.5


class Outcome(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One antibiotic: ``letter`` is S, I, R or a dash, ``value`` the zone or MIC with its unit."""

    antibiotic: str
    letter: str
    value: str = ""
    note: str = ""


class Grown(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One isolate by its own number, and the antibiotics that are reported for it."""

    number: int
    name: str
    quantity: str = ""
    tested: tuple[Outcome, ...] = ()


class Culture(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A culture: out of what, how far it is ("INTERIM, read after 24 h"), and what grew."""

    specimen: str
    stage: str
    interim: bool
    gram: str = ""
    isolates: tuple[Grown, ...] = ()
    standards: tuple[str, ...] = ()
    """By whose breakpoints: "EUCAST 2026"."""


def write_culture(flow: Flow, section: str, name: str, value: str, flag: str, culture: Culture) -> None:
    """Write a culture; it may be parted between isolates, and within a long antibiogram."""
    flow.gap(0.6)
    top = flow.y
    _line(flow, f"{name} ({culture.specimen})", 3.0, bold=True)
    _line(flow, culture.stage, 3.4 if culture.interim else 2.5, bold=culture.interim)
    if not culture.isolates:
        _line(flow, value, 3.0, bold=True)
    elif culture.gram:
        _line(flow, f"Gram stain: {culture.gram}", _TEXT)
    if flag:
        _line(flow, flag, _TEXT, bold=True)
        # Only beside what stays together: the rest may be parted.
        flow.mark(top)
    for isolate in culture.isolates:
        _isolate(flow, section, isolate)
    if any(isolate.tested for isolate in culture.isolates):
        by = f" ({', '.join(culture.standards)})" if culture.standards else ""
        _line(flow, f"{LEGEND}{by}", 2.1)


def _line(flow: Flow, text: str, size: float, *, bold: bool = False) -> None:
    flow.row(Cell(text, _INDENT, flow.width - _INDENT, size, bold=bold))


def _isolate(flow: Flow, section: str, isolate: Grown) -> None:
    flow.seam(section)
    flow.gap(0.6)
    _line(
        flow, " ".join(filter(None, (f"{isolate.number}.", isolate.name, isolate.quantity))), 3.0, bold=True
    )
    # Letters stand close to the names, so that the eye does not slip a row.
    letter = flow.width * 0.58
    value = letter + 6
    for place, one in enumerate(isolate.tested):
        if 2 <= place < len(isolate.tested) - 1:
            flow.seam(f"{section}: {isolate.number}. {isolate.name}")
        flow.row(
            Cell(one.antibiotic, 5, letter - 6, _TEXT),
            Cell(one.letter, letter, 5, 3.0, bold=True),
            Cell(one.value, value, flow.width - value, 2.4),
        )
        if one.note:
            flow.row(Cell(one.note, 7, flow.width - 7, 2.1))


def write_text(flow: Flow, section: str, name: str, flag: str, text: str) -> None:
    """Write a narrative, paragraph by paragraph; it may be parted between them."""
    flow.gap(0.6)
    top = flow.y
    _line(flow, name, 3.0, bold=True)
    if flag:
        _line(flow, flag, _TEXT, bold=True)
        flow.mark(top)
    for place, line in enumerate(text.split("\n")):
        if place > 1:
            flow.seam(section)
        if line:
            _line(flow, line, _TEXT)
        else:
            flow.gap(1.5)
