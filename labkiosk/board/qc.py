"""Quality control: what was run, and what keeps a test's results from leaving by themselves."""

import json
from typing import NamedTuple

from labkiosk.journal.connection import Connection


class Point(NamedTuple):
    """A control's value, as ``facts.qc.Measured`` has it, with its material's id and level, and what was done if it failed.

    ``at``, ``resolved_at`` and ``corrected_at`` are ms UTC. ``good``: it was judged, and broke no rule that rejects.
    ``typed_first`` is what stood there before it was corrected, with its unit; ``correction`` says why it was.
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
    typed_first: str
    corrected_at: int | None
    corrected_by: str
    correction: str
    lot_number: str
    material: str
    level: str

    @property
    def open(self) -> bool:
        """Whether it failed, and no person has resolved that."""
        return self.failed and self.resolved_at is None

    @property
    def stands_out(self) -> bool:
        """Whether something is to be said of it."""
        return bool(self.rejects or self.warns or self.unjudged or self.typed_first)


_POINTS = (
    "SELECT v.*, coalesce(l.number, ''), coalesce(l.material, ''), coalesce(m.level, '') FROM ({}) v"
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


def last_good(conn: Connection, test: str, before: int | None = None) -> int | None:
    """When a test's controls were last good, in ms UTC: some level judged, and none of that run failed.

    ``before``: only runs earlier than that.
    """
    sql = (
        "SELECT at FROM qc_value g INDEXED BY qc_value_good WHERE test = ?1 AND good = 1 AND (?2 IS NULL OR at < ?2)"
        " AND NOT EXISTS (SELECT 1 FROM qc_value f WHERE f.run = g.run AND f.test = g.test AND f.failed = 1)"
        " ORDER BY at DESC LIMIT 1"
    )
    row = conn.execute(sql, (test, before)).fetchone()
    return int(row[0]) if row else None


def good_by_level(conn: Connection, test: str) -> list[tuple[str, int | None]]:
    """When each level of a test was last good, in ms UTC; a level is in use where an open lot of it has a mean."""
    sql = (
        "SELECT m.level, (SELECT g.at FROM qc_value g INDEXED BY qc_value_good JOIN qc_lot gl ON gl.id = g.lot"
        " WHERE g.test = ?1 AND g.good = 1 AND gl.material = m.id ORDER BY g.at DESC LIMIT 1)"
        " FROM qc_material m WHERE EXISTS (SELECT 1 FROM qc_lot l JOIN qc_target t ON t.lot = l.id"
        " WHERE l.material = m.id AND l.closed_at IS NULL AND t.test = ?1 AND t.mean <> '') ORDER BY m.level, m.id"
    )
    return [(level, at) for level, at in conn.execute(sql, (test,))]


def points_of_lot(conn: Connection, lot_id: str, test: str, *, limit: int = 500) -> list[Point]:
    """A lot's latest values of a test, the newest first."""
    sql = "SELECT * FROM qc_value WHERE lot = ? AND test = ? ORDER BY at DESC, run DESC LIMIT ?"
    return _points(conn, sql, lot_id, test, limit)


def how_many_open(conn: Connection) -> int:
    """How many values failed that no person has resolved."""
    sql = "SELECT count(*) FROM qc_value INDEXED BY qc_value_open WHERE failed = 1 AND resolved_at IS NULL"
    return int(conn.execute(sql).fetchone()[0])


def instruments(conn: Connection, lot_id: str, test: str) -> list[str]:
    """The instruments on which a lot was run for a test."""
    sql = "SELECT DISTINCT instrument FROM qc_value WHERE lot = ? AND test = ? ORDER BY instrument"
    return [row[0] for row in conn.execute(sql, (lot_id, test))]


def latest(conn: Connection, lot_id: str, test: str, instrument: str) -> Point | None:
    """A lot's last value of a test on an instrument."""
    sql = "SELECT * FROM qc_value WHERE lot = ? AND test = ? AND instrument = ? ORDER BY at DESC, run DESC LIMIT 1"
    return next(iter(_points(conn, sql, lot_id, test, instrument)), None)


