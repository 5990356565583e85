"""Who had a report that was amended since, and is to be told."""

from typing import NamedTuple

from labkiosk.journal.connection import Connection


class Holder(NamedTuple):
    """One of them. ``n`` is their place among those of that ``version`` of the order's report, the amended one; ``had``
    is the latest they have. ``how`` as in ``facts.results.Had``. Times are ms UTC; ``told_at`` is None
    until ``told_who`` was told.
    """

    order: str
    version: int
    n: int
    how: str
    who: str
    had: int
    at: int
    told_at: int | None
    told_by: str
    told_who: str


def to_tell(conn: Connection, *, limit: int = 500) -> list[Holder]:
    """Those who are not told yet, the oldest first."""
    sql = "SELECT * FROM holder INDEXED BY holder_to_tell WHERE told_at IS NULL ORDER BY at, order_id LIMIT ?"
    return [Holder(*row) for row in conn.execute(sql, (limit,))]


def how_many(conn: Connection) -> int:
    """How many are not told yet."""
    sql = "SELECT count(*) FROM holder INDEXED BY holder_to_tell WHERE told_at IS NULL"
    return int(conn.execute(sql).fetchone()[0])


def of_order(conn: Connection, order: str) -> list[Holder]:
    """Those of one order, told or not, in the order of its versions."""
    return [Holder(*row) for row in conn.execute("SELECT * FROM holder WHERE order_id = ?", (order,))]
