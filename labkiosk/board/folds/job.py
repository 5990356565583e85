"""How far each paper is."""

from labkiosk.board.folds.rows import Rows, day_of, number
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
TABLES = {"job": "key = replace(substr(?1, 2), '-', '')", "printed": "job = ?1"}
_REPORTS = ("report", "sealed")


def fold(subject: str, facts: list[Told]) -> Rows:
    """One row a job: queued, sending, confirmed, uncertain or refused, and what was said of it; and one for a
    report's first copy that is out, on the day on which it came."""
    head: tuple[object, ...] | None = None
    asked_at, asked_by = 0, ""
    state, printer, digest, said = "queued", "", "", ""
    printed: Rows = {}
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
                if head and head[1] in _REPORTS and not head[4]:
                    printed = {"printed": [(subject, day_of(told), head[2], asked_at, told.at)]}
            case PaperUncertain(reason=reason):
                state, said = "uncertain", reason
            case PaperRefused(reason=reason):
                state, said = "refused", reason
            case _:
                pass
    if head is None:
        return {"job": []}
    return printed | {"job": [(*head, state, asked_at, asked_by, printer, digest, said, number(subject))]}
