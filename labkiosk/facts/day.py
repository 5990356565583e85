"""What became of a day's samples, as it was put on paper."""

from typing import ClassVar

from msgspec import field

from labkiosk.facts.base import Fact, Part


class Figures(Part, frozen=True, kw_only=True):
    """The counts of one bench or priority, by the words of ``labkiosk counts``; ``name`` as people read it then."""

    name: str
    counts: dict[str, int]


class Timed(Part, frozen=True, kw_only=True):
    """Results of one bench, test, ward or priority, of one stage, or all; ``counts`` are what passed, by the words of
    ``labkiosk counts --turnaround``, empty where only times are told.

    Of ``n`` results the median and 90th percentile in whole minutes, None of none; ``in_time`` of them within their
    target, None of a stage, which has none.
    """

    name: str
    n: int
    median: int | None = None
    p90: int | None = None
    in_time: int | None = None
    counts: dict[str, int] = field(default_factory=dict)


class Block(Part, frozen=True, kw_only=True):
    """What another desk says of the day, in lines."""

    title: str
    lines: tuple[str, ...]


class DaySummed(Fact, frozen=True, kw_only=True):
    """Samples registered on ``day`` (ISO date), as they were at lab time ``as_of`` (ms UTC).

    Then what passed on that day until then, whenever it was registered: ``passed`` by the words of ``labkiosk counts
    --turnaround``, ``places`` is how many tests went where, ``timed`` how long results took: of all, by stage,
    priority, ward, bench and test.
    """

    kind: ClassVar[str] = "day.summed"
    summary: str
    day: str
    as_of: int
    total: dict[str, int]
    benches: tuple[Figures, ...]
    priorities: tuple[Figures, ...]
    passed: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    timed: dict[str, tuple[Timed, ...]] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()

    def subjects(self) -> tuple[str, ...]:
        return (self.summary,)
