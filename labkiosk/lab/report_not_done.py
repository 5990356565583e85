"""What of an order will have no result, and why: rejected with its tube, or cancelled by somebody."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from labkiosk.board import people, samples
from labkiosk.board.samples import AskedTest, Sample
from labkiosk.facts.order import TestsCancelled
from labkiosk.journal.read import told
from labkiosk.lab.lab import Lab
from labkiosk.lab.scan import CLOSED
from labkiosk.rules.number import last_four


class NotDone(NamedTuple):
    """A test of a tube, and whether the report shows a value of it."""

    sample: Sample
    test: AskedTest
    done: bool


def not_done(
    lab: Lab, order: str, asked: Iterable[NotDone], names: Callable[[list[AskedTest]], list[str]]
) -> tuple[str, ...]:
    """What was rejected or cancelled, and why, and who cancelled it, unless a later tube gave the result."""
    said: dict[str, tuple[AskedTest, str]] = {}
    by = _cancelled_by(lab, order)
    for sample, test, done in asked:
        if done:
            said.pop(test.code, None)
        elif test.state in CLOSED:
            said[test.code] = (test, _why(lab, sample, test, by.get((sample.id, test.code), "")))
    alike: dict[str, list[AskedTest]] = {}
    for test, why in said.values():
        alike.setdefault(why, []).append(test)
    return tuple(f"{name}: {why}" for why, tests in alike.items() for name in names(tests))


def _why(lab: Lab, sample: Sample, test: AskedTest, by: str) -> str:
    if test.state == "cancelled":
        return f"{test.reason}{f'; cancelled by {by}' if by else ''}"
    new = samples.sample(lab.conn, sample.replaced_by or "")
    return f"{test.reason}; new sample {last_four(new.number)} asked for" if new else test.reason


def _cancelled_by(lab: Lab, order: str) -> dict[tuple[str, str], str]:
    """Who cancelled a test of a tube last, by both."""
    found: dict[tuple[str, str], str] = {}
    for each in told(lab.conn, order, frozenset({TestsCancelled.kind})):
        assert isinstance(each.fact, TestsCancelled)
        who = people.actor_name(lab.conn, each.actor, each.at)
        found |= {(part.sample, code): who for part in each.fact.samples for code in part.tests}
    return found
