"""The orders that were placed last."""

from labkiosk.board import orders
from labkiosk.board.orders import Order
from labkiosk.journal.connection import Connection


def latest(conn: Connection) -> list[Order]:
    """Every order, the newest first."""
    ids = [order_id for (order_id,) in conn.execute("SELECT id FROM orders ORDER BY id DESC")]
    return [order for order in (orders.order(conn, order_id) for order_id in ids) if order]
