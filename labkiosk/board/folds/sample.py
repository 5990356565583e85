"""How far each tube is: where it came from, what is to be done on it, what was found."""

from labkiosk.board.folds import benchwork, calls, culture, findings, later, tube_rows
from labkiosk.board.folds.passages import Passages
from labkiosk.board.folds.rows import Rows, conflict, day_of
from labkiosk.board.folds.tube import Tube
from labkiosk.board.folds.value import Value
from labkiosk.facts.addon import TestsAdded
from labkiosk.facts.alias import AliasBound
from labkiosk.facts.aliquot import AliquotMade
from labkiosk.facts.collection import Collected
from labkiosk.facts.irreplaceable import SampleKept
from labkiosk.facts.order import OrderPlaced, SampleTests, TestsCancelled
from labkiosk.facts.results import (
    ResultsConfirmed,
    ResultsDrafted,
    ResultsHeld,
    ResultsReassessed,
    ResultsRecorded,
    ResultsReleased,
    ResultsValidated,
)
from labkiosk.facts.sample import SampleReceived, SampleRejected, SampleRelabelled
from labkiosk.facts.transfer import PatientMoved
from labkiosk.journal.read import Told

_KINDS = (
    OrderPlaced, TestsCancelled, SampleReceived, SampleRejected, SampleRelabelled, AliasBound, SampleKept,
    PatientMoved, Collected, ResultsRecorded, ResultsConfirmed, ResultsReassessed, ResultsDrafted, ResultsHeld,
    ResultsValidated, ResultsReleased, *later.KINDS, *benchwork.KINDS, *calls.KINDS,
    *culture.KINDS,
)  # fmt: skip
READS = frozenset(f.kind for f in _KINDS)
TABLES = {
    "sample": "key = ?1", "relabel": "sample = ?1", "alias": "sample = ?1", "work": "sample = ?1",
    "result": "sample = ?1", "earlier": "sample = ?1", "draft": "sample = ?1", "conflict": "subject = ?1",
    "stored": "sample = ?1", "sent": "sample = ?1", "batch_tube": "sample = ?1",
    "call": "sample = ?1", "passage": "sample = ?1",
    **culture.TABLES,
}  # fmt: skip


def fold(subject: str, facts: list[Told]) -> Rows:
    """Every row about one tube."""
    tube, passages, conflicts = _tube(subject, facts)
    rows = tube_rows.rows(tube) if tube else {}
    return rows | {"conflict": sorted(set(conflicts)), "passage": list(passages.rows()) if passages else []}


def tube_of(subject: str, facts: list[Told]) -> Tube | None:
    """The tube as these facts leave it; None where they do not tell of its making."""
    return _tube(subject, facts)[0]


def _tube(subject: str, facts: list[Told]) -> tuple[Tube | None, Passages | None, list[tuple[object, ...]]]:
    tube: Tube | None = None
    passages: Passages | None = None
    conflicts: list[tuple[object, ...]] = []
    for told in facts:
        if tube is None:
            tube = _born(subject, told)
            if tube is None:
                conflicts.append(conflict(subject, told, "the sample is not known yet"))
            continue
        conflicts += [conflict(subject, told, said) for said in _apply(tube, told)]
        tube.calls.follow(tube.values, told)
        passages = passages or Passages(tube)
        passages.note(told)
    return tube, passages, conflicts


def _born(subject: str, told: Told) -> Tube | None:
    day = day_of(told)
    match told.fact:
        case (OrderPlaced(samples=plans) | TestsAdded(new=plans)) as of:
            plan = next((s for s in plans if s.sample == subject), None)
            if plan is None:
                return None
            tube = Tube(plan, of.order, of.patient, of.priority, of.head_start_min, told.at, day)
            if isinstance(of, OrderPlaced):
                tube.order_collected_at = of.collected_at
        case SampleRejected(replacement=plan) as of if plan.sample == subject:
            tube = Tube(plan, of.order, of.patient, of.priority, of.head_start_min, told.at, day)
            tube.replaces = of.sample
        case AliquotMade(child=plan) as of if plan.sample == subject:
            tube = Tube(plan, of.order, of.patient, of.priority, of.head_start_min, told.at, day)
            tube.aliquot_of, tube.received_at, tube.conditions = of.parent, of.received_at, of.conditions
            tube.added = {late.test: (late.note, late.at) for late in of.late}
        case _:
            return None
    tube.ward = of.ward
    return tube


def _apply(tube: Tube, told: Told) -> list[str]:
    """Bring the tube one fact further; what does not fit is said in words."""
    said: list[str] = []
    match told.fact:
        case SampleReceived(conditions=conditions):
            said = tube.receive(told.at, conditions)
        case SampleRejected() as rejected:
            said = tube.reject(rejected)
        case SampleRelabelled(number=number):
            tube.relabel(number)
        case Collected(at=at, by=by):
            tube.collected = (at, by)
        case AliasBound(code=code):
            tube.aliases[code] = told.at
        case SampleKept() as kept:
            said = tube.keep(kept)
        case PatientMoved(ward=ward):
            tube.ward = ward
        case TestsCancelled(samples=samples, reason=reason):
            said = tube.close(_codes(tube, samples), "cancelled", reason)
        case _:
            said = _apply_results(tube, told)
    return said


def _apply_results(tube: Tube, told: Told) -> list[str]:
    """The same for what was found in the tube."""
    said: list[str] = []
    match told.fact:
        case ResultsRecorded(entries=entries):
            said = [s for e in entries for s in findings.record(tube, Value(e, told.at, told.actor))]
        case ResultsConfirmed(confirmations=confirmations):
            said = [s for c in confirmations for s in findings.confirm(tube, c)]
        case ResultsHeld(tests=tests, said=why):
            said = findings.hold(tube, tests, why)
        case ResultsReassessed(values=judged):
            said = [s for one in judged for s in findings.reassess(tube, one)]
        case ResultsDrafted(values=values):
            findings.draft(tube, values)
        case ResultsValidated(tests=tests):
            said = findings.validate(tube, tests, told.at, told.actor)
        case ResultsReleased(samples=samples) as released:
            interim = _codes(tube, released.interim)
            said = findings.release(tube, _codes(tube, samples), released, told.at, told.actor, interim)
            said += findings.withdraw(
                tube, _codes(tube, released.withdrawn), released.reason, told.at, told.actor
            )
        case _:
            said = [*later.apply(tube, told), *benchwork.apply(tube, told)]
            said += [*tube.calls.apply(told), *tube.cultures.apply(told)]
    return said


def _codes(tube: Tube, samples: tuple[SampleTests, ...]) -> list[str]:
    return [code for s in samples if s.sample == tube.id for code in s.tests]
