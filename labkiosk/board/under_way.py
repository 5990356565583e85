"""Tubes that were drawn and have not arrived."""

import json
from typing import NamedTuple

from labkiosk.board.queue import NAME
from labkiosk.journal.connection import Connection


class UnderWay(NamedTuple):
    """A tube that left its patient at ``drawn_at`` (ms UTC); ``tests`` are those that are open, each with its bench.
    The ward is that of now."""

    sample: str
    number: str
    patient: str
    name: str
    ward: str
    priority: str
    container: str
    drawn_at: int
    tests: tuple[tuple[str, str], ...]


# What an order states of its drawing is of its first tubes alone, as lab/drawn.py says.
_UNDER_WAY = f"""
SELECT s.id, s.number, s.patient, {NAME}, s.ward, s.priority, s.container, coalesce(s.collected_at,
  CASE WHEN s.replaces IS NULL AND s.at = o.at AND ifnull(s.minute, 0) = 0 THEN o.collected_at END) AS drawn_at, s.tests
FROM sample s INDEXED BY sample_expected CROSS JOIN orders o ON o.id = s.order_id
CROSS JOIN patient p ON p.id = s.patient
WHERE s.state = 'expected' AND s.aliquot_of IS NULL AND s.container <> '' AND drawn_at < ?
ORDER BY drawn_at, s.id
"""


def under_way(conn: Connection, before: int) -> list[UnderWay]:
    """Tubes that were drawn before an instant (ms UTC) and are not here, the first drawn first."""
    return [UnderWay._make((*row[:8], _open(row[8]))) for row in conn.execute(_UNDER_WAY, (before,))]


def _open(tests: str) -> tuple[tuple[str, str], ...]:
    return tuple((test[0], test[3]) for test in json.loads(tests) if test[4] == "open")
