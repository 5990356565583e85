"""The hand-over's page: what one shift leaves to the next, for two signatures."""

from msgspec import Struct

from labkiosk.forms.flow import INSET, Cell, Flow, Print, begin
from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import Page
from labkiosk.forms.setting import several


class Line(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that is not done; a text that says nothing is empty."""

    priority: str
    """STAT or urgent; empty for routine."""
    last_four: str
    name: str
    ward: str
    what: str
    when: str


class Section(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A list, cut to what the page has room for: ``more`` are not on it."""

    title: str
    total: int
    lines: tuple[Line, ...] = ()
    more: int = 0


class HandoverData(Print, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the page says; texts are printed as given."""

    lab_name: str
    when: str
    day: str
    counts: tuple[tuple[str, int, int], ...]
    """Each in words, of the samples registered that day and of all."""
    benches: tuple[tuple[str, int, int], ...]
    """Each with how much waits there, and how much of that is overdue."""
    sections: tuple[Section, ...]
    handover: str = ""
    """Its id, once it is signed."""
    outgoing: str = ""
    incoming: str = ""


def handover(data: HandoverData, media: Media = ROLL_80) -> Page:
    """The page, as long as its lists; it carries no code to scan."""
    flow = begin(data, media)
    flow.banner("HAND-OVER OF A SHIFT", 4.2)
    flow.text(data.lab_name, 2.8, bold=True)
    flow.text(several(data.when, data.handover), 3.2, bold=True)
    flow.text(f"Hands over: {data.outgoing}", 2.8)
    flow.text(f"Takes over: {data.incoming}", 2.8)
    flow.rule()
    _figures(flow, ("Samples", data.day, "ever"), data.counts)
    flow.rule()
    _figures(flow, ("At the benches", "waiting", "overdue"), data.benches)
    for section in data.sections:
        _section(flow, section)
    flow.rule()
    flow.text("Notes", 2.6, bold=True)
    flow.gap(16)
    for who in (f"Hands over: {data.outgoing}", f"Takes over: {data.incoming}"):
        flow.gap(9)
        flow.rule()
        flow.text(who, 2.4)
    return flow.page()


def _figures(flow: Flow, head: tuple[str, str, str], rows: tuple[tuple[str, int, int], ...]) -> None:
    for at, (name, first, second) in enumerate((head, *rows)):
        bold = at == 0
        flow.row(
            Cell(name, INSET, flow.width - 29, 2.6, bold),
            Cell(str(first), flow.width - 27, 12, 2.6, bold, "right"),
            Cell(str(second), flow.width - 14, 13, 2.6, bold, "right"),
        )


def _section(flow: Flow, section: Section) -> None:
    flow.gap(1)
    flow.banner(f"{section.title}: {section.total}", 3.0)
    for line in section.lines:
        left = 12 if flow.narrow else 21
        name = Cell(line.name, left, flow.width - left - (1 if flow.narrow else 19), 2.8, True)
        flow.row(
            Cell(line.priority, INSET, 11, 2.4, True),
            Cell(line.last_four, 12, 9, 2.8, True),
            *([] if flow.narrow else [name]),
            Cell(line.when, flow.width - 19, 18, 2.4, False, "right"),
        )
        if flow.narrow:
            flow.row(name)
        flow.row(Cell(several(line.ward, line.what), 12, flow.width - 13, 2.4))
    if section.more:
        flow.text(f"and {section.more} more", 2.6)
