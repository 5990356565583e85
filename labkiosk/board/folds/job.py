"""How far each paper is."""

from labkiosk.board.folds.rows import Rows, number
from labkiosk.facts.paper import (
    PaperAsked,
    PaperConfirmed,
    PaperRefused,
    PaperSending,
    PaperUncertain,
    PaperUnsent,
)
from labkiosk.journal.read import Told

READS = frozenset(
    f.kind for f in (PaperAsked, PaperSending, PaperUnsent, PaperConfirmed, PaperUncertain, PaperRefused)
)
TABLES = {"job": "key = replace(substr(?1, 2), '-', '')"}


def fold(subject: str, facts: list[Told]) -> Rows:
    """One row a job: queued, sending, confirmed, uncertain or refused, and what was said of it."""
    head: tuple[object, ...] | None = None
    asked_at, asked_by = 0, ""
    state, printer, digest, said = "queued", "", "", ""
    for told in facts:
        match told.fact:
            case PaperAsked(jobs=jobs):
                job = next(j for j in jobs if j.job == subject)
                head = (subject, job.form, job.subject, job.version, job.copy, int(job.doubtful), job.reason)
                asked_at, asked_by = told.at, told.actor
            case PaperSending() as sending:
                state, printer, digest = "sending", sending.printer, sending.digest
            case PaperUnsent(reason=reason):
                state, said = "queued", reason
            case PaperConfirmed(how=how):
                state, said = "confirmed", how
            case PaperUncertain(reason=reason):
                state, said = "uncertain", reason
            case PaperRefused(reason=reason):
                state, said = "refused", reason
            case _:
                pass
    return {
        "job": [(*head, state, asked_at, asked_by, printer, digest, said, number(subject))] if head else []
    }
