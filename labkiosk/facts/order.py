"""What was asked for, and in which tubes it is to come."""

from typing import ClassVar

from labkiosk.facts.base import Fact, Part


class TestPlan(Part, frozen=True, kw_only=True, array_like=True):
    """A test as the catalogue had it when it was asked for; ``target_min`` counts from receipt.

    Written as a bare list of its fields: orders are most of what the journal holds.
    """

    __test__ = False  # a laboratory's test, not pytest's

    code: str
    name: str
    section: str
    bench: str
    target_min: int


class SamplePlan(Part, frozen=True, kw_only=True):
    """One tube: its number, what it is, and the tests that share it; tube ``part`` of ``parts``.

    ``mark`` stands on its label in words ("60 min", "set 1 aerobic", "capillary"); ``minute`` counts from the
    load of a timed collection, 0 before it, None where nothing is timed. ``within_min``: what is in it keeps
    only so many minutes after collection. Tests that are done on the patient have a number under an empty
    ``container``, and no tube: ``part`` is 0.
    """

    sample: str
    specimen: str
    container: str
    container_name: str
    cap: str
    part: int
    parts: int
    tests: tuple[TestPlan, ...]
    mark: str = ""
    minute: int | None = None
    within_min: int | None = None


class OrderPlaced(Fact, frozen=True, kw_only=True):
    """Tests for a patient. ``collected_at`` is ms UTC, or None where it was not stated."""

    kind: ClassVar[str] = "order.placed"
    order: str
    patient: str
    priority: str
    head_start_min: int
    ward: str
    bed: str
    clinician: str
    note: str
    collected_at: int | None
    collected_by: str
    samples: tuple[SamplePlan, ...]
    catalogue: str

    def subjects(self) -> tuple[str, ...]:
        return (self.order, self.patient, *(s.sample for s in self.samples))


class SampleTests(Part, frozen=True, kw_only=True):
    """Some tests of one sample."""

    sample: str
    tests: tuple[str, ...]


class TestsCancelled(Fact, frozen=True, kw_only=True):
    """Tests that are no longer wanted, before they had a result."""

    kind: ClassVar[str] = "order.tests_cancelled"
    order: str
    samples: tuple[SampleTests, ...]
    reason: str

    def subjects(self) -> tuple[str, ...]:
        return (self.order, *(s.sample for s in self.samples))
