"""Lists of what is to be collected again."""

from typing import ClassVar

from labkiosk.facts.base import Fact


class ListPrinted(Fact, frozen=True, kw_only=True):
    """A ward was told on paper which tubes it is to draw; ``list`` is an id like ``R01-0000001``."""

    kind: ClassVar[str] = "recollect.list_printed"
    list: str
    ward: str
    samples: tuple[str, ...]

    def subjects(self) -> tuple[str, ...]:
        return (self.list,)
