"""Orders."""

import json
from typing import NamedTuple

from labkiosk.facts.results import ResultsReleased
from labkiosk.journal.connection import Connection
from labkiosk.journal.read import told


class Order(NamedTuple):
    """One request. Times are ms UTC; ``version`` counts its releases."""

    id: str
    patient: str
    priority: str
    ward: str
    bed: str
    clinician: str
    note: str
    collected_at: int | None
    collected_by: str
    at: int
    actor: str
    version: int
    released_at: int | None
    samples: tuple[str, ...]


def order(conn: Connection, order_id: str) -> Order | None:
    """One order by its id."""
    row = conn.execute("SELECT * FROM orders WHERE id = ?", (order_id,)).fetchone()
    return Order._make((*row[:13], tuple(json.loads(row[13])))) if row else None


def versions(conn: Connection, order_id: str) -> dict[str, list[int]]:
    """The versions of each of an order's reports, the latest last: ``report``, and ``sealed`` with the sensitive
    results."""
    found: dict[str, list[int]] = {}
    for each in told(conn, order_id, frozenset({ResultsReleased.kind})):
        assert isinstance(each.fact, ResultsReleased)
        for form in each.fact.forms:
            found.setdefault(form, []).append(each.fact.version)
    return {form: sorted(made) for form, made in found.items()}


def pregnant(conn: Connection, order_id: str) -> str:
    """Whether the patient was pregnant then: ``yes``, ``no``, or empty where nobody said."""
    row = conn.execute("SELECT pregnant FROM pregnancy WHERE order_id = ?", (order_id,)).fetchone()
    return str(row[0]) if row else ""
