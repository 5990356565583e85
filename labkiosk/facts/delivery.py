"""Reports on their way out: on a sheet for a ward, and in somebody's hand."""

from typing import ClassVar

from labkiosk.facts.base import Fact, Part


class Handed(Part, frozen=True, kw_only=True):
    """One report: the order's ``report`` or its ``sealed`` one, at a version."""

    order: str
    form: str
    version: int


class SheetMade(Fact, frozen=True, kw_only=True):
    """A sheet goes along with these reports; its stub comes back signed."""

    kind: ClassVar[str] = "delivery.sheet_made"
    sheet: str
    ward: str
    reports: tuple[Handed, ...]

    def subjects(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.sheet, *(r.order for r in self.reports))))


class Delivered(Fact, frozen=True, kw_only=True):
    """These reports arrived: the sheet's stub came back, or somebody took them at the window.

    ``sheet`` is empty at the window. ``taken_by`` is a name, empty where the signature on the stub is all that
    is known; of a sealed report it is never empty.
    """

    kind: ClassVar[str] = "delivery.delivered"
    sheet: str
    reports: tuple[Handed, ...]
    taken_by: str

    def subjects(self) -> tuple[str, ...]:
        own = (self.sheet,) if self.sheet else ()
        return tuple(dict.fromkeys((*own, *(r.order for r in self.reports))))
