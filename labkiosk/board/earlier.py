"""Values in whose place others stand now."""

from typing import NamedTuple

from labkiosk.journal.connection import Connection


class Earlier(NamedTuple):
    """A value that was replaced or withdrawn; ``version`` is the report it went out in, None where it never was out.

    ``n`` counts those of its test from 1. Times are ms UTC; ``replaced_by`` is whose act ended it, and ``why`` their reason.
    """

    test: str
    n: int
    value: str
    unit: str
    flag: str
    at: int
    actor: str
    version: int | None
    provisional: bool
    sealed: bool
    why: str
    replaced_at: int
    replaced_by: str


def earlier(conn: Connection, sample_id: str) -> list[Earlier]:
    """A sample's values that were replaced or withdrawn, test by test in the order they were given."""
    sql = f"SELECT {', '.join(Earlier._fields)} FROM earlier WHERE sample = ? ORDER BY test, n"
    found = (Earlier(*row) for row in conn.execute(sql, (sample_id,)))
    return [e._replace(provisional=bool(e.provisional), sealed=bool(e.sealed)) for e in found]
