"""Tests that are at another laboratory."""

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
FROM sent e INDEXED BY sent_due CROSS JOIN sample s ON s.key = e.sample CROSS JOIN patient p ON p.id = s.patient
ORDER BY e.due, e.sample, e.test
"""


def out(conn: Connection) -> list[Out]:
    """Everything that is elsewhere, what is expected back first at the head."""
    together = groupby(conn.execute(_OUT), key=lambda row: row[:12])
    return [Out._make((*head[:8], tuple(row[12] for row in rows), *head[8:])) for head, rows in together]


def places(conn: Connection, sample_id: str) -> dict[str, str]:
    """The laboratory that has each test of a sample that is elsewhere, by the test's code."""
    return dict(conn.execute("SELECT test, place FROM sent WHERE sample = ?", (sample_id,)).fetchall())
