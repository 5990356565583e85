"""Reports go out to wards on a sheet, or over the window; what comes back signed proves that they arrived."""

from collections.abc import Sequence
from typing import NamedTuple

from labkiosk.board import deliveries, people
from labkiosk.board.deliveries import Undelivered
from labkiosk.facts.delivery import Delivered, Handed, SheetMade
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperAsked
from labkiosk.journal.write import Act
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import ask
from labkiosk.lab.scan import order_of
from labkiosk.rules.priority import MINUTE
from labkiosk.rules.text import clean, printable

NOWHERE = "not stated"
"""How a ward is called that nobody stated."""
MOST = 200
"""Reports on one sheet: nobody signs for more at once."""
_CODE = "LK:SHEET:"


class Made(NamedTuple):
    """A delivery sheet that will print."""

    sheet: str
    ward: str
    reports: tuple[Handed, ...]


def sheet_code(sheet: str) -> str:
    """What the QR on a sheet's stub says."""
    return f"{_CODE}{sheet}"


def is_stub(text: str) -> bool:
    """Whether a scanned text is that of a delivery sheet's stub."""
    return text.startswith(_CODE)


def undelivered(lab: Lab, ward: str = "", *, limit: int = 500) -> list[Undelivered]:
    """Reports that are released and not delivered: STAT first, the oldest at the head, then ward by ward.

    ``ward``: only those of that ward, any case. Raises Refused where none waits for it.
    """
    if ward:
        return deliveries.of_ward(lab.conn, _ward(lab, ward), limit=limit)
    first = deliveries.stats(lab.conn)
    rest = deliveries.by_ward(lab.conn, limit=limit)
    return [*first, *(one for one in rest if one.priority != "stat")]


def is_late(lab: Lab, one: Undelivered, now: int) -> bool:
    """Whether a report has been on its way for longer than its priority allows, at lab time ``now`` (ms UTC)."""
    allowed = lab.catalogue.priorities[one.priority].deliver_min
    return allowed > 0 and now - one.at > allowed * MINUTE


def late_stats(lab: Lab, now: int) -> int:
    """How many STAT reports are late on their way at lab time ``now`` (ms UTC)."""
    allowed = lab.catalogue.priorities["stat"].deliver_min
    return deliveries.late_stats(lab.conn, now - allowed * MINUTE) if allowed else 0


def make_sheet(lab: Lab, ward: str, *, again: bool = False) -> Made:
    """A sheet for the reports of a ward that are on paper, and its print; ``again`` takes those too that left on a
    sheet which has not come back. Raises Refused where there is none."""
    lab.require("print")
    with lab.act() as act:
        named = _ward(lab, ward)
        waiting = deliveries.of_ward(act.conn, named, limit=MOST)
        going = [one for one in waiting if one.paper == "out" and (again or not one.sheet)]
        if not going:
            raise Refused(_why_none(named, waiting))
        fact = SheetMade(sheet=act.mint("D"), ward=named, reports=_handed(going))
        act.append(fact)
        act.append(PaperAsked(jobs=(ask(act, "delivery", fact.sheet, first=True),)))
    return Made(fact.sheet, named, fact.reports)


def _handed(reports: Sequence[Undelivered]) -> tuple[Handed, ...]:
    return tuple(Handed(order=one.order, form=one.form, version=one.version) for one in reports)


def _ward(lab: Lab, given: str) -> str:
    wanted = given.strip().casefold()
    known = deliveries.wards(lab.conn)
    for ward in known:
        if (ward or NOWHERE).casefold() == wanted:
            return ward
    waiting = ", ".join(printable(ward) or NOWHERE for ward in known) or "none"
    raise Refused(
        f"No report waits for {printable(given, limit=40)}. Wards that reports wait for: {waiting}."
    )


def _why_none(ward: str, waiting: list[Undelivered]) -> str:
    name = ward or "a ward that is not stated"
    if sheets := sorted({one.sheet for one in waiting if one.paper == "out" and one.sheet}):
        return (
            f"Every report for {name} is out on sheet {', '.join(sheets)}: wait for its stub, or say again."
        )
    return f"No report for {name} is on paper yet: print them first."


def returned(lab: Lab, text: str, taken_by: str = "") -> Delivered:
    """A sheet's stub came back, scanned or by its number: its reports arrived. ``taken_by`` is a name or a badge.

    A sealed report is delivered only into a named hand. Raises Refused.
    """
    lab.require("print")
    with lab.act() as act:
        sheet_id = text.strip().upper().removeprefix(_CODE)
        sheet = deliveries.sheet(act.conn, sheet_id)
        if sheet is None:
            raise Refused(f"Delivery sheet {printable(sheet_id, limit=24)} is not known here.")
        if sheet.returned_at is not None:
            raise Refused(f"Sheet {sheet.id} came back already, {lab.local(sheet.returned_at):%d %b %H:%M}.")
        reports = tuple(Handed(order=o, form=f, version=v) for o, f, v in sheet.reports)
        return _deliver(act, sheet.id, reports, taken_by)


def needs_name(lab: Lab, text: str) -> bool:
    """Whether a stub is of a sheet with a sealed report, so that who took it must be named."""
    sheet = deliveries.sheet(lab.conn, text.strip().upper().removeprefix(_CODE))
    return sheet is not None and sheet.returned_at is None and any(f == "sealed" for _, f, _ in sheet.reports)


def handed(lab: Lab, text: str, taken_by: str) -> Delivered:
    """Somebody took an order's reports at the window: all that are on paper and not delivered. Raises Refused."""
    lab.require("print")
    if not taken_by.strip():
        raise Refused("Who took it? Type the name, or scan the badge.")
    with lab.act() as act:
        order = order_of(act.conn, text)
        going = [one for one in deliveries.of_order(act.conn, order.id) if one.paper == "out"]
        if not going:
            raise Refused(f"Order {order.id} has no report on paper that is not delivered: print it first.")
        return _deliver(act, "", _handed(going), taken_by)


def _deliver(act: Act, sheet: str, reports: tuple[Handed, ...], taken_by: str) -> Delivered:
    sealed = any(one.form == "sealed" for one in reports)
    name = clean(taken_by, "Name of who took it", limit=80, required=sealed)
    person = people.person(act.conn, name) if name else None
    fact = Delivered(
        sheet=sheet, reports=reports, taken_by=f"{person.name} ({person.badge})" if person else name
    )
    act.append(fact)
    return fact
