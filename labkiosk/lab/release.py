"""Release: a second person lets results leave the laboratory."""

from typing import NamedTuple

from labkiosk.board import earlier, samples
from labkiosk.facts.errors import Refused
from labkiosk.facts.results import ResultsReleased
from labkiosk.journal.connection import Connection
from labkiosk.journal.write import Act
from labkiosk.lab.issue import Way, issue
from labkiosk.lab.lab import Lab
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
        by_order = samples_by_order(act.conn, numbers)
        chosen = {o: _choose(lab, act, found, provisional) for o, found in by_order.items()}
        done = []
        for order, (leaving, left) in chosen.items():
            fact = issue(lab, act, order, leaving, Way(provisional, why), report=report)
            done.append(released_of(fact, leaving, tuple(left)))
        return done


def samples_by_order(conn: Connection, numbers: list[str]) -> dict[str, list[samples.Sample]]:
    """The samples of these numbers by their order, each once, however many numbers it is found by. Raises Refused."""
    by_order: dict[str, list[samples.Sample]] = {}
    for number in dict.fromkeys(numbers):
        sample = sample_of(conn, number)
        of_order = by_order.setdefault(sample.order, [])
        if sample not in of_order:
            of_order.append(sample)
    return by_order


def released_of(
    fact: ResultsReleased, leaving: dict[samples.Sample, list[samples.Result]], left: tuple[str, ...] = ()
) -> Released:
    """What a release did, by the numbers on the tubes."""
    tests = {sample.number: tuple(r.test for r in results) for sample, results in leaving.items()}
    return Released(fact.order, fact.version, tests, left)


def _choose(
    lab: Lab, act: Act, found: list[samples.Sample], provisional: bool
) -> tuple[dict[samples.Sample, list[samples.Result]], list[str]]:
    """The results to release of each sample, as far as the rules agree, and a sentence for each other one."""
    leaving: dict[samples.Sample, list[samples.Result]] = {}
    left: list[str] = []
    for sample in found:
        results = samples.results(act.conn, sample.id)
        rest = _sort_out(lab, act, sample, results, provisional)
        leaving[sample] = [results[item.test] for item in rest.leaving]
        left += rest.left
    return leaving, left


def _sort_out(
    lab: Lab, act: Act, sample: samples.Sample, results: dict[str, samples.Result], provisional: bool
) -> Sorted:
    wanted = ("recorded", "held") if provisional else ("recorded", "held", "provisional")
    tests = [t for t in samples.tests(act.conn, sample.id) if t.state in wanted]
    if not tests:
        raise Refused(f"Sample {last_four(sample.number)} has nothing to release.")
    items = [item_of(lab, act.conn, sample, t.state, results[t.code]) for t in tests]
    return sort_out(items, lab.actor, provisional)


def item_of(
    lab: Lab, conn: Connection, sample: samples.Sample, state: str, result: samples.Result
) -> ReleaseItem:
    """A result as the rules of release see it. Two people are asked for where a technician validates first, and where
    it corrects what a pathologist released."""
    was_out = result.amends and any(
        e.test == result.test and e.version == result.amends and not e.provisional
        for e in earlier.earlier(conn, sample.id)
    )
    return ReleaseItem(
        sample=sample.number,
        test=result.test,
        recorded_by=result.actor,
        needs=result.needs,
        state=state,
        awaits=_awaits(lab, sample, result),
        unvalidated=result.awaits_validation,
        two=result.steps > 1 or bool(was_out),
    )


def _awaits(lab: Lab, sample: samples.Sample, result: samples.Result) -> str:
    test = lab.catalogue.tests.get(result.test)
    priority = lab.catalogue.priorities[sample.priority]
    return awaits_pathologist(
        sensitive=result.sealed,
        provisional=test is not None and test.provisional,
        priority=priority.name.lower(),
        urgent=priority.provisional,
    )
