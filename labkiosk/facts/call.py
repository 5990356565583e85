"""Telling a ward at once: tried, taken with a read-back, not needed, gone on to the next."""

from collections.abc import Iterable
from typing import ClassVar

from labkiosk.facts.base import Fact, Part

GOES_ON = "goes to "
"""How a try begins that sent the call on to somebody else."""
READ_BACK_WRONG = "read back wrong"
"""How a try failed in which somebody was reached."""


class Called(Part, frozen=True, kw_only=True):
    """One value that is to be told: the ``n``-th call, from 1, about that test of a sample."""

    sample: str
    test: str
    n: int


class ReadBack(Called, frozen=True, kw_only=True):
    """The same, with what the listener read back, as it was typed."""

    said: str


def _samples(calls: Iterable[Called]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.sample for one in calls))


class CallTried(Fact, frozen=True, kw_only=True):
    """Nobody was told: ``how`` it failed in words ("no answer"), at which ``phone``; ``note`` is anything besides."""

    kind: ClassVar[str] = "call.tried"
    calls: tuple[Called, ...]
    how: str
    phone: str = ""
    note: str = ""

    def subjects(self) -> tuple[str, ...]:
        return _samples(self.calls)


class CallTaken(Fact, frozen=True, kw_only=True):
    """Somebody was told all of these values, and read each back right."""

    kind: ClassVar[str] = "call.taken"
    calls: tuple[ReadBack, ...]
    taken_by: str
    role: str
    phone: str = ""

    def subjects(self) -> tuple[str, ...]:
        return _samples(self.calls)


class CallNotNeeded(Fact, frozen=True, kw_only=True):
    """The ward knows of it already; ``why`` says since when and from whom."""

    kind: ClassVar[str] = "call.not_needed"
    calls: tuple[Called, ...]
    why: str

    def subjects(self) -> tuple[str, ...]:
        return _samples(self.calls)


class CallWanted(Fact, frozen=True, kw_only=True):
    """What was not needed is told all the same."""

    kind: ClassVar[str] = "call.wanted"
    calls: tuple[Called, ...]
    reason: str

    def subjects(self) -> tuple[str, ...]:
        return _samples(self.calls)


class CallEscalated(Fact, frozen=True, kw_only=True):
    """Nobody was reached: from now on it is ``to`` whom the call goes, and a runner takes a slip to the ward."""

    kind: ClassVar[str] = "call.escalated"
    calls: tuple[Called, ...]
    to: str
    phone: str = ""
    why: str = ""

    def subjects(self) -> tuple[str, ...]:
        return _samples(self.calls)
