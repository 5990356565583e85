"""What was found of a patient before."""

from typing import NamedTuple

from labkiosk.board import links
from labkiosk.journal.connection import Connection

SHOWN = 3
"""How many earlier values stand beside a new one where there is room."""


class Previous(NamedTuple):
    """An earlier released value of the same patient and test; ``at`` is ms UTC."""

    value: str
    unit: str
    flag: str
    at: int


def before(
    conn: Connection, patient: str, test: str, not_on: str, until: int | None = None, *, limit: int = SHOWN
) -> list[Previous]:
    """The patient's latest released values of a test on other samples, the newest first; found before that time
    (ms UTC), where one is given.

    Whoever is linked to the patient is the same person.
    """
    sql = (
        "SELECT value, unit, flag, at FROM result WHERE patient = ?1 AND test = ?2 AND sample <> ?3"
        " AND version IS NOT NULL AND (?4 IS NULL OR at < ?4) ORDER BY at DESC LIMIT ?5"
    )
    ours = links.members(conn, links.root(conn, patient))
    found = [Previous(*row) for one in ours for row in conn.execute(sql, (one, test, not_on, until, limit))]
    return sorted(found, key=lambda one: one.at, reverse=True)[:limit]
