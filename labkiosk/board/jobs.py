"""Papers and how far they are."""

import json
from typing import NamedTuple

from labkiosk.board.printers import Printer, printers
from labkiosk.facts.paper import PaperAsked
from labkiosk.journal.connection import Connection
from labkiosk.journal.read import told


class Paper(NamedTuple):
    """One print job: queued, sending, confirmed, uncertain or refused."""

    id: str
    form: str
    subject: str
    version: int
    copy: int
    doubtful: bool
    reason: str
    state: str
    at: int
    actor: str
    printer: str
    digest: str
    said: str


def _paper(row: tuple) -> Paper:  # type: ignore[type-arg]
    return Paper._make((*row[:5], bool(row[5]), *row[6:13]))


def job(conn: Connection, job_id: str) -> Paper | None:
    """One job by its id."""
    row = conn.execute("SELECT * FROM job WHERE key = replace(substr(?, 2), '-', '')", (job_id,)).fetchone()
    return _paper(row) if row else None


def unfinished(conn: Connection, state: str, *, limit: int = 50) -> list[Paper]:
    """Jobs in one of the states that are not ``confirmed``, in the order they were asked for."""
    sql = (
        "SELECT * FROM job INDEXED BY job_open"
        " WHERE state IN ('queued', 'sending', 'uncertain', 'refused') AND state = ? ORDER BY key LIMIT ?"
    )
    return [_paper(row) for row in conn.execute(sql, (state, limit))]


def how_many(conn: Connection, state: str) -> int:
    """How many jobs ``unfinished`` would list without a limit."""
    sql = (
        "SELECT count(*) FROM job INDEXED BY job_open"
        " WHERE state IN ('queued', 'sending', 'uncertain', 'refused') AND state = ?"
    )
    return int(conn.execute(sql, (state,)).fetchone()[0])


# A worksheet or a long report must not hold up what somebody stands there and waits for.
_AT_THE_WINDOW = "('label', 'slip', 'testpage')"


def to_print(conn: Connection, printer: Printer | None = None, *, limit: int = 20) -> list[Paper]:
    """The papers that a printer prints next; without one, those that no printer is set up for.

    Runners' slips come first and labels of STAT tubes, then labels, slips and test pages, then the rest, each in the order they were asked for.
    """
    if printer is not None:
        forms, own, mine = printer.forms, [printer.id], ""
    else:
        known = printers(conn)
        forms, own, mine = tuple(f for p in known for f in p.forms), [p.id for p in known], "NOT"
    sql = (
        "SELECT j.* FROM job j INDEXED BY job_open LEFT JOIN sample s ON s.key = j.subject"
        " WHERE j.state IN ('queued', 'sending', 'uncertain', 'refused') AND j.state = 'queued'"
        f" AND {mine} (j.form IN (SELECT value FROM json_each(?))"
        "  OR j.form = 'testpage' AND j.subject IN (SELECT value FROM json_each(?)))"
        " ORDER BY j.form = 'runner' OR j.form = 'label' AND s.priority IS 'stat' DESC,"
        f" j.form IN {_AT_THE_WINDOW} DESC, j.key LIMIT ?"
    )
    return [_paper(row) for row in conn.execute(sql, (json.dumps(forms), json.dumps(own), limit))]


def uncertain_at(conn: Connection, printer: str) -> list[Paper]:
    """The papers of which a person must say whether they came out of this printer, the last one first."""
    return [paper for paper in unfinished(conn, "uncertain", limit=500) if paper.printer == printer][::-1]


def of_subject(conn: Connection, subject: str, form: str | None = None) -> list[Paper]:
    """The papers about a sample or an order, the first asked for first."""
    asked = told(conn, subject, frozenset({PaperAsked.kind}))
    ids = [
        j.job for t in asked if isinstance(t.fact, PaperAsked) for j in t.fact.jobs if j.subject == subject
    ]
    found = [paper for paper in (job(conn, i) for i in ids) if paper is not None]
    return [paper for paper in found if form in (None, paper.form)]
