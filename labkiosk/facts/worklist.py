"""Worklists: a bench's queue on paper."""

from typing import ClassVar

from labkiosk.facts.base import Fact, Part


class Waiting(Part, frozen=True, kw_only=True):
    """A tube in the queue: its tests that were open at the bench, and when they were due (ms UTC)."""

    sample: str
    tests: tuple[str, ...]
    due: int


class WorklistPrinted(Fact, frozen=True, kw_only=True):
    """The head of a bench's queue was put on paper, next first; ``more`` tubes waited behind it."""

    kind: ClassVar[str] = "worklist.printed"
    worklist: str
    bench: str
    tubes: tuple[Waiting, ...]
    more: int = 0

    def subjects(self) -> tuple[str, ...]:
        return (self.worklist,)
