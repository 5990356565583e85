"""The words for what was done about telling a ward at once."""

from collections.abc import Iterable, Iterator

from labkiosk.facts.call import (
    Called,
    CallEscalated,
    CallNotNeeded,
    CallTaken,
    CallTried,
    CallWanted,
)
from labkiosk.lab.telling import View, tell


def _tests(calls: Iterable[Called], view: View) -> str:
    ours = [c.test for c in calls if c.sample == view.sample and c.test not in view.hidden]
    return ", ".join(dict.fromkeys(ours))


def at_phone(phone: str) -> str:
    """A number as it follows words: `` at 4112``; empty where none was given."""
    return f" at {phone}" if phone else ""


@tell.register
def _(fact: CallTried, view: View) -> Iterator[str]:
    if tests := _tests(fact.calls, view):
        note = f" ({fact.note})" if fact.note else ""
        yield f"Rang about {tests}{at_phone(fact.phone)}: {fact.how}{note}."


@tell.register
def _(fact: CallTaken, view: View) -> Iterator[str]:
    ours = [c for c in fact.calls if c.sample == view.sample and c.test not in view.hidden]
    if ours:
        said = ", ".join(f"{c.test} {c.said}" for c in ours)
        yield f"{fact.taken_by} ({fact.role}) was told{at_phone(fact.phone)}, and read back {said}."


@tell.register
def _(fact: CallNotNeeded, view: View) -> Iterator[str]:
    if tests := _tests(fact.calls, view):
        yield f"No call needed about {tests}: {fact.why}."


@tell.register
def _(fact: CallWanted, view: View) -> Iterator[str]:
    if tests := _tests(fact.calls, view):
        yield f"To be told all the same: {tests} ({fact.reason})."


@tell.register
def _(fact: CallEscalated, view: View) -> Iterator[str]:
    if tests := _tests(fact.calls, view):
        why = f": {fact.why}" if fact.why else ""
        yield f"The call about {tests} goes to {fact.to}{at_phone(fact.phone)}{why}."
