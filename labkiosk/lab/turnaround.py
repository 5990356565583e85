"""How a day went: what came, was refused, went elsewhere and left, and how long the results of the day took."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo
from typing import Literal, NamedTuple, get_args

from labkiosk.board.turnaround import Passage, Printed, passages, printed
from labkiosk.catalogue import Catalogue
from labkiosk.journal.connection import Connection, snapshot
from labkiosk.lab.due import hours_at, zone_of
from labkiosk.lab.lab import Lab
from labkiosk.rules.priority import MINUTE
from labkiosk.rules.turnaround import percentile, worked

Part = Literal["bench", "test", "ward", "priority"]
PARTS: tuple[Part, ...] = get_args(Part)
TIMED_ONLY: tuple[Part, ...] = ("bench", "test")
"""Parts of which only what was reported is counted, and how long it took: a tube comes for all of them."""

STAGES = {
    "ordered": "ordered to collected",
    "collected": "collected to received",
    "received": "received to recorded",
    "recorded": "recorded to confirmed",
    "ready": "ready to released",
    "released": "released to printed",
}
"""The stages, each by where it begins. What had to be confirmed is ready when it was, the others when recorded."""

_EVER = 1 << 62
_ON_THE_WARD = ("ordered", "collected")


class Took(NamedTuple):
    """Of ``n`` results or papers, in whole minutes, a begun one not counted: the median, and what nine in ten did
    not exceed, both by nearest rank; None of none."""

    n: int
    median: int | None
    p90: int | None


class Group(NamedTuple):
    """What passed on the day with one bench, test, ward or priority, or with all; ``name`` as people read it.

    ``received`` and ``rejected`` count tubes, the others tests. ``took`` is from receipt to release by the hours
    of the bench; ``in_time`` is how many of those were within their target.
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

    @property
    def percent(self) -> int | None:
        """How many of a hundred were in time, rounded down; None of no result."""
        return 100 * self.in_time // self.took.n if self.took.n else None


class Day(NamedTuple):
    """A day (ISO date): all of it, how many tests went to which laboratory, how long each stage took, and by part."""

    day: str
    total: Group
    places: dict[str, int]
    stages: dict[str, Took]
    parts: dict[Part, tuple[Group, ...]]


def day_of(conn: Connection, lab: Lab, day: str) -> Day:
    """The figures of a day (ISO date)."""
    with snapshot(conn):
        return day_until(conn, lab, day, _EVER)


def day_until(conn: Connection, lab: Lab, day: str, until: int) -> Day:
    """The same, of what passed until a lab time (ms UTC), within a transaction of the caller's."""
    passed = (one for one in passages(conn, day) if one.at <= until)
    papers = (one for one in printed(conn, day) if one.at <= until)
    return summed(lab.catalogue, zone_of(lab), day, passed, papers)


def summed(
    catalogue: Catalogue, zone: tzinfo, day: str, passed: Iterable[Passage], papers: Iterable[Printed]
) -> Day:
    """The figures of what passed, and of the reports that came out."""
    tallies = _Tallies(catalogue, zone)
    for one in passed:
        tallies.take(one)
    return tallies.day(day, papers)


