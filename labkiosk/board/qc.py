"""Quality control: what is in use, what was run, and what keeps a test's results from leaving by themselves."""

import json
from typing import NamedTuple

from labkiosk.journal.connection import Connection


class Material(NamedTuple):
    """A control material of one level."""

    id: str
    name: str
    maker: str
    level: str


class Lot(NamedTuple):
    """A lot of a material. ``expires`` and ``opened`` are ISO dates, ``at`` and ``closed_at`` ms UTC."""

    id: str
    material: Material
    number: str
    expires: str
    opened: str
    at: int
    closed_at: int | None
    reason: str


class Targeted(NamedTuple):
    """A test's target in a lot, as ``facts.qc.Target`` has it, since when (ms UTC) and by whom."""

    lot: str
    test: str
    mean: str
    sd: str
    unit: str
    n: int
    at: int
    actor: str


class Point(NamedTuple):
    """A control's value, as ``facts.qc.Measured`` has it, with its level, and what was done if it failed.

    ``at`` and ``resolved_at`` are ms UTC. ``good``: it was judged, and broke no rule that rejects.
    """

    run: str
    lot: str
    test: str
    instrument: str
    at: int
    actor: str
    value: str
    unit: str
    number: str
    own_unit: str
    mean: str
    sd: str
    z: str
    rejects: tuple[str, ...]
    warns: tuple[str, ...]
    unjudged: str
    comment: str
    good: bool
    failed: bool
    resolved_at: int | None
    resolved_by: str
    action: str
    reason: str
    good_run: bool
    lot_number: str
    level: str

    @property
    def open(self) -> bool:
        """Whether it failed, and no person has resolved that."""
        return self.failed and self.resolved_at is None


_POINTS = (
    "SELECT v.*, coalesce(l.number, ''), coalesce(m.level, '') FROM ({}) v"
    " LEFT JOIN qc_lot l ON l.id = v.lot LEFT JOIN qc_material m ON m.id = l.material"
)


def _points(conn: Connection, sql: str, *given: object) -> list[Point]:
    return [
        Point._make(
            (
                *row[:13], tuple(json.loads(row[13])), tuple(json.loads(row[14])), *row[15:17], bool(row[17]),
                bool(row[18]), *row[19:23], bool(row[23]), *row[24:],
            )
        )
        for row in conn.execute(_POINTS.format(sql), given)
    ]  # fmt: skip


def open_failures(conn: Connection, test: str = "", *, limit: int = 100) -> list[Point]:
    """Values that failed and that no person has resolved, of one test or of all, the oldest first."""
    where = "failed = 1 AND resolved_at IS NULL" + (" AND test = ?1" if test else " AND ?1 = ''")
    return _points(
        conn,
        f"SELECT * FROM qc_value INDEXED BY qc_value_open WHERE {where} ORDER BY at, run, lot LIMIT ?2",
        test,
        limit,
    )


def awaiting_good(conn: Connection, test: str) -> list[Point]:
    """Values that failed, were resolved, and must be followed by a good one that has not come, the newest first.

    The good one is of the same level and instrument, and later than the failure; nothing is asked of a level that
    has no lot in use any more.
    """
    sql = (
        "SELECT f.* FROM qc_value f INDEXED BY qc_value_failed JOIN qc_lot fl ON fl.id = f.lot"
        " WHERE f.test = ? AND f.failed = 1 AND f.resolved_at IS NOT NULL AND f.good_run = 1"
        " AND EXISTS (SELECT 1 FROM qc_lot u WHERE u.material = fl.material AND u.closed_at IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM qc_value g INDEXED BY qc_value_good JOIN qc_lot gl ON gl.id = g.lot"
        " WHERE g.test = f.test AND g.good = 1 AND g.at > f.at AND g.instrument = f.instrument"
        " AND gl.material = fl.material) ORDER BY f.at DESC LIMIT 5"
    )
    return _points(conn, sql, test)


def last_good(conn: Connection, test: str) -> int | None:
    """When a control of the test was last judged and good, at any level; ms UTC."""
    sql = "SELECT max(at) FROM qc_value INDEXED BY qc_value_good WHERE test = ? AND good = 1"
    row = conn.execute(sql, (test,)).fetchone()
    return row[0] if row else None
