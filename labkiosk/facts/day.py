"""What became of a day's samples, as it was put on paper."""

from typing import ClassVar

from labkiosk.facts.base import Fact, Part


class Figures(Part, frozen=True, kw_only=True):
    """The counts of one bench or priority, by the words of ``labkiosk counts``; ``name`` as people read it then."""

    name: str
    counts: dict[str, int]


class DaySummed(Fact, frozen=True, kw_only=True):
    """Samples registered on ``day`` (ISO date), as they were at lab time ``as_of`` (ms UTC)."""

    kind: ClassVar[str] = "day.summed"
    summary: str
    day: str
    as_of: int
    total: dict[str, int]
    benches: tuple[Figures, ...]
    priorities: tuple[Figures, ...]

    def subjects(self) -> tuple[str, ...]:
        return (self.summary,)