class _Tally:
    """What passed with one group."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.of: Counter[str] = Counter()
        self.took: list[int] = []
        self.in_time = 0

    def take(self, stage: str, n: int, name: str) -> None:
        self.of[stage] += n
        self.names[name] += n

    def time(self, spent: int, n: int, target: int) -> None:
        self.took += [spent] * n
        self.in_time += n * (spent <= target * MINUTE)

    def group(self, known: Mapping[str, str]) -> Group:
        """Wards that differ in capitals alone are one, spelt as they are spelt most often."""
        code = max(self.names.items(), key=lambda s: (s[1], s[0]))[0] if self.names else ""
        n = self.of
        counted = (n["received"], n["rejected"], n["cancelled"], n["sent"], n["released"])
        return Group(code, known.get(code, code) or "not stated", *counted, _took(self.took), self.in_time)


def _took(spent: list[int]) -> Took:
    minutes = [ms // MINUTE for ms in spent]
    return Took(len(minutes), percentile(minutes, 50), percentile(minutes, 90))


class _Tallies:
    """A day's figures while its passages are gone through."""

    def __init__(self, catalogue: Catalogue, zone: tzinfo) -> None:
        self._catalogue, self._zone = catalogue, zone
        self._all = _Tally()
        self._places: Counter[str] = Counter()
        self._parts: dict[Part, dict[str, _Tally]] = {part: {} for part in PARTS}
        self._stages: dict[str, list[int]] = {stage: [] for stage in STAGES}

    def take(self, one: Passage) -> None:
        """One more of the day."""
        n = 1 if one.stage in ("received", "rejected") else len(one.tests)
        if one.stage == "sent":
            self._places[one.place] += n
        spent = self._time(one) if one.stage == "released" else None
        for tally, name, count in self._concerned(one, n):
            tally.take(one.stage, count, name)
            if spent is not None:
                tally.time(spent, count, one.target)

    def _time(self, one: Passage) -> int:
        """How long it took from receipt; and its stages are noted."""
        hours = hours_at(self._catalogue, one.bench, one.priority)
        for stage, start, end in _stretches(one):
            by = None if stage in _ON_THE_WARD else hours
            self._stages[stage] += [worked(by, start, end, self._zone)] * len(one.tests)
        return worked(hours, one.at if one.received_at is None else one.received_at, one.at, self._zone)

    def _concerned(self, one: Passage, n: int) -> Iterator[tuple[_Tally, str, int]]:
        yield self._all, "", n
        yield self._of("ward", one.ward.casefold()), one.ward, n
        yield self._of("priority", one.priority), one.priority, n
        if one.stage == "released":
            yield self._of("bench", one.bench), one.bench, n
            for code in one.tests:
                yield self._of("test", code), code, 1

    def _of(self, part: Part, key: str) -> _Tally:
        return self._parts[part].setdefault(key, _Tally())

    def day(self, day: str, papers: Iterable[Printed]) -> Day:
        """All of it."""
        self._stages["released"] = [paper.at - paper.asked_at for paper in papers]
        return Day(
            day=day,
            total=self._all.group({"": "all"}),
            places=dict(sorted(self._places.items())),
            stages={stage: _took(spent) for stage, spent in self._stages.items()},
            parts={part: self._named(part) for part in PARTS},
        )

    def _named(self, part: Part) -> tuple[Group, ...]:
        """Groups in the catalogue's order, or that of names."""
        known = _names(self._catalogue, part)
        places = {code: place for place, code in enumerate(known)}
        groups = [tally.group(known) for tally in self._parts[part].values()]
        return tuple(
            sorted(groups, key=lambda g: (places.get(g.code, len(places)), g.code == "", g.code.casefold()))
        )


def _names(catalogue: Catalogue, part: Part) -> dict[str, str]:
    if part == "bench":
        return {code: bench.name for code, bench in catalogue.benches.items()}
    if part == "priority":
        return {code: priority.name for code, priority in catalogue.priorities.items()}
    return {code: test.name for code, test in catalogue.tests.items()} if part == "test" else {}


def _stretches(one: Passage) -> Iterator[tuple[str, int, int]]:
    """Each stage of a result of which both ends are known: its name, its beginning and its end."""
    ready = one.recorded_at if one.confirmed_at is None else one.confirmed_at
    ends = (
        ("ordered", one.ordered_at, one.collected_at),
        ("collected", one.collected_at, one.received_at),
        ("received", one.received_at, one.recorded_at),
        ("recorded", one.recorded_at, one.confirmed_at),
        ("ready", ready, one.at),
    )
    for stage, start, end in ends:
        if start is not None and end is not None:
            yield stage, start, end
