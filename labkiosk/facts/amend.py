"""Amended reports: who had the earlier one, and was told."""

from typing import ClassVar

from labkiosk.facts.base import Fact


class HolderTold(Fact, frozen=True, kw_only=True):
    """One of those who had what a report's ``version`` corrects was told: ``who`` took it.

    ``holder`` is their place, from 0, among ``tell`` of that version's release.
    """

    kind: ClassVar[str] = "amend.told"
    order: str
    version: int
    holder: int
    who: str
    note: str = ""

    def subjects(self) -> tuple[str, ...]:
        return (self.order,)
