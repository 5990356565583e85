"""Tubes that a ward is to draw: in place of rejected ones, those that could not be drawn, those forgotten."""

import json
from typing import NamedTuple

from labkiosk.journal.connection import Connection
from labkiosk.journal.schema import of
from labkiosk.rules.priority import MINUTE

FORGOTTEN_MIN = 120
"""Minutes after its label was asked for, after which a tube that nobody has drawn is asked for."""


class Awaited(NamedTuple):
    """A tube to be drawn, since ``at`` (ms UTC); ``replaces`` is the rejected one, ``reason`` empty for one that
    is merely not here. Ward and bed are those of now."""

    sample: str
    number: str
    order: str
    name: str
    ward: str
    bed: str
    container: str
    cap: str
    priority: str
    at: int
    replaces: str | None
    reason: str
    tests: tuple[str, ...]


# The journal's own index of subjects leads from a tube to why it is wanted; a column would say it twice.
_WHY = (
    f"SELECT j.body ->> 'reason' FROM touch t CROSS JOIN journal j ON j.id = t.kiosk << 40 | t.seq WHERE {of('s.id')}"
    " AND j.kind = {kind} AND j.body IS NOT NULL ORDER BY j.clock {way} LIMIT 1"
)
_AWAITED = f"""
SELECT s.id, s.number, s.order_id, p.name, s.ward, o.bed, s.container_name, s.cap, s.priority, s.at, s.replaces,
  CASE WHEN s.replaces IS NULL THEN ({_WHY.format(kind="'collection.not_drawn'", way="DESC")})
  ELSE ({_WHY.format(kind="'sample.rejected'", way="")}) END AS why, s.tests,
  o.collected_at IS NULL AND ifnull(s.minute, 0) = 0 AND s.at <= ? AS forgotten
FROM sample s INDEXED BY sample_expected CROSS JOIN orders o ON o.id = s.order_id
CROSS JOIN patient p ON p.id = s.patient
WHERE s.state = 'expected' AND s.collected_at IS NULL AND s.aliquot_of IS NULL AND s.container <> ''
"""


def awaited(conn: Connection, now: int, ward: str | None = None) -> list[Awaited]:
    """What is to be drawn, of one ward (in any case) or of all, ward by ward and bed by bed; ``now`` in ms UTC."""
    rows = conn.execute(_AWAITED, (now - FORGOTTEN_MIN * MINUTE,))
    found = [
        Awaited._make((*row[:11], row[11] or "", _open_tests(row[12])))
        for row in rows
        if row[10] is not None or row[11] is not None or row[13]
    ]
    chosen = [a for a in found if ward is None or a.ward.casefold() == ward.strip().casefold()]
    return sorted(chosen, key=lambda a: (a.ward.casefold(), _in_order(a.bed), a.name, a.at, a.sample))


def _open_tests(tests: str) -> tuple[str, ...]:
    return tuple(test[0] for test in json.loads(tests) if test[4] == "open")


def _in_order(bed: str) -> tuple[int, str]:
    """Beds as people count them: 9 before 10."""
    digits = "".join(c for c in bed if c.isascii() and c.isdigit())
    return (int(digits[:9] or 0), bed)
