"""Release: a second person lets results leave the laboratory."""

from typing import NamedTuple

from labkiosk.board import orders, samples
from labkiosk.facts.errors import Refused
from labkiosk.facts.order import SampleTests
from labkiosk.facts.paper import PaperAsked
from labkiosk.facts.results import ResultsReleased
from labkiosk.journal.write import Act
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import report_job
from labkiosk.lab.scan import sample_of
from labkiosk.rules.number import last_four
from labkiosk.rules.release import ReleaseItem, check_release
from labkiosk.rules.text import clean


class Released(NamedTuple):
    """What left for one order: the report's version, and the tests of each sample by its number."""

    order: str
    version: int
    tests: dict[str, tuple[str, ...]]


def release(
    lab: Lab, numbers: list[str], *, provisional: bool = False, reason: str = "", report: bool = False
) -> list[Released]:
    """Release every recorded result of the samples, all or none; ``report`` asks for the reports too.

    Provisional release needs a reason, and stays on the list of what is to be released. Raises Refused.
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


def _choose(
    lab: Lab, act: Act, found: list[samples.Sample], provisional: bool
) -> dict[samples.Sample, tuple[str, ...]]:
    """The results to release of each sample, once the rules have agreed to all of them."""
    wanted = ("recorded", "held") if provisional else ("recorded", "held", "provisional")
    chosen: dict[samples.Sample, tuple[str, ...]] = {}
    for sample in found:
        results = samples.results(act.conn, sample.id)
        tests = [t for t in samples.tests(act.conn, sample.id) if t.state in wanted]
        if not tests:
            raise Refused(f"Sample {last_four(sample.number)} has nothing to release.")
        items = [
            ReleaseItem(
                sample=sample.number,
                test=t.code,
                recorded_by=results[t.code].actor,
                needs=results[t.code].needs,
                state="recorded" if t.state == "held" else t.state,
            )
            for t in tests
        ]
        check_release(items, lab.actor, provisional)
        chosen[sample] = tuple(t.code for t in tests)
    return chosen


def _release_order(
    act: Act,
    order_id: str,
    chosen: dict[samples.Sample, tuple[str, ...]],
    provisional: bool,
    why: str,
    report: bool,
) -> Released:
    order = orders.order(act.conn, order_id)
    assert order is not None
    fact = ResultsReleased(
        order=order_id,
        version=order.version + 1,
        samples=tuple(SampleTests(sample=s.id, tests=codes) for s, codes in chosen.items()),
        provisional=provisional,
        reason=why,
    )
    act.append(fact)
    if report:
        act.append(PaperAsked(jobs=(report_job(act, order_id),)))
    return Released(order_id, fact.version, {s.number: codes for s, codes in chosen.items()})
