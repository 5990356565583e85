"""A batch of a bench: when it was made, of how many tubes, and whether a person closed it."""

from labkiosk.board.folds.rows import Rows
from labkiosk.facts.batch import BatchClosed, BatchMade
from labkiosk.journal.read import Told

READS = frozenset({BatchMade.kind, BatchClosed.kind})
TABLES = {"batch": "id = ?1"}


def fold(subject: str, facts: list[Told]) -> Rows:
    """One row; which of its tubes are still to be done stands with the tubes."""
    head: tuple[object, ...] | None = None
    closed_at: int | None = None
    reason = ""
    for told in facts:
        match told.fact:
            case BatchMade() as made if head is None:
                head = (subject, made.bench, told.at, told.actor, len(made.samples))
            case BatchClosed() as closed if closed_at is None:
                closed_at, reason = told.at, closed.reason
            case _:
                pass
    return {"batch": [(*head, closed_at, reason)] if head else []}
