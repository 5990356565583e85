"""Who has an order's earlier reports: on a ward's sheet, from the window, or on paper that nobody signed for; and who
was told of its values by telephone.
"""

from collections.abc import Iterable

from labkiosk.board import calls, jobs
from labkiosk.board.orders import Order
from labkiosk.facts.delivery import Delivered, Handed, SheetMade
from labkiosk.facts.results import Had
from labkiosk.journal.connection import Connection
from labkiosk.journal.read import told

_MAY_BE_OUT = ("sending", "uncertain", "confirmed")
_NOWHERE = "ward not stated"
Report = tuple[str, int]
"""A form of the order and its version."""
Holder = tuple[str, str]
"""How they have it, and who they are."""


def who_had(conn: Connection, order: Order, forms: tuple[str, ...], since: int) -> tuple[Had, ...]:
    """Everybody who has one of these forms of the order at version ``since`` or a later one, each once.

    The ward that asked is always among them: what nobody wrote down may have been read or told there too.
    """
    ward = order.ward or _NOWHERE
    carried = _signed_for(conn, order)
    for form in forms:
        for paper in jobs.of_subject(conn, order.id, form):
            report = (form, paper.version)
            if paper.state in _MAY_BE_OUT and report not in carried:
                carried[report] = {"": ("paper", ward)}
    found: dict[Holder, int] = {}
    for (form, version), holders in sorted(carried.items()):
        if form in forms and version >= since:
            found |= dict.fromkeys(holders.values(), version)
    if not any(who == ward or who.startswith(f"{ward} (") for _, who in found):
        found["ward", ward] = order.version
    return tuple(Had(how=how, who=who, version=version) for (how, who), version in found.items())


def who_was_called(conn: Connection, values: Iterable[tuple[str, str, str]]) -> tuple[Had, ...]:
    """Everybody who took a call about one of these values, by its tube and test, but for who was called about what
    stands there now: the third, empty where nothing does.

    The list of calls has the ward called again of what is corrected, but somebody else may take that.
    """
    found: dict[str, None] = {}
    for sample, test, stands in values:
        ours = calls.of_test(conn, sample, test)
        took = dict.fromkeys(taker(c.taken_by, c.role) for c in ours if c.state == "taken")
        if took and ours[-1].state == "taken" and ours[-1].value == stands:
            took.pop(taker(ours[-1].taken_by, ours[-1].role))
        found |= took
    return tuple(Had(how="call", who=who, version=0) for who in found)


def taker(name: str, role: str) -> str:
    """Who took a call, as the list of those to be told has them."""
    return f"{name} ({role})"


def _signed_for(conn: Connection, order: Order) -> dict[Report, dict[str, Holder]]:
    """Who has each report that went out, by the sheet it went with, or by who took it at the window."""
    carried: dict[Report, dict[str, Holder]] = {}
    for each in told(conn, order.id, frozenset({SheetMade.kind, Delivered.kind})):
        match each.fact:
            case SheetMade(sheet=sheet, ward=ward, reports=reports):
                for report in _mine(order, reports):
                    carried.setdefault(report, {})[sheet] = ("sheet", ward or _NOWHERE)
            case Delivered(sheet=sheet, reports=reports, taken_by=taken_by):
                for report in _mine(order, reports):
                    holders = carried.setdefault(report, {})
                    holders[sheet or taken_by] = _taken(holders.get(sheet), sheet, taken_by)
            case _:
                pass
    return carried


def _taken(before: Holder | None, sheet: str, taken_by: str) -> Holder:
    if not sheet:
        return "window", taken_by
    ward = before[1] if before else _NOWHERE
    return "sheet", f"{ward} ({taken_by})" if taken_by else ward


def _mine(order: Order, reports: tuple[Handed, ...]) -> list[Report]:
    return [(one.form, one.version) for one in reports if one.order == order.id]
