"""Results that are text of several lines."""

from typing import ClassVar

from labkiosk.facts.base import Fact


class NarrativeWritten(Fact, frozen=True, kw_only=True):
    """The whole text of a narrative result; its summary is a value of the same act. A later one replaces it."""

    kind: ClassVar[str] = "narrative.written"
    sample: str
    test: str
    text: str
    reason: str = ""

    def subjects(self) -> tuple[str, ...]:
        return (self.sample,)
