"""Batches of a manual bench: tubes that are worked off together, on one printed worksheet."""

from typing import ClassVar

from labkiosk.facts.base import Fact
from labkiosk.facts.order import SampleTests


class BatchMade(Fact, frozen=True, kw_only=True):
    """Tubes of a bench in the order of their positions, from 1, each with the tests that are to be done."""

    kind: ClassVar[str] = "batch.made"
    batch: str
    bench: str
    samples: tuple[SampleTests, ...]

    def subjects(self) -> tuple[str, ...]:
        return (self.batch, *dict.fromkeys(s.sample for s in self.samples))


class BatchTakenOut(Fact, frozen=True, kw_only=True):
    """A tube goes back from a batch to the bench's queue."""

    kind: ClassVar[str] = "batch.taken_out"
    batch: str
    sample: str
    reason: str

    def subjects(self) -> tuple[str, ...]:
        return (self.batch, self.sample)


class BatchClosed(Fact, frozen=True, kw_only=True):
    """Whatever of the batch was not done goes back to the queue: ``samples`` are the tubes that were in it."""

    kind: ClassVar[str] = "batch.closed"
    batch: str
    samples: tuple[str, ...]
    reason: str

    def subjects(self) -> tuple[str, ...]:
        return (self.batch, *dict.fromkeys(self.samples))
