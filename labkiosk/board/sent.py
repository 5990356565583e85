"""Tests that are at another laboratory."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from labkiosk.board.queue import NAME
from labkiosk.journal.connection import Connection


class Out(NamedTuple):
    """Tests of a sample that left together. ``at`` and ``due`` (when they are expected back) are ms UTC,
    ``back_min`` the minutes between the two; ``their_number`` is what the other laboratory calls the sample."""

    sample: str
    place: str
    their_number: str
    reason: str
    at: int
    due: int
    back_min: int
    actor: str
    tests: tuple[str, ...]
    number: str
    patient: str
    name: str
    order: str


_OUT = f"""
SELECT e.sample, e.place, e.number, e.reason, e.at, e.due, e.back_min, e.actor, s.number, s.patient, {NAME},
  s.order_id, e.test
FROM sent e {{index}} CROSS JOIN sample s ON s.key = e.sample CROSS JOIN patient p ON p.id = s.patient
{{where}} ORDER BY {{order}}
"""


def out(conn: Connection) -> list[Out]:
    """Everything that is elsewhere, what is expected back first at the head."""
    sql = _OUT.format(index="INDEXED BY sent_due", where="", order="e.due, e.sample, e.test")
    return list(_together(conn, sql, ()))


def of_sample(conn: Connection, sample_id: str) -> list[Out]:
    """What of a sample is elsewhere, place by place."""
    sql = _OUT.format(index="", where="WHERE e.sample = ?", order="e.sample, e.at, e.place, e.number, e.test")
    return list(_together(conn, sql, (sample_id,)))


def places(conn: Connection, sample_id: str) -> dict[str, str]:
    """The laboratory that has each test of a sample that is elsewhere, by the test's code."""
    return dict(conn.execute("SELECT test, place FROM sent WHERE sample = ?", (sample_id,)).fetchall())


def _together(conn: Connection, sql: str, values: tuple[str, ...]) -> Iterator[Out]:
    rows = conn.execute(sql, values).fetchall()
    for head, of_one in groupby(rows, key=lambda row: row[:12]):
        yield Out._make((*head[:8], tuple(row[12] for row in of_one), *head[8:]))
