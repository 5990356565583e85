"""What a timed collection counts from."""

from typing import ClassVar

from labkiosk.facts.base import Fact


class LoadTaken(Fact, frozen=True, kw_only=True):
    """The patient took the load ("75 g glucose") at ``taken_at``, ms UTC: the clock of these tubes starts there.

    A later one corrects the time; ``reason`` says why, and is empty for the first.
    """

    kind: ClassVar[str] = "timed.load_taken"
    order: str
    load: str
    taken_at: int
    samples: tuple[str, ...]
    reason: str = ""

    def subjects(self) -> tuple[str, ...]:
        return (self.order, *self.samples)
