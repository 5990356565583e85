"""The worklist of a bench: its queue on paper, a box to tick for each tube."""

from msgspec import Struct

from labkiosk.forms.flow import INSET, Cell, Flow, Print, begin, mark
from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import Frame, Page
from labkiosk.forms.parts import parted
from labkiosk.forms.setting import several, width_of


class Waits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One tube; texts are printed as given."""

    tail: str
    """The last four digits of its number."""
    name: str
    who: str
    """Age and sex."""
    priority: str
    """Empty for routine."""
    due: str
    tube: str
    """The tube, and what tells it from its like."""
    tests: tuple[str, ...]


class WorklistData(Print, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a worklist says."""

    lab_name: str
    worklist: str
    bench: str
    made: str
    tubes: tuple[Waits, ...]
    more: int = 0
    """How many wait behind these."""


_BOX = 4.2


def worklist(data: WorklistData, media: Media = ROLL_80) -> Page:
    """The list, next first, in parts where it is long. It carries no code to scan: each tube has its own."""
    flow = begin(data, media)
    flow.banner("WORKLIST", 4.2)
    flow.text(data.bench, 5.2, bold=True)
    flow.text(several(data.made, data.worklist), 2.6)
    for tube in data.tubes:
        flow.seam()
        flow.rule()
        _tube(flow, tube)
    flow.rule(0.5)
    more = f", {data.more} more wait behind them" if data.more else ""
    flow.text(f"{len(data.tubes)} tubes{more}.", 2.8, bold=True)
    flow.text("The queue on the screen goes on: this is how it was.", 2.4)
    flow.text(data.lab_name, 2.4)
    return parted(flow, lambda part: _whose(part, data))


def _whose(flow: Flow, data: WorklistData) -> None:
    mark(flow, data)
    flow.text(f"Worklist of {data.bench}", 3.6, bold=True)
    flow.text(several(data.made, data.worklist), 2.6)


def _tube(flow: Flow, tube: Waits) -> None:
    top, left = flow.y, _BOX + 2
    flow.items.append(Frame(x=0.5, y=top + 0.4, width=_BOX, height=_BOX, line=0.35))
    right = flow.width - INSET
    name = Cell(tube.name, left, right - left, 3.2, bold=True)
    if not flow.narrow:
        name = name._replace(x=left + 12, width=right - left - 24)
    flow.row(
        Cell(tube.tail, left, 12, 3.8, bold=True),
        *(() if flow.narrow else (name,)),
        Cell(tube.priority, right - 13, 13, 3.0, bold=True, align="right"),
    )
    if flow.narrow:
        flow.row(name)
    due = width_of(tube.due, 2.6) * 1.05
    flow.row(
        Cell(" ".join(tube.tests), left, right - left - due - 1, 2.8),
        Cell(tube.due, right - due, due, 2.6, align="right"),
    )
    flow.row(Cell(several(tube.who, tube.tube), left, right - left, 2.3))
    flow.y = max(flow.y, top + _BOX + 0.8)
