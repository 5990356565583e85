"""Critical results that a ward is to be told of, and what came of each."""

import json
from typing import NamedTuple

from labkiosk.board import links
from labkiosk.board.queue import NAME
from labkiosk.facts.call import GOES_ON, READ_BACK_WRONG
from labkiosk.journal.connection import Connection
from labkiosk.rules.needs import LOOK

MOST = 500
"""Open calls that are read at once: with more, nobody rings any more."""


class Try(NamedTuple):
    """Nobody was told, or it went on to the next. ``at`` is ms UTC, ``actor`` who rang, ``how`` and ``note`` words."""

    at: int
    actor: str
    how: str
    phone: str
    note: str

    @property
    def unanswered(self) -> bool:
        """Whether a number was rung and nobody was reached."""
        return self.how != READ_BACK_WRONG and not self.how.startswith(GOES_ON)


class Call(NamedTuple):
    """One value to be told: ``state`` is open, taken, not_needed or replaced. Times are ms UTC.

    ``n`` counts the calls about that test of the sample from 1. ``at`` is since when it is to be told. ``why`` is
    empty for a critical value, ``corrected`` or ``withdrawn`` where ``before`` had been told. ``actor`` gave the
    value. ``said`` is what ``taken_by`` read back; ``reason`` why it was not needed, or what replaced it.
    ``patient`` is as whom they are known now, ``ward`` and ``bed`` are those of now. ``held`` says why somebody must
    look at the value since it is to be told, a sentence each.
    """

    sample: str
    test: str
    n: int
    order: str
    name: str
    value: str
    unit: str
    flag: str
    at: int
    why: str
    before: str
    state: str
    sealed: bool
    actor: str
    tries: tuple[Try, ...]
    escalated_at: int | None
    ended_at: int | None
    ended_by: str
    taken_by: str
    role: str
    phone: str
    said: str
    reason: str
    number: str
    patient: str
    patient_name: str
    ward: str
    bed: str
    held: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str, int]:
        """What tells it from every other."""
        return self.sample, self.test, self.n


_CALLS = f"""
SELECT c.sample, c.test, c.n, c.order_id, c.name, c.value, c.unit, c.flag, c.at, c.why, c.before, c.state, c.sealed,
  c.actor, c.tries, c.escalated_at, c.ended_at, c.ended_by, c.taken_by, c.role, c.phone, c.said, c.reason,
  s.number, coalesce(p.known, p.id), {NAME}, o.ward, o.bed, coalesce((SELECT r.held FROM result r
    WHERE r.sample = c.sample AND r.test = c.test AND r.needs LIKE '%"{LOOK}"%'), '[]')
FROM (SELECT * FROM call {{inner}}) c
CROSS JOIN sample s ON s.key = c.sample CROSS JOIN patient p ON p.id = c.patient
CROSS JOIN orders o ON o.id = c.order_id
"""


def _read(conn: Connection, inner: str, *values: object) -> list[Call]:
    rows = conn.execute(_CALLS.format(inner=inner), values).fetchall()
    return [
        Call._make(
            (
                *r[:12],
                bool(r[12]),
                r[13],
                tuple(Try(*t) for t in json.loads(r[14])),
                *r[15:-1],
                tuple(json.loads(r[-1])),
            )
        )
        for r in rows
    ]


def open_calls(conn: Connection) -> list[Call]:
    """What is to be told, the longest waiting first."""
    inner = "INDEXED BY call_open WHERE state = 'open' ORDER BY at, sample, test LIMIT ?"
    return _read(conn, inner, MOST)


def of_sample(conn: Connection, sample: str) -> list[Call]:
    """Every call about a sample, test by test in the order they were opened."""
    return _read(conn, "WHERE sample = ? ORDER BY test, n", sample)


def tests_to_tell(conn: Connection, sample: str) -> frozenset[str]:
    """The tests of a sample about which a call is open."""
    sql = "SELECT test FROM call WHERE sample = ? AND state = 'open'"
    return frozenset(test for (test,) in conn.execute(sql, (sample,)))


def of_test(conn: Connection, sample: str, test: str) -> list[Call]:
    """Every call about one test of a sample, in the order they were opened."""
    return _read(conn, "WHERE sample = ? AND test = ? ORDER BY n", sample, test)


def between(conn: Connection, since: int, until: int) -> list[Call]:
    """Every call that was opened from one time until before another (ms UTC), the first at the head."""
    inner = "INDEXED BY call_at WHERE at >= ? AND at < ? ORDER BY at, sample, test"
    return _read(conn, inner, since, until)


def not_ended_before(conn: Connection, since: int, until: int) -> list[Call]:
    """Every call that was opened before ``until`` and was still open at ``since`` (ms UTC), the first at the head."""
    inner = (
        "INDEXED BY call_at WHERE at < ? AND (ended_at IS NULL OR ended_at >= ?) ORDER BY at, sample, test"
    )
    return _read(conn, inner, until, since)


def any_open(conn: Connection) -> bool:
    """Whether anything is to be told: asked at every look at the clock."""
    sql = "SELECT 1 FROM call INDEXED BY call_open WHERE state = 'open' LIMIT 1"
    return conn.execute(sql).fetchone() is not None


def last_taken(conn: Connection, patient: str, test: str, since: int, sample: str) -> Call | None:
    """The latest call about a patient's test that somebody took after a time (ms UTC), of another sample.

    Whoever is linked to the patient is the same person.
    """
    inner = (
        "INDEXED BY call_taken WHERE state = 'taken' AND patient = ? AND test = ? AND ended_at >= ? AND sample <> ?"
        " ORDER BY ended_at DESC LIMIT 1"
    )
    ours = links.members(conn, links.root(conn, patient))
    found = [call for one in ours for call in _read(conn, inner, one, test, since, sample)]
    return max(found, key=lambda call: call.ended_at or 0, default=None)
