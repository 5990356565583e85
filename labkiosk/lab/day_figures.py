"""What is told of a day: what passed with whom, and how long results took, whole and by stage."""

from typing import Literal, NamedTuple, get_args

Part = Literal["bench", "test", "ward", "priority"]
PARTS: tuple[Part, ...] = get_args(Part)
TIMED_ONLY: tuple[Part, ...] = ("bench", "test")
"""Parts of which only what was reported is counted, and how long it took: a tube comes for all of them."""

_LOOKED_UP: tuple[Part, ...] = ("test", "bench", "priority", "ward")
"""Where a name may be of two, which it is."""

STAGES = {
    "ordered": "ordered to collected",
    "collected": "collected to received",
    "received": "received to recorded",
    "recorded": "recorded to confirmed",
    "entered": "entered to validated",
    "ready": "ready to released",
    "released": "released to printed",
}
"""The stages, each by where it begins. A value is entered when it is recorded, or confirmed where it had to be; it is
ready for release then, or when it was validated where that is asked for."""


class Took(NamedTuple):
    """Of ``n`` results or papers, in whole minutes, a begun one not counted: the median, and what nine in ten did
    not exceed, both by nearest rank; None of none."""

    n: int
    median: int | None
    p90: int | None


class Group(NamedTuple):
    """What passed on the day with one bench, test, ward or priority, or with all; ``name`` as people read it.

    ``received`` and ``rejected`` count tubes, the others tests. ``took`` is from receipt to release by the hours
    of the bench; ``in_time`` is how many of those were within their target. ``stages`` are those up to release.
    """

    code: str
    name: str
    received: int
    rejected: int
    cancelled: int
    sent: int
    reported: int
    took: Took
    in_time: int
    stages: dict[str, Took]

    @property
    def percent(self) -> int | None:
        """How many of a hundred were in time, rounded down; None of no result."""
        return 100 * self.in_time // self.took.n if self.took.n else None


class Day(NamedTuple):
    """A day (ISO date): all of it, how many tests went to which laboratory, how long reports took to print, and by
    part."""

    day: str
    total: Group
    places: dict[str, int]
    printed: Took
    parts: dict[Part, tuple[Group, ...]]

    @property
    def stages(self) -> dict[str, Took]:
        """How long each stage took, from the order to the paper."""
        return self.total.stages | {"released": self.printed}

    def of(self, text: str) -> tuple[Part, Group] | None:
        """What passed with the test, bench, priority or ward of this code or name; None where nothing did."""
        said = text.strip().casefold()
        for part in _LOOKED_UP:
            for group in self.parts[part]:
                if said in (group.code.casefold(), group.name.casefold()):
                    return part, group
        return None
