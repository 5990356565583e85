"""Batches of the benches, and the tubes in them."""

import json
from typing import NamedTuple

from labkiosk.board.queue import NAME
from labkiosk.journal.connection import Connection


class Batch(NamedTuple):
    """A batch as it was made, of so many ``tubes``; ``closed_at`` once a person closed it. Times are ms UTC."""

    id: str
    bench: str
    at: int
    actor: str
    tubes: int
    closed_at: int | None
    reason: str


class Open(NamedTuple):
    """A batch in which something is to be done: at so many of its tubes."""

    id: str
    bench: str
    at: int
    actor: str
    tubes: int
    to_do: int


class Place(NamedTuple):
    """A tube in a batch: its tests there, and how many of them still want a value. ``gone``: it was taken out."""

    position: int
    sample: str
    tests: tuple[str, ...]
    to_do: int
    gone: bool
    number: str
    order: str
    patient: str
    priority: str
    name: str


def batch(conn: Connection, batch_id: str) -> Batch | None:
    """One batch by its id."""
    row = conn.execute("SELECT * FROM batch WHERE id = ?", (batch_id,)).fetchone()
    return Batch._make(row) if row else None


def open_batches(conn: Connection) -> list[Open]:
    """Batches with something to do, the oldest first."""
    sql = (
        "SELECT b.id, b.bench, b.at, b.actor, b.tubes, t.n FROM"
        " (SELECT batch, count(*) AS n FROM batch_tube INDEXED BY batch_open WHERE to_do > 0 GROUP BY batch) t"
        " CROSS JOIN batch b ON b.id = t.batch ORDER BY b.id"
    )
    return [Open._make(row) for row in conn.execute(sql)]


def places(conn: Connection, batch_id: str) -> list[Place]:
    """The tubes of a batch by their positions."""
    sql = (
        "SELECT t.position, t.sample, t.tests, t.to_do, t.gone, s.number, s.order_id, s.patient, s.priority,"
        f" {NAME}"
        " FROM batch_tube t CROSS JOIN sample s ON s.key = t.sample CROSS JOIN patient p ON p.id = s.patient"
        " WHERE t.batch = ? ORDER BY t.position, t.sample"
    )
    return [
        Place._make((*r[:2], tuple(json.loads(r[2])), r[3], bool(r[4]), *r[5:]))
        for r in conn.execute(sql, (batch_id,))
    ]