def before(
    conn: Connection, lot_id: str, test: str, instrument: str, *, limit: int, until: Point | None = None
) -> list[Point]:
    """A lot's latest judged values of a test on an instrument since its last resolved failure there, newest first.

    What went wrong and was put right says nothing of the runs that follow. ``until``: only runs before that one.
    """
    at, run = (until.at, until.run) if until else (None, "")
    sql = (
        "SELECT * FROM qc_value WHERE lot = ?1 AND test = ?2 AND instrument = ?3 AND unjudged = ''"
        " AND at > coalesce((SELECT max(f.at) FROM qc_value f INDEXED BY qc_value_failed WHERE f.test = ?2"
        " AND f.failed = 1 AND f.resolved_at IS NOT NULL AND f.instrument = ?3 AND (?5 IS NULL OR f.at < ?5)), 0)"
        " AND (?5 IS NULL OR (at, run) < (?5, ?6)) ORDER BY at DESC, run DESC LIMIT ?4"
    )
    return _points(conn, sql, lot_id, test, instrument, limit, at, run)


def run_of(conn: Connection, run: str) -> list[Point]:
    """The values of a run, test by test and level by level; empty for one that is not known."""
    found = _points(conn, "SELECT * FROM qc_value WHERE run = ?", run)
    return sorted(found, key=lambda p: (p.test, p.level, p.lot))


def runs_of_test(
    conn: Connection, test: str, instrument: str, *, limit: int, until: int | None = None
) -> list[Point]:
    """A test's latest values on an instrument, all levels, the newest first; none after ``until`` (ms UTC)."""
    sql = (
        "SELECT * FROM qc_value WHERE test = ?1 AND instrument = ?2 AND (?3 IS NULL OR at <= ?3)"
        " ORDER BY at DESC, run DESC, lot LIMIT ?4"
    )
    return _points(conn, sql, test, instrument, until, limit)


def between(conn: Connection, start: int, end: int) -> list[Point]:
    """The values of the runs of a time, from ``start`` to before ``end`` (ms UTC), in their order."""
    sql = (
        "SELECT * FROM qc_value INDEXED BY qc_value_day WHERE at >= ? AND at < ? ORDER BY at, run, test, lot"
    )
    return _points(conn, sql, start, end)


class Since(NamedTuple):
    """A patient's value of a test that was recorded when its control may not have been good; ``at`` is ms UTC."""

    sample: str
    number: str
    value: str
    unit: str
    at: int
    version: int | None


def recorded_between(conn: Connection, test: str, start: int, end: int, *, limit: int = 200) -> list[Since]:
    """A test's numbers as recorded here after ``start`` and until ``end`` (ms UTC), the oldest first."""
    sql = (
        "SELECT r.sample, s.number, r.value, r.unit, r.at, r.version FROM result r INDEXED BY result_of_test"
        " JOIN sample s ON s.key = r.sample WHERE r.test = ? AND r.number IS NOT NULL AND r.laboratory = ''"
        " AND r.at > ? AND r.at <= ? ORDER BY r.at, r.sample LIMIT ?"
    )
    return [Since(*row) for row in conn.execute(sql, (test, start, end, limit))]


def how_many_between(conn: Connection, test: str, start: int, end: int) -> int:
    """How many numbers ``recorded_between`` would name without its limit."""
    sql = (
        "SELECT count(*) FROM result INDEXED BY result_of_test WHERE test = ? AND number IS NOT NULL"
        " AND laboratory = '' AND at > ? AND at <= ?"
    )
    return int(conn.execute(sql, (test, start, end)).fetchone()[0])


def latest_numbers(conn: Connection, test: str, *, limit: int) -> list[str]:
    """A test's latest numbers of patients, as recorded here, the newest first; without those given as < or >."""
    sql = (
        "SELECT number FROM result INDEXED BY result_of_test WHERE test = ? AND number IS NOT NULL"
        " AND laboratory = '' AND substr(value, 1, 1) NOT IN ('<', '>') ORDER BY at DESC LIMIT ?"
    )
    return [row[0] for row in conn.execute(sql, (test, limit))]
