"""Proof that no fact was changed, lost or slipped in."""

import json
from collections.abc import Iterator

from labkiosk.facts.base import decode
from labkiosk.journal.chain import GENESIS, Row, body_hash, row_hash
from labkiosk.journal.connection import Connection, DatabaseError
from labkiosk.journal.read import kiosks, rows
from labkiosk.journal.schema import of
from labkiosk.journal.write import SAMPLES


def broken_pages(conn: Connection) -> Iterator[str]:
    """Pages whose checksum does not hold, and what SQLite finds wrong with the tables."""
    for check in ("cipher_integrity_check", "integrity_check"):
        try:
            for (line,) in conn.execute(f"PRAGMA {check}"):
                if line != "ok":
                    yield f"database: {line}"
        except DatabaseError as error:
            yield f"database: {check} could not go on ({error})"


def broken_chain(conn: Connection) -> Iterator[str]:
    """Where the chain of each home breaks: home, number of the fact, and what is wrong with it."""
    latest = 0
    for kiosk in kiosks(conn):
        previous, expected = GENESIS, 1
        for row in rows(conn, kiosk):
            yield from _broken_row(previous, expected, row)
            previous, expected, latest = row.hash, row.seq + 1, max(latest, row.clock)
    told = conn.execute("SELECT value FROM state WHERE name = 'clock'").fetchone()
    counted = int(told[0]) if told else 0
    if latest < counted:
        yield f"journal: {counted - latest} facts at its end are missing"
    elif latest > counted:
        yield f"journal: {latest - counted} facts at its end were not written by this home"


def _broken_row(previous: bytes, expected: int, row: Row) -> Iterator[str]:
    if row.seq != expected:
        yield f"journal: home {row.kiosk:02} fact {expected} is missing"
    if row_hash(previous, row) != row.hash:
        yield f"{_where(row)} does not follow from the one before it"
    # A body taken out by law takes its salt along, and leaves the chain whole.
    if (row.salt is None) != (row.body is None):
        yield f"{_where(row)} has lost a part"
    elif row.salt is not None and row.body is not None and body_hash(row.salt, row.body) != row.body_hash:
        yield f"{_where(row)} was changed"


def _where(row: Row) -> str:
    return f"journal: home {row.kiosk:02} fact {row.seq}"


# What each series has given in a home: ids are subjects, tubes too, and a tube's later numbers stand in its facts.
_GIVEN = {
    **dict.fromkeys(
        ("P", "O", "J"),
        "SELECT near FROM touch WHERE subject GLOB printf('%s%02d-*', ?1, ?2) ORDER BY near DESC LIMIT 1",
    ),
    SAMPLES: "SELECT max(near) FROM (SELECT max(CAST(substr(body ->> 'number', 3, 9) AS INTEGER)) AS near FROM journal"
    " WHERE kind = 'sample.relabelled' AND json_valid(body) AND body ->> 'number' GLOB printf('%02d*', ?2) UNION ALL"
    " SELECT * FROM (SELECT near FROM touch WHERE subject GLOB printf('%02d*', ?2) ORDER BY near DESC LIMIT 1))",
}


def broken_counters(conn: Connection) -> Iterator[str]:
    """A home that takes itself for another, and series that would give a number for the second time."""
    state = dict(conn.execute("SELECT name, value FROM state"))
    kiosk = state["kiosk"]
    sql = (
        "SELECT body ->> 'kiosk' FROM journal WHERE kind IN ('home.made', 'home.restored') AND json_valid(body)"
        " ORDER BY clock DESC LIMIT 1"
    )
    told = conn.execute(sql).fetchone()
    if told and told[0] != kiosk:
        yield f"journal: the home goes by number {kiosk:02}, and its facts say {told[0]:02}"
    for series, sql in _GIVEN.items():
        row = conn.execute(sql, (series, kiosk)).fetchone()
        given = (row and row[0]) or 0
        counted = state.get(f"serial {series}", 0)
        if counted < given:
            yield f"journal: {series} numbers up to {given} are given, and {counted} are counted"


_FILED = f"""
SELECT count(*) FROM json_each(?) s CROSS JOIN touch t
WHERE {of("s.value")} AND t.kiosk = ? AND t.seq = ?
"""


def broken_touches(conn: Connection) -> Iterator[str]:
    """Facts that are not filed under exactly the subjects they concern."""
    filed = 0
    for kiosk in kiosks(conn):
        for row in rows(conn, kiosk):
            subjects = _subjects(row.kind, row.body)
            if subjects is None:
                continue
            given = (json.dumps(list(subjects)), row.kiosk, row.seq)
            found = conn.execute(_FILED, given).fetchone()[0]
            if found != len(subjects):
                yield f"journal: home {kiosk:02} fact {row.seq} is filed wrongly"
            filed += found
    if conn.execute("SELECT count(*) FROM touch").fetchone()[0] != filed:
        yield from _misfiled(conn)


def _misfiled(conn: Connection) -> Iterator[str]:
    """Subjects under which a fact stands that does not concern them, or none at all."""
    sql = (
        "SELECT t.subject, t.kiosk, t.seq, CAST(j.kind AS BLOB), CAST(j.body AS BLOB), j.id FROM touch t"
        " LEFT JOIN journal j ON j.id = t.kiosk << 40 | t.seq"
    )
    for subject, kiosk, seq, kind, body, there in conn.execute(sql):
        if there is None:
            yield f"journal: home {kiosk:02} fact {seq} is filed, but not there"
        elif subject not in (_subjects(kind.decode(errors="replace"), body) or (subject,)):
            yield f"journal: home {kiosk:02} fact {seq} is filed under {subject}, which it does not concern"


def _subjects(kind: str, body: str | bytes | None) -> frozenset[str] | None:
    """The subjects a fact concerns; None where its body was taken out, or cannot be read: the chain says so."""
    if body is None:
        return None
    try:
        return frozenset(decode(kind, body).subjects())
    except ValueError:
        return None
