"""Everything that was ever released of a patient."""

from collections.abc import Iterator
from typing import NamedTuple

from labkiosk.board import links
from labkiosk.journal.connection import Connection


class Past(NamedTuple):
    """A released value, or one whose place a value takes that waits for release (``corrected``, and nothing else of
    it is told), with its tube and when that was drawn, or asked for where nobody said (ms UTC).

    ``number``, ``own_unit``, ``flag`` and ``reference`` are those of ``facts.results.Entry``. ``amended``: it takes
    the place of another that was out; ``provisional``: a later one may take its own.
    """

    sample: str
    order: str
    drawn_at: int
    test: str
    value: str
    unit: str
    number: str | None
    own_unit: str
    flag: str
    reference: str
    sealed: bool
    amended: bool
    provisional: bool
    corrected: bool = False


_PAST = """
SELECT r.sample, s.order_id, coalesce(s.collected_at, o.collected_at, o.at), r.test, r.value, r.unit, r.number,
  r.own_unit, r.flag, r.reference, r.sealed, r.amends > 0, r.provisional OR r.interim,
  r.version IS NULL
FROM result r INDEXED BY result_of_patient CROSS JOIN sample s ON s.key = r.sample
CROSS JOIN orders o ON o.id = s.order_id
WHERE r.patient = ?1 AND r.at >= ?2
  AND (r.version IS NOT NULL AND r.released_at <= ?3 OR r.version IS NULL AND r.amends > 0)
"""


def released_of(conn: Connection, patient: str, *, since: int = 0, until: int = 1 << 62) -> Iterator[Past]:
    """A patient's released values, and those of whoever is the same person: recorded from ``since`` on, and
    released by ``until`` (ms UTC)."""
    for one in links.members(conn, links.root(conn, patient)):
        for row in conn.execute(_PAST, (one, since, until)):
            yield Past(*row[:10], *map(bool, row[10:]))
