"""What happened to a tube: received, rejected, given a new label."""

from typing import ClassVar

from labkiosk.facts.base import Fact
from labkiosk.facts.order import SamplePlan


class SampleReceived(Fact, frozen=True, kw_only=True):
    """A tube arrived at the bench; ``conditions`` are texts such as ``haemolysed``."""

    kind: ClassVar[str] = "sample.received"
    sample: str
    conditions: tuple[str, ...] = ()

    def subjects(self) -> tuple[str, ...]:
        return (self.sample,)


class SampleRejected(Fact, frozen=True, kw_only=True):
    """A tube, or some of its tests, cannot be used; ``replacement`` is the tube expected instead.

    ``tests`` empty means the whole tube. The rest repeats what the replacement needs of its order; ``ward`` is
    the patient's at the time.
    """

    kind: ClassVar[str] = "sample.rejected"
    sample: str
    tests: tuple[str, ...]
    reason: str
    order: str
    patient: str
    priority: str
    head_start_min: int
    replacement: SamplePlan
    ward: str = ""

    def subjects(self) -> tuple[str, ...]:
        return (self.sample, self.order, self.replacement.sample)


class SampleRelabelled(Fact, frozen=True, kw_only=True):
    """A tube gets a new number; whoever scans an old one is told so."""

    kind: ClassVar[str] = "sample.relabelled"
    sample: str
    number: str
    reason: str

    def subjects(self) -> tuple[str, ...]:
        return (self.sample,)
