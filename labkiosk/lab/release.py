"""Release: a second person lets results leave the laboratory."""

from typing import NamedTuple

from labkiosk.board import orders, samples
from labkiosk.facts.errors import Refused
from labkiosk.facts.order import SampleTests
from labkiosk.facts.paper import PaperAsked
from labkiosk.facts.results import ResultsReleased
from labkiosk.journal.write import Act
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import release_jobs
from labkiosk.lab.scan import sample_of
from labkiosk.rules.number import last_four
from labkiosk.rules.release import ReleaseItem, Sorted, awaits_pathologist, sort_out
from labkiosk.rules.text import clean


class Released(NamedTuple):
    """What left for one order: the report's version, the tests of each sample by its number, and a sentence for
    each result that did not."""

    order: str
    version: int
    tests: dict[str, tuple[str, ...]]
    left: tuple[str, ...] = ()


class _Chosen(NamedTuple):
    tests: dict[samples.Sample, tuple[str, ...]]
    left: tuple[str, ...]
    sealed: frozenset[bool]


def release(
    lab: Lab, numbers: list[str], *, provisional: bool = False, reason: str = "", report: bool = False
) -> list[Released]:
    """Release of each sample what may leave; ``report`` asks for the reports too.

    What is held stays, and the others leave. Provisional release needs a reason, and stays on the list of what
    is to be released. Raises Refused, and releases nothing, where a sample has nothing that may leave.
    """
    lab.require("release_provisional" if provisional else "release")
    why = clean(reason, "Reason", limit=200, required=provisional)
    with lab.act() as act:
        by_order: dict[str, list[samples.Sample]] = {}
        for number in dict.fromkeys(numbers):
            sample = sample_of(act.conn, number)
            of_order = by_order.setdefault(sample.order, [])
            # Found by two numbers, it is still one sample.
            if sample not in of_order:
                of_order.append(sample)
        chosen = {o: _choose(lab, act, found, provisional) for o, found in by_order.items()}
        return [_release_order(act, o, tests, provisional, why, report) for o, tests in chosen.items()]


def _choose(lab: Lab, act: Act, found: list[samples.Sample], provisional: bool) -> _Chosen:
    """The results to release of each sample, as far as the rules agree."""
    chosen: dict[samples.Sample, tuple[str, ...]] = {}
    left: list[str] = []
    sealed: set[bool] = set()
    for sample in found:
        results = samples.results(act.conn, sample.id)
        rest = _sort_out(lab, act, sample, results, provisional)
        chosen[sample] = tuple(item.test for item in rest.leaving)
        left += rest.left
        sealed |= {results[code].sealed for code in chosen[sample]}
    return _Chosen(chosen, tuple(left), frozenset(sealed))


def _sort_out(
    lab: Lab, act: Act, sample: samples.Sample, results: dict[str, samples.Result], provisional: bool
) -> Sorted:
    wanted = ("recorded", "held") if provisional else ("recorded", "held", "provisional")
    tests = [t for t in samples.tests(act.conn, sample.id) if t.state in wanted]
    if not tests:
        raise Refused(f"Sample {last_four(sample.number)} has nothing to release.")
    items = [
        ReleaseItem(
            sample=sample.number,
            test=t.code,
            recorded_by=results[t.code].actor,
            needs=results[t.code].needs,
            state=t.state,
            awaits=_awaits(lab, sample, results[t.code]),
        )
        for t in tests
    ]
    return sort_out(items, lab.actor, provisional)


def _awaits(lab: Lab, sample: samples.Sample, result: samples.Result) -> str:
    test = lab.catalogue.tests.get(result.test)
    priority = lab.catalogue.priorities[sample.priority]
    return awaits_pathologist(
        sensitive=result.sealed,
        provisional=test is not None and test.provisional,
        priority=priority.name.lower(),
        urgent=priority.provisional,
    )


def _release_order(
    act: Act, order_id: str, chosen: _Chosen, provisional: bool, why: str, report: bool
) -> Released:
    order = orders.order(act.conn, order_id)
    assert order is not None
    fact = ResultsReleased(
        order=order_id,
        version=order.version + 1,
        samples=tuple(SampleTests(sample=s.id, tests=codes) for s, codes in chosen.tests.items()),
        provisional=provisional,
        reason=why,
        forms=tuple("sealed" if sealed else "report" for sealed in sorted(chosen.sealed)),
    )
    act.append(fact)
    if report:
        act.append(PaperAsked(jobs=release_jobs(act, fact)))
    tests = {s.number: codes for s, codes in chosen.tests.items()}
    return Released(order_id, fact.version, tests, chosen.left)
