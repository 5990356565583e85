"""What was ordered, for whom, and how far its report is."""

from labkiosk.board.folds.rows import Rows
from labkiosk.facts.order import OrderPlaced
from labkiosk.facts.results import ResultsReleased
from labkiosk.journal.read import Told

READS = frozenset({OrderPlaced.kind, ResultsReleased.kind})
TABLES = {"orders": "id"}


def fold(subject: str, facts: list[Told]) -> Rows:
    """One row: the request, and the version and time of the latest release."""
    head: tuple[object, ...] | None = None
    version, released_at = 0, None
    for told in facts:
        match told.fact:
            case OrderPlaced() as placed:
                head = (
                    subject, placed.patient, placed.priority, placed.ward, placed.bed, placed.clinician,
                    placed.note, placed.collected_at, placed.collected_by, told.at, told.actor,
                )  # fmt: skip
            case ResultsReleased() as released:
                version, released_at = max(version, released.version), told.at
            case _:
                pass
    return {"orders": [(*head, version, released_at)] if head else []}
