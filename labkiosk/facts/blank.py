"""Paper for when even this program fails: numbers without an order yet, and request forms to fill by hand."""

from typing import ClassVar

from labkiosk.facts.base import Fact


class LabelsMinted(Fact, frozen=True, kw_only=True):
    """Sample numbers that stand on labels before they have an order; ``batch`` is an id like ``L01-0000001``."""

    kind: ClassVar[str] = "blank.labels_minted"
    batch: str
    numbers: tuple[str, ...]

    def subjects(self) -> tuple[str, ...]:
        return (self.batch, *self.numbers)


class FormsNumbered(Fact, frozen=True, kw_only=True):
    """Request forms to be filled by hand: ``form`` is a colour form of the catalogue, each of ``sheets`` an id
    like ``F01-0000001``."""

    kind: ClassVar[str] = "blank.forms_numbered"
    form: str
    sheets: tuple[str, ...]

    def subjects(self) -> tuple[str, ...]:
        return self.sheets
