"""The lines of deliveries that are people: who has a report that was amended since."""

from labkiosk.board import orders, patients
from labkiosk.board.holders import Holder
from labkiosk.lab.deliver import NOWHERE
from labkiosk.lab.lab import Lab
from labkiosk.tui.widgets.board_list import Row

_HOW = {
    "sheet": "have sheet",
    "window": "at window",
    "paper": "on paper",
    "ward": "asked",
    "call": "by phone",
}


def holder_row(lab: Lab, item: Holder) -> Row:
    """Who is to be told, of whose report, and how they have the one before."""
    order = orders.order(lab.conn, item.order)
    patient = patients.patient(lab.conn, order.patient) if order else None
    ward = item.who if item.how != "window" else (order.ward if order else "") or NOWHERE
    cells = (
        "!! TELL",
        order.priority if order else "",
        ward,
        patient.name if patient else "",
        f"report {item.version}",
        since(lab.time().at - item.at),
        _HOW.get(item.how, item.how),
    )
    return Row(cells, "warn")


def since(ms: int) -> str:
    """How long ago, in minutes, or hours where that is many."""
    minutes = ms // 60_000
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"
