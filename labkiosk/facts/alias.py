"""A tube's second number: the barcode of another system."""

from typing import ClassVar

from labkiosk.facts.base import Fact


class AliasBound(Fact, frozen=True, kw_only=True):
    """The tube carries another system's barcode, and is found by it from here on."""

    kind: ClassVar[str] = "alias.bound"
    sample: str
    code: str

    def subjects(self) -> tuple[str, ...]:
        return (self.sample,)
