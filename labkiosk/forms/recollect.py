"""A ward's list of what is to be collected: who, in which bed, into which tube, and why."""

from msgspec import Struct

from labkiosk.forms.flow import INSET, Cell, Flow, Print, begin
from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import Page
from labkiosk.forms.setting import width_of

_BED = 17.0
"""Width in mm of the column with the bed; one with more to say has a row of its own."""


class Wanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One tube to draw; texts are printed as given."""

    bed: str
    name: str
    who: str
    """Identifier, sex and age."""
    tube: str
    tail: str
    """The last four digits of the number on its label."""
    tests: tuple[str, ...]
    reason: str
    since: str
    stat: bool = False


class RecollectData(Print, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the list says."""

    lab_name: str
    ward: str
    made: str
    list: str
    wanted: tuple[Wanted, ...]


def recollect(data: RecollectData, media: Media = ROLL_80) -> Page:
    """The list. It carries no code to scan: the tubes have labels of their own."""
    flow = begin(data, media)
    flow.banner("PLEASE COLLECT", 4.2)
    flow.text(data.ward, 5.2, bold=True)
    count = len(data.wanted)
    flow.text(f"{count} tube{'s' if count > 1 else ''}, as of {data.made}", 2.6)
    for wanted in data.wanted:
        flow.rule()
        _one(flow, wanted)
    flow.rule(0.5)
    flow.text("Use the new labels, and send the tubes at once.", 2.8, bold=True)
    flow.text(f"{data.lab_name}, list {data.list}", 2.4)
    return flow.page()


def _one(flow: Flow, wanted: Wanted) -> None:
    apart = flow.narrow or width_of(wanted.bed, 3.4, bold=True) > _BED
    top, left = flow.y, 2.5 if apart else _BED + 3
    bed = Cell(wanted.bed, 2.5, flow.width - 3.5 if apart else _BED, 3.4, bold=True)
    name = Cell(wanted.name, left, flow.width - left - INSET, 3.6, bold=True)
    for cells in ((bed,), (name,)) if apart else ((bed, name),):
        flow.row(*cells)
    flow.row(Cell(wanted.who, left, flow.width - left - INSET, 2.5))
    stat = "STAT  " if wanted.stat else ""
    flow.row(
        Cell(
            f"{stat}{wanted.tube}, label {wanted.tail}: {', '.join(wanted.tests)}", 2.5, flow.width - 3.5, 2.8
        )
    )
    flow.row(Cell(f"{wanted.reason}; asked {wanted.since}", 2.5, flow.width - 3.5, 2.6, bold=True))
    if wanted.stat:
        flow.mark(top)
