"""When each tube was drawn, and which could not be."""

from typing import ClassVar

from labkiosk.facts.base import Fact


class Collected(Fact, frozen=True, kw_only=True):
    """A labelled tube was filled: ``at`` is ms UTC, ``by`` the collector's name as paper shows it.

    A later one corrects the time; ``reason`` says why, and is empty for the first.
    """

    kind: ClassVar[str] = "collection.collected"
    sample: str
    at: int
    by: str
    reason: str = ""

    def subjects(self) -> tuple[str, ...]:
        return (self.sample,)


class NotDrawn(Fact, frozen=True, kw_only=True):
    """Tubes that could not be drawn now: they stay expected."""

    kind: ClassVar[str] = "collection.not_drawn"
    samples: tuple[str, ...]
    reason: str

    def subjects(self) -> tuple[str, ...]:
        return self.samples
