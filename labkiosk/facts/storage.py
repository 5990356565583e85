"""Where tubes are kept once they are done with."""

from typing import ClassVar

from labkiosk.facts.base import Fact


class RackMade(Fact, frozen=True, kw_only=True):
    """A rack with places 1 to ``positions``, in rows of ``columns`` where it has rows (0: it has none)."""

    kind: ClassVar[str] = "storage.rack_made"
    rack: str
    name: str
    positions: int
    columns: int = 0

    def subjects(self) -> tuple[str, ...]:
        return (self.rack,)


class SampleStored(Fact, frozen=True, kw_only=True):
    """A tube stands in a rack; wherever it stood before, it does no more."""

    kind: ClassVar[str] = "storage.stored"
    sample: str
    rack: str
    position: int

    def subjects(self) -> tuple[str, ...]:
        return (self.sample, self.rack)


class SampleTaken(Fact, frozen=True, kw_only=True):
    """A tube was taken out of its rack; ``discarded`` says that it was thrown away."""

    kind: ClassVar[str] = "storage.taken"
    sample: str
    rack: str
    discarded: bool = False

    def subjects(self) -> tuple[str, ...]:
        return (self.sample, self.rack)


class RackEmptied(Fact, frozen=True, kw_only=True):
    """Every tube of a rack was thrown away."""

    kind: ClassVar[str] = "storage.emptied"
    rack: str
    samples: tuple[str, ...]

    def subjects(self) -> tuple[str, ...]:
        return (self.rack, *self.samples)
