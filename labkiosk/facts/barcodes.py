"""Sheets of command barcodes."""

from typing import ClassVar

from labkiosk.facts.base import Fact, Part


class Bar(Part, frozen=True, kw_only=True):
    """One barcode: what it says, and the words above it."""

    code: str
    words: str


class SheetMade(Fact, frozen=True, kw_only=True):
    """A sheet was made as the actions and the catalogue were then; ``sheet`` is an id like ``G01-0000001``."""

    kind: ClassVar[str] = "barcodes.sheet_made"
    sheet: str
    title: str
    bars: tuple[Bar, ...]

    def subjects(self) -> tuple[str, ...]:
        return (self.sheet,)
