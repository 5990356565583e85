"""In words: where the tests of a tube were done."""

from collections.abc import Iterator

from labkiosk.facts.batch import BatchClosed, BatchMade, BatchTakenOut
from labkiosk.facts.divert import DivertRecalled, DivertSent
from labkiosk.lab.telling import View, tell


@tell.register
def _(fact: DivertSent, view: View) -> Iterator[str]:
    number = f", number {fact.number} there" if fact.number else ""
    reason = f" ({fact.reason})" if fact.reason else ""
    yield f"Sent {', '.join(fact.tests)} to {fact.to}{number}{reason}."


@tell.register
def _(fact: DivertRecalled, view: View) -> Iterator[str]:
    yield f"Called back {', '.join(fact.tests)}, to be done here: {fact.reason}."


@tell.register
def _(fact: BatchMade, view: View) -> Iterator[str]:
    for at, part in enumerate(fact.samples, start=1):
        if part.sample == view.sample:
            yield f"On worksheet {fact.batch} at position {at}: {', '.join(part.tests)}."


@tell.register
def _(fact: BatchTakenOut, view: View) -> Iterator[str]:
    yield f"Taken out of worksheet {fact.batch}: {fact.reason}."


@tell.register
def _(fact: BatchClosed, view: View) -> Iterator[str]:
    yield f"Worksheet {fact.batch} closed before this tube was done: {fact.reason}."
