"""What was ordered, for whom, and how far its report is."""

from typing import cast

from labkiosk.board.folds.rows import Rows, as_json
from labkiosk.facts.order import OrderPlaced
from labkiosk.facts.results import ResultsReleased
from labkiosk.facts.sample import SampleRejected
from labkiosk.facts.transfer import PatientMoved
from labkiosk.journal.read import Told

READS = frozenset({OrderPlaced.kind, SampleRejected.kind, ResultsReleased.kind, PatientMoved.kind})
TABLES = {"orders": "id = ?1"}


def fold(subject: str, facts: list[Told]) -> Rows:
    """One row: the request, its ward of now, its samples with their replacements, the latest release."""
    placed: Told | None = None
    ward = bed = ""
    version, released_at = 0, None
    samples: list[str] = []
    for told in facts:
        match told.fact:
            case OrderPlaced() as of:
                placed, ward, bed = told, of.ward, of.bed
                samples += [s.sample for s in of.samples]
            case SampleRejected(replacement=replacement):
                samples.append(replacement.sample)
            case PatientMoved() as moved:
                ward, bed = moved.ward, moved.bed
            case ResultsReleased() as released:
                version, released_at = max(version, released.version), told.at
            case _:
                pass
    if placed is None:
        return {"orders": []}
    of = cast(OrderPlaced, placed.fact)
    row = (
        subject, of.patient, of.priority, ward, bed, of.clinician, of.note, of.collected_at, of.collected_by,
        placed.at, placed.actor, version, released_at, as_json(samples),
    )  # fmt: skip
    return {"orders": [row]}
