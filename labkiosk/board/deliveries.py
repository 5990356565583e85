"""Reports that are released and not delivered, and the sheets they go with."""

import json
from typing import NamedTuple

from labkiosk.board import jobs
from labkiosk.journal.connection import Connection

MOST_STAT = 200
"""More STAT reports on their way than this are no list any more, but a stop."""


class Undelivered(NamedTuple):
    """A report on its way. ``at`` is when it was released, ms UTC; ``sheet`` the latest it went with, or empty.

    ``paper`` is ``none`` (not asked for), ``out``, or the state of the job that should bring it.
    """

    order: str
    form: str
    version: int
    priority: str
    ward: str
    at: int
    sheet: str
    bed: str
    name: str
    paper: str
    copies: int


class Sheet(NamedTuple):
    """A delivery sheet; ``reports`` are order, form and version. Times are ms UTC."""

    id: str
    ward: str
    at: int
    actor: str
    reports: tuple[tuple[str, str, int], ...]
    returned_at: int | None
    taken_by: str


_FROM = (
    "SELECT d.order_id, d.form, d.version, d.priority, d.ward, d.at, d.sheet, o.bed, p.name, d.jobs"
    " FROM (SELECT * FROM delivery {inner}) d CROSS JOIN orders o ON o.id = d.order_id"
    " CROSS JOIN patient p ON p.id = o.patient"
)


def _read(conn: Connection, inner: str, *values: object) -> list[Undelivered]:
    found = conn.execute(_FROM.format(inner=inner), values).fetchall()
    return [Undelivered._make((*row[:9], *_paper(conn, json.loads(row[9])))) for row in found]


def _paper(conn: Connection, asked: list[str]) -> tuple[str, int]:
    states = [paper.state for paper in (jobs.job(conn, one) for one in asked) if paper]
    out = states.count("confirmed")
    return ("out" if out else states[-1] if states else "none", out)


def stats(conn: Connection) -> list[Undelivered]:
    """STAT reports that are not delivered, the oldest first."""
    inner = "INDEXED BY delivery_stat WHERE priority = 'stat' ORDER BY at LIMIT ?"
    return _read(conn, inner, MOST_STAT)


def late_stats(conn: Connection, before: int) -> int:
    """How many STAT reports released before a time (ms UTC) are not delivered; as many as are listed."""
    sql = (
        "SELECT count(*) FROM (SELECT 1 FROM delivery INDEXED BY delivery_stat"
        " WHERE priority = 'stat' AND at < ? LIMIT ?)"
    )
    return int(conn.execute(sql, (before, MOST_STAT)).fetchone()[0])


def pressing(conn: Connection, *, limit: int) -> list[Undelivered]:
    """Reports that are not delivered, STAT first, then the oldest."""
    return _read(conn, "ORDER BY priority = 'stat' DESC, at, order_id LIMIT ?", limit)


def how_many(conn: Connection) -> int:
    """How many reports are not delivered."""
    return int(conn.execute("SELECT count(*) FROM delivery").fetchone()[0])


def by_ward(conn: Connection, *, limit: int) -> list[Undelivered]:
    """Reports that are not delivered, ward by ward, the oldest of each first."""
    return _read(conn, "INDEXED BY delivery_ward ORDER BY ward, at LIMIT ?", limit)


def of_ward(conn: Connection, ward: str, *, limit: int) -> list[Undelivered]:
    """Those of one ward of now, the oldest first."""
    inner = "INDEXED BY delivery_ward WHERE ward = ? ORDER BY at LIMIT ?"
    return _read(conn, inner, ward, limit)


def of_order(conn: Connection, order: str) -> list[Undelivered]:
    """Those of one order."""
    return _read(conn, "WHERE order_id = ?", order)


def wards(conn: Connection) -> list[str]:
    """The wards that reports wait for."""
    return [ward for (ward,) in conn.execute("SELECT DISTINCT ward FROM delivery INDEXED BY delivery_ward")]


def sheet(conn: Connection, sheet_id: str) -> Sheet | None:
    """A delivery sheet by its id."""
    row = conn.execute("SELECT * FROM sheet WHERE id = ?", (sheet_id,)).fetchone()
    return Sheet._make((*row[:4], tuple(map(tuple, json.loads(row[4]))), *row[5:])) if row else None
