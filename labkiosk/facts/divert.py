"""Tests sent to another laboratory, and called back from there."""

from typing import ClassVar

from labkiosk.facts.base import Fact


class DivertSent(Fact, frozen=True, kw_only=True):
    """Tests of a tube are to be done at the laboratory ``to``, under ``number`` there where that is known.

    ``back_min`` is how many minutes after this their results are expected.
    """

    kind: ClassVar[str] = "divert.sent"
    sample: str
    tests: tuple[str, ...]
    to: str
    back_min: int
    number: str = ""
    reason: str = ""

    def subjects(self) -> tuple[str, ...]:
        return (self.sample,)


class DivertRecalled(Fact, frozen=True, kw_only=True):
    """Tests that were sent elsewhere are done here after all."""

    kind: ClassVar[str] = "divert.recalled"
    sample: str
    tests: tuple[str, ...]
    reason: str

    def subjects(self) -> tuple[str, ...]:
        return (self.sample,)
