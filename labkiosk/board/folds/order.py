"""What was ordered, for whom, and how far its report is."""

from labkiosk.board.folds.rows import Rows, as_json
from labkiosk.facts.order import OrderPlaced
from labkiosk.facts.results import ResultsReleased
from labkiosk.facts.sample import SampleRejected
from labkiosk.journal.read import Told

READS = frozenset({OrderPlaced.kind, SampleRejected.kind, ResultsReleased.kind})
TABLES = {"orders": "id = ?1"}


def fold(subject: str, facts: list[Told]) -> Rows:
    """One row: the request, its samples with their replacements, and the version and time of the latest release."""
    head: tuple[object, ...] | None = None
    version, released_at = 0, None
    samples: list[str] = []
    for told in facts:
        match told.fact:
            case OrderPlaced() as placed:
                head = (
                    subject, placed.patient, placed.priority, placed.ward, placed.bed, placed.clinician,
                    placed.note, placed.collected_at, placed.collected_by, told.at, told.actor,
                )  # fmt: skip
                samples += [s.sample for s in placed.samples]
            case SampleRejected(replacement=replacement):
                samples.append(replacement.sample)
            case ResultsReleased() as released:
                version, released_at = max(version, released.version), told.at
            case _:
                pass
    return {"orders": [(*head, version, released_at, as_json(samples))] if head else []}
