"""A tube that would have been rejected, and is used all the same because there will be no other."""

from typing import ClassVar

from labkiosk.facts.base import Fact


class SampleKept(Fact, frozen=True, kw_only=True):
    """These tests go on in spite of what is wrong with the tube; ``comment`` stands beside their results."""

    kind: ClassVar[str] = "irreplaceable.kept"
    sample: str
    tests: tuple[str, ...]
    comment: str

    def subjects(self) -> tuple[str, ...]:
        return (self.sample,)
