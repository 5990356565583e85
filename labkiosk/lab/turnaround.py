"""How a day went: what came, was refused, went elsewhere and left, and how long the results of the day took."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo
from typing import NamedTuple

from labkiosk.board.turnaround import Passage, Printed, passages, printed
from labkiosk.catalogue import Catalogue
from labkiosk.journal.connection import Connection, snapshot
from labkiosk.lab.day_figures import PARTS, STAGES, Day, Group, Part, Took
from labkiosk.lab.due import hours_at, zone_of
from labkiosk.lab.lab import Lab
from labkiosk.rules.priority import MINUTE
from labkiosk.rules.turnaround import percentile, worked

_TO_RELEASE = tuple(stage for stage in STAGES if stage != "released")
_EVER = 1 << 62
_ON_THE_WARD = ("ordered", "collected")


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


class _Spent(NamedTuple):
    """How long a result took from receipt to release, in ms, and each stage in whole minutes."""

    whole: int
    stages: tuple[tuple[str, int], ...]


class _Tally:
    """What passed with one group."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.of: Counter[str] = Counter()
        self.in_time = 0
        # Minutes, each with how many results took them.
        self._whole: Counter[int] = Counter()
        self._stages: dict[str, Counter[int]] = {stage: Counter() for stage in _TO_RELEASE}

    def take(self, stage: str, n: int, name: str) -> None:
        self.of[stage] += n
        self.names[name] += n

    def time(self, spent: "_Spent", n: int, target: int) -> None:
        self._whole[spent.whole // MINUTE] += n
        self.in_time += n * (spent.whole <= target * MINUTE)
        for stage, minutes in spent.stages:
            self._stages[stage][minutes] += n

    def group(self, known: Mapping[str, str]) -> Group:
        """Wards that differ in capitals alone are one, spelt as they are spelt most often."""
        code = max(self.names.items(), key=lambda s: (s[1], s[0]))[0] if self.names else ""
        n = self.of
        counted = (n["received"], n["rejected"], n["cancelled"], n["sent"], n["released"])
        stages = {stage: _took(spent) for stage, spent in self._stages.items()}
        name = known.get(code, code) or "not stated"
        return Group(code, name, *counted, _took(self._whole), self.in_time, stages)


def _took(minutes: Counter[int]) -> Took:
    return Took(minutes.total(), percentile(minutes, 50), percentile(minutes, 90))


class _Tallies:
    """A day's figures while its passages are gone through."""

    def __init__(self, catalogue: Catalogue, zone: tzinfo) -> None:
        self._catalogue, self._zone = catalogue, zone
        self._all = _Tally()
        self._places: Counter[str] = Counter()
        self._parts: dict[Part, defaultdict[str, _Tally]] = {part: defaultdict(_Tally) for part in PARTS}

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

    def _time(self, one: Passage) -> "_Spent":
        hours = hours_at(self._catalogue, one.bench, one.priority)
        received = one.at if one.received_at is None else one.received_at
        return _Spent(
            worked(hours, received, one.at, self._zone),
            tuple(
                (stage, worked(None if stage in _ON_THE_WARD else hours, start, end, self._zone) // MINUTE)
                for stage, start, end in _stretches(one)
            ),
        )

    def _concerned(self, one: Passage, n: int) -> Iterator[tuple[_Tally, str, int]]:
        yield self._all, "", n
        yield self._parts["ward"][one.ward.casefold()], one.ward, n
        yield self._parts["priority"][one.priority], one.priority, n
        if one.stage == "released":
            yield self._parts["bench"][one.bench], one.bench, n
            for code in one.tests:
                yield self._parts["test"][code], code, 1

    def day(self, day: str, papers: Iterable[Printed]) -> Day:
        """All of it."""
        return Day(
            day=day,
            total=self._all.group({"": "all"}),
            places=dict(sorted(self._places.items())),
            printed=_took(Counter((paper.at - paper.asked_at) // MINUTE for paper in papers)),
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
    entered = one.recorded_at if one.confirmed_at is None else one.confirmed_at
    ready = entered if one.validated_at is None else one.validated_at
    ends = (
        ("ordered", one.ordered_at, one.collected_at),
        ("collected", one.collected_at, one.received_at),
        ("received", one.received_at, one.recorded_at),
        ("recorded", one.recorded_at, one.confirmed_at),
        ("entered", entered, one.validated_at),
        ("ready", ready, one.at),
    )
    for stage, start, end in ends:
        if start is not None and end is not None:
            yield stage, start, end
