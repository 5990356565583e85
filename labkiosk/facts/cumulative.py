"""A patient's results over time, put on paper."""

from typing import ClassVar

from labkiosk.facts.base import Fact


class CumulativeAsked(Fact, frozen=True, kw_only=True):
    """What was released of a patient until lab time ``until`` (ms UTC) was asked for on paper.

    Drawn from ``since`` (ms UTC) on, 0 for all; of ``tests`` alone, where any are named.
    """

    kind: ClassVar[str] = "cumulative.asked"
    cumulative: str
    patient: str
    until: int
    since: int = 0
    tests: tuple[str, ...] = ()

    def subjects(self) -> tuple[str, ...]:
        return (self.cumulative, self.patient)
