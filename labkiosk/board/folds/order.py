"""What was ordered, for whom, and how far its report is."""

from typing import cast

from labkiosk.board.folds import way_out
from labkiosk.board.folds.holders import Holders
from labkiosk.board.folds.rows import Rows, as_json
from labkiosk.facts.addon import TestsAdded
from labkiosk.facts.aliquot import AliquotMade
from labkiosk.facts.amend import HolderTold
from labkiosk.facts.order import OrderPlaced
from labkiosk.facts.pregnancy import PregnancyStated
from labkiosk.facts.priority import PriorityRaised
from labkiosk.facts.results import ResultsReleased
from labkiosk.facts.sample import SampleRejected
from labkiosk.facts.transfer import PatientMoved
from labkiosk.journal.read import Told

_KINDS = (
    OrderPlaced,
    SampleRejected,
    AliquotMade,
    TestsAdded,
    PatientMoved,
    PriorityRaised,
    HolderTold,
    PregnancyStated,
    *way_out.KINDS,
)
READS = frozenset(f.kind for f in _KINDS)
TABLES = {
    "orders": "id = ?1",
    "delivery": "order_id = ?1",
    "holder": "order_id = ?1",
    "pregnancy": "order_id = ?1",
}


def fold(subject: str, facts: list[Told]) -> Rows:
    """One row: the request, its ward of now, its samples with what came of them, the latest release; one for each
    of its reports that is not delivered, and one for each who had what was amended since. Whether the patient is pregnant
    has its row where somebody said so."""
    placed: Told | None = None
    priority = ward = bed = ""
    version, released_at = 0, None
    samples: list[str] = []
    reports = way_out.WayOut(subject)
    holders = Holders(subject)
    for told in facts:
        reports.take(told)
        holders.take(told)
        match told.fact:
            case OrderPlaced() as of:
                placed, priority, ward, bed = told, of.priority, of.ward, of.bed
                samples += [s.sample for s in of.samples]
            case SampleRejected(replacement=replacement):
                samples.append(replacement.sample)
            case AliquotMade(child=child):
                samples.append(child.sample)
            case TestsAdded(new=new):
                samples += [s.sample for s in new]
            case PatientMoved() as moved:
                ward, bed = moved.ward, moved.bed
            case PriorityRaised() as raised:
                priority = raised.priority
            case ResultsReleased() as released:
                version, released_at = max(version, released.version), told.at
            case _:
                pass
    if placed is None:
        return {"orders": []}
    of = cast(OrderPlaced, placed.fact)
    row = (
        subject, of.patient, priority, ward, bed, of.clinician, of.note, of.collected_at, of.collected_by,
        placed.at, placed.actor, version, released_at, as_json(samples),
    )  # fmt: skip
    return {
        "orders": [row],
        "delivery": list(reports.rows(priority, ward)),
        "holder": list(holders.rows()),
        "pregnancy": _pregnancy(subject, facts),
    }


def _pregnancy(subject: str, facts: list[Told]) -> list[tuple[object, ...]]:
    """What was said of it last, where that is not that nobody knows."""
    said = [told.fact.pregnant for told in facts if isinstance(told.fact, PregnancyStated)]
    return [(subject, said[-1])] if said and said[-1] else []
