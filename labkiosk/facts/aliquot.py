"""Some tests of a tube go on in another one, poured from it."""

from typing import ClassVar

from labkiosk.facts.base import Fact, Part
from labkiosk.facts.order import SamplePlan


class Late(Part, frozen=True, kw_only=True):
    """A test that was added on, as the child must know it: when (ms UTC), and what the report says of it."""

    test: str
    at: int
    note: str = ""


class AliquotMade(Fact, frozen=True, kw_only=True):
    """The tests of ``child`` left the tube ``parent`` for a tube of their own.

    ``received_at`` (ms UTC) and ``conditions`` are the parent's: pouring gains no time and mends no haemolysis.
    The rest repeats what the child needs of its order.
    """

    kind: ClassVar[str] = "aliquot.made"
    parent: str
    child: SamplePlan
    order: str
    patient: str
    priority: str
    head_start_min: int
    received_at: int
    conditions: tuple[str, ...] = ()
    late: tuple[Late, ...] = ()
    ward: str = ""

    def subjects(self) -> tuple[str, ...]:
        return (self.parent, self.order, self.child.sample)
