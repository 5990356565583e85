"""When and by whom the blood in a tube was drawn, as far as anybody said."""

from labkiosk.board import samples
from labkiosk.board.orders import Order
from labkiosk.journal.connection import Connection


def collected_at(conn: Connection, order: Order, sample: samples.Sample) -> int | None:
    """ms UTC, or None where it was not stated; an aliquot was drawn as its parent was."""
    return _collected(conn, order, sample)[0]


def collected_by(conn: Connection, order: Order, sample: samples.Sample) -> str:
    """Who drew it; empty where that was not stated."""
    return _collected(conn, order, sample)[1]


def _collected(conn: Connection, order: Order, sample: samples.Sample) -> tuple[int | None, str]:
    tube = samples.drawn(conn, sample)
    if tube.collected_at is not None:
        return tube.collected_at, tube.collected_by
    # What an order states is of its first tubes: one that was asked for later was drawn later, and so was one
    # that is drawn minutes after a load.
    if tube.replaces is None and tube.at == order.at and not tube.minute:
        return order.collected_at, order.collected_by
    return None, ""
