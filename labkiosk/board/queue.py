"""What is to be done next. Kept light: the command that asks for it starts in a blink."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from labkiosk.journal.connection import Connection


class Item(NamedTuple):
    """A sample at a bench. ``due`` and ``target`` are ms UTC and minutes; ``key`` orders the queue.

    ``rank`` is 0 where something of it is out as provisional: a pathologist looks at that first; else 1.
    ``worksheet`` is the open one that it stands on at that bench, empty without one. ``mark`` tells the tube from
    its like, such as "60 min"; ``container`` is the code of what it is in.
    """

    sample: str
    bench: str
    priority: str
    key: int
    due: int
    target: int
    state: str
    tests: tuple[str, ...]
    number: str
    patient: str
    name: str
    rank: int
    worksheet: str
    mark: str
    container: str


# The name of a sample's patient, for lists: as whom ``p`` is known, one link further and not to a chain's end.
NAME = "coalesce((SELECT k.name FROM patient k WHERE k.id = p.known), p.name)"

_COLUMNS = f"""
SELECT w.sample, w.bench, w.priority, w.key, w.due, w.target, w.state, w.tests, s.number, s.patient, {NAME}, w.rank,
  w.worksheet, s.mark, s.container
FROM (SELECT * FROM work {{index}} WHERE {{where}} ORDER BY {{order}} LIMIT ?) w
CROSS JOIN sample s ON s.key = w.sample
CROSS JOIN patient p ON p.id = s.patient
"""
ALL = -1
"""No limit."""
_START = (-(2**62), "", "")


def _items(conn: Connection, sql: str, values: tuple[object, ...]) -> list[Item]:
    return [Item._make((*r[:7], tuple(json.loads(r[7])), *r[8:])) for r in conn.execute(sql, values)]


def following(
    conn: Connection, bench: str | None = None, *, limit: int = 50, after: Item | None = None
) -> list[Item]:
    """The next items of the queue, of one bench or of all, most pressing first; paged by the last seen."""
    at = (after.key, after.sample, after.bench) if after else _START
    if bench is None:
        return _items(conn, queue_sql(one_bench=False), (*at, limit))
    return _items(conn, queue_sql(one_bench=True), (bench, *at[:2], limit))


def queue_sql(*, one_bench: bool) -> str:
    """The statement behind ``following``."""
    if one_bench:
        return _COLUMNS.format(
            index="INDEXED BY work_queue_bench",
            where="to_do > 0 AND bench = ? AND (key, sample) > (?, ?)",
            order="key, sample",
        )
    return _COLUMNS.format(
        index="INDEXED BY work_queue",
        where="to_do > 0 AND (key, sample, bench) > (?, ?, ?)",
        order="key, sample, bench",
    )


def to_release(conn: Connection, *, limit: int = 50, after: Item | None = None) -> list[Item]:
    """Benches of samples that have something to release: first what is out as provisional, then most pressing."""
    at = (after.rank, after.key, after.sample, after.bench) if after else (0, *_START)
    sql = _COLUMNS.format(
        index="INDEXED BY work_release",
        where="to_release > 0 AND (rank, key, sample, bench) > (?, ?, ?, ?)",
        order="rank, key, sample, bench",
    )
    return _items(conn, sql, (*at, limit))


_LATE = "to_do > 0 AND due < ?"
_IN_TIME = "to_do > 0 AND due >= ?"
_HELD = (
    "to_do > 0 AND EXISTS (SELECT 1 FROM result r WHERE r.sample = work.sample AND r.version IS NULL"
    " AND r.needs <> '[]' AND r.sealed = 0 AND r.test IN (SELECT value FROM json_each(work.tests)))"
)


def late(conn: Connection, now: int, *, limit: int = 50) -> list[Item]:
    """Items of the queue that are past their due time at lab time ``now`` (ms UTC), most pressing first."""
    return _chosen(conn, _LATE, (now, limit))


def in_time(conn: Connection, now: int, *, limit: int = 50) -> list[Item]:
    """The other items of the queue, most pressing first."""
    return _chosen(conn, _IN_TIME, (now, limit))


def held(conn: Connection, *, limit: int = 50) -> list[Item]:
    """Items of the queue with a value that is to be typed again, or by a second person. A sealed value is not told
    of: that it is held would tell what it is."""
    return _chosen(conn, _HELD, (limit,))


def _chosen(conn: Connection, where: str, values: tuple[object, ...]) -> list[Item]:
    sql = _COLUMNS.format(index="INDEXED BY work_queue", where=where, order="key, sample, bench")
    return _items(conn, sql, values)


def how_many_held(conn: Connection) -> int:
    """How many items ``held`` would list without a limit."""
    return int(conn.execute(f"SELECT count(*) FROM work INDEXED BY work_queue WHERE {_HELD}").fetchone()[0])


def how_many_to_release(conn: Connection) -> int:
    """How many items ``to_release`` would list without a limit."""
    return int(conn.execute("SELECT count(*) FROM work WHERE to_release > 0").fetchone()[0])


class Open(NamedTuple):
    """How much is waiting at a bench, and how much of it is past its due time: ``begun`` of those stand on a
    worksheet or have a value. ``unreleased`` are past it too, done, and wait for release."""

    bench: str
    waiting: int
    overdue: int
    begun: int = 0
    unreleased: int = 0


_BEGUN = "state <> 'waiting' OR worksheet <> ''"
_UNRELEASED = "to_release > 0 AND to_do = 0 AND rank = 1 AND due < ?"


def benches(conn: Connection, now: int) -> Iterator[Open]:
    """Open work by bench at lab time ``now`` (ms UTC); only what is overdue is gone through, and what waits for
    release."""
    sql = (
        f"SELECT bench, count(*), sum({_BEGUN}) FROM work INDEXED BY work_due WHERE to_do > 0 AND due < ?"
        " GROUP BY bench"
    )
    late = {bench: counted for bench, *counted in conn.execute(sql, (now,))}
    sql = f"SELECT bench, count(*) FROM work INDEXED BY work_release WHERE {_UNRELEASED} GROUP BY bench"
    done = dict(conn.execute(sql, (now,)).fetchall())
    waiting = dict(conn.execute("SELECT bench, n FROM waiting").fetchall())
    for bench in sorted(waiting.keys() | done):
        overdue, begun = late.get(bench, (0, 0))
        yield Open(bench, waiting.get(bench, 0), overdue, begun, done.get(bench, 0))


def overdue_at(conn: Connection, bench: str, now: int) -> list[Item]:
    """What is past its due time at a bench: of the queue first, then what is done and waits for release."""
    found = []
    for index, where, order in (
        ("work_due", "to_do > 0 AND due < ?", "due"),
        ("work_release", _UNRELEASED, "rank, key, sample, bench"),
    ):
        sql = _COLUMNS.format(index=f"INDEXED BY {index}", where=f"{where} AND bench = ?", order=order)
        found += _items(conn, sql, (now, bench, ALL))
    return found


def late_for_release(conn: Connection, now: int) -> list[Item]:
    """What is done, past its due time, and waits for release, most pressing first."""
    sql = _COLUMNS.format(
        index="INDEXED BY work_release", where=_UNRELEASED, order="rank, key, sample, bench"
    )
    return _items(conn, sql, (now, ALL))


def begun(item: Item) -> bool:
    """Whether somebody has taken it up: it stands on a worksheet or has a value."""
    return item.state != "waiting" or item.worksheet != ""


def unreleased(item: Item) -> bool:
    """Whether all of it is done, and waits for release."""
    return item.state in ("recorded", "provisional")


def overdue(conn: Connection, now: int) -> int:
    """How many items of the queue are past their due time."""
    return int(conn.execute("SELECT count(*) FROM work WHERE to_do > 0 AND due < ?", (now,)).fetchone()[0])
