"""How many samples there are, and in which state."""

from typing import NamedTuple

from labkiosk.journal.connection import Connection


class Counts(NamedTuple):
    """Samples registered, by what became of them.

    ``registered = expected + received + rejected + cancelled`` and
    ``received = pending + resulted + reported + diverted``.
    """

    registered: int
    expected: int
    received: int
    rejected: int
    cancelled: int
    pending: int
    resulted: int
    reported: int
    diverted: int


def counts(conn: Connection, day: str | None = None) -> Counts:
    """Of one day of registration (ISO date, lab time), or of all."""
    sql = "SELECT state, sum(n) FROM tally WHERE ?1 IS NULL OR day = ?1 GROUP BY state"
    by_state: dict[str, int] = dict(conn.execute(sql, (day,)).fetchall())
    pending, resulted, reported, expected, rejected, cancelled = (
        by_state.get(s, 0) for s in ("received", "resulted", "reported", "expected", "rejected", "cancelled")
    )
    received = pending + resulted + reported
    registered = expected + received + rejected + cancelled
    return Counts(registered, expected, received, rejected, cancelled, pending, resulted, reported, 0)
