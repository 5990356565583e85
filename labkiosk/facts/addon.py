"""Tests asked for once the tubes of an order were there already."""

from typing import ClassVar

from labkiosk.facts.base import Fact, Part
from labkiosk.facts.order import SamplePlan, TestPlan


class Addition(Part, frozen=True, kw_only=True):
    """A test added to a tube that is here; ``note`` is what the report says of the tube's age, if anything."""

    sample: str
    test: TestPlan
    note: str = ""


class TestsAdded(Fact, frozen=True, kw_only=True):
    """Tests added to an order: to tubes that are here, and in ``new`` tubes that are expected for the others.

    ``fit`` is why a tube past its time, or of no known one, is still fit, in the words of whoever says so.
    """

    __test__ = False  # a laboratory's tests, not pytest's

    kind: ClassVar[str] = "addon.added"
    order: str
    patient: str
    priority: str
    head_start_min: int
    added: tuple[Addition, ...] = ()
    new: tuple[SamplePlan, ...] = ()
    fit: str = ""
    ward: str = ""

    def subjects(self) -> tuple[str, ...]:
        here = dict.fromkeys(a.sample for a in self.added)
        return (self.order, *here, *(s.sample for s in self.new))
