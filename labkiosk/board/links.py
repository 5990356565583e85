"""Patients who are one person: linked, not melted, and each still found by their own names and numbers."""

import json
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from labkiosk.facts.patient import Identity
from labkiosk.journal.connection import Connection


def path(conn: Connection, patient_id: str) -> list[str]:
    """A patient, then as whom they are known, and so on to the one that stands for all.

    Two homes that linked a pair both ways, each unknown to the other, made a ring: its first id stands then.
    """
    found = [patient_id]
    while row := conn.execute("SELECT known FROM patient WHERE id = ?", (found[-1],)).fetchone():
        if row[0] is None:
            break
        if row[0] in found:
            first = min(found[found.index(row[0]) :])
            return found[: found.index(first) + 1]
        found.append(row[0])
    return found


def root(conn: Connection, patient_id: str) -> str:
    """The patient as whom this one is known; the same one where there is no link."""
    return path(conn, patient_id)[-1]


def members(conn: Connection, patient_id: str) -> list[str]:
    """A patient, and everyone who is known as this one."""
    found = [patient_id]
    for each in found:
        row = conn.execute("SELECT also FROM patient WHERE id = ?", (each,)).fetchone()
        for other in json.loads(row[0]) if row else ():
            if other not in found and path(conn, other)[1:2] == [each]:
                found.append(other)
    return found


def persons(conn: Connection, patients: Iterable[str]) -> dict[str, list[str]]:
    """For each of these patients the one who stands for all, and everyone who is known as that one."""
    found = {patient: [patient] for patient in patients}
    sql = (
        "SELECT p.id FROM json_each(?) e CROSS JOIN patient p ON p.id = e.value"
        " WHERE p.known IS NOT NULL OR p.also <> '[]'"
    )
    for (linked,) in conn.execute(sql, (json.dumps([*found]),)).fetchall():
        found[linked] = members(conn, root(conn, linked))
    return found


class Link(NamedTuple):
    """A proposal that ``patient`` is ``known``, or of this ``identity``; with ``undo``, that they are not.

    ``state`` is proposed, agreed or refused. Times are ms UTC.
    """

    id: str
    known: str
    patient: str
    identity: Identity | None
    undo: bool
    reason: str
    at: int
    actor: str
    state: str
    ended_at: int | None
    ended_by: str


def _link(row: tuple) -> Link:  # type: ignore[type-arg]
    identity = msgspec.json.decode(row[3], type=Identity) if row[3] else None
    return Link._make((*row[:3], identity, bool(row[4]), *row[5:]))


def link(conn: Connection, link_id: str) -> Link | None:
    """One proposal by its id."""
    row = conn.execute("SELECT * FROM link WHERE id = ?", (link_id,)).fetchone()
    return _link(row) if row else None


def waiting(conn: Connection, *, limit: int = 50) -> list[Link]:
    """What waits for a second person, the oldest first."""
    sql = "SELECT * FROM link INDEXED BY link_waiting WHERE state = 'proposed' ORDER BY id LIMIT ?"
    return [_link(row) for row in conn.execute(sql, (limit,))]


def recent(conn: Connection, *, limit: int = 50) -> list[Link]:
    """The latest proposals, whatever came of them, the newest first."""
    return [_link(row) for row in conn.execute("SELECT * FROM link ORDER BY id DESC LIMIT ?", (limit,))]
