"""What was asked for is wanted sooner than was said at first."""

from typing import ClassVar

from labkiosk.facts.base import Fact


class PriorityRaised(Fact, frozen=True, kw_only=True):
    """An order's priority from now on, with what goes with it; ``samples`` are all the order's tubes.

    ``targets`` counts from receipt, in minutes, by the codes of the order's tests.
    """

    kind: ClassVar[str] = "priority.raised"
    order: str
    samples: tuple[str, ...]
    priority: str
    head_start_min: int
    targets: dict[str, int]

    def subjects(self) -> tuple[str, ...]:
        return (self.order, *self.samples)
