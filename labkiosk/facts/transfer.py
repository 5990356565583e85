"""The patient goes to another ward or bed, and what was asked for goes along."""

from typing import ClassVar

from labkiosk.facts.base import Fact


class PatientMoved(Fact, frozen=True, kw_only=True):
    """An order's ward and bed from now on, and those until now; an empty text is "not stated".

    ``samples`` are all the order's tubes.
    """

    kind: ClassVar[str] = "transfer.moved"
    order: str
    samples: tuple[str, ...]
    ward: str
    bed: str
    from_ward: str
    from_bed: str

    def subjects(self) -> tuple[str, ...]:
        return (self.order, *self.samples)
