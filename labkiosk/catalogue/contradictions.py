"""What may not stand side by side: overlapping bands, limits out of order, limits that were invented."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from labkiosk.catalogue.build import Limit
from labkiosk.catalogue.limits import Band
from labkiosk.catalogue.model import SETTINGS, Catalogue
from labkiosk.catalogue.release import PRIORITIES
from labkiosk.catalogue.sheet import Problem

_MOST_LIMITS = 200
_RANK = {"range": 0, "critical": 1, "hold": 2, "impossible": 3}
_TENTHS = (Decimal("0.8"), Decimal("1.2"))


def whole(catalogue: Catalogue) -> list[Problem]:
    """Problems that belong to a file as a whole: each priority and setting is there, and one load a panel."""
    missing = [each for each in PRIORITIES if each not in catalogue.priorities]
    unset = [each for each in SETTINGS if each not in catalogue.settings]
    return [
        *(Problem("priorities.csv", 0, f"priority {each!r} is missing") for each in missing),
        *(Problem("settings.csv", 0, f"setting {each!r} is missing") for each in unset),
        *_two_loads(catalogue),
    ]


def _two_loads(catalogue: Catalogue) -> Iterator[Problem]:
    for panel in catalogue.panels.values():
        timings = (catalogue.tests[code].timing for code in panel.tests if code in catalogue.tests)
        loads = sorted({timing.load for timing in timings if timing and timing.minute})
        if len(loads) > 1:
            said = f"panel {panel.code} counts from {' and from '.join(loads)}: one order has one load"
            yield Problem("panels.csv", 0, said)


def between(limits: list[Limit]) -> None:
    """Notes on a limit's row what contradicts another limit of the same test, for anybody at any age."""
    by_test: dict[str, list[Limit]] = {}
    for limit in limits:
        by_test.setdefault(limit.test, []).append(limit)
    for test, mine in by_test.items():
        if len(mine) > _MOST_LIMITS:
            mine[-1].row.refuse(f"{test} has {len(mine)} limits; {_MOST_LIMITS} at most")
            continue
        for first, second in combinations(mine, 2):
            if _meet(first.band, second.band):
                for reason in _contradictions(first, second):
                    second.row.refuse(reason)


def _meet(one: Band, other: Band) -> bool:
    """True where one person at one age may fall under both, by one method."""
    pairs = ((one.sex, other.sex), (one.pregnant, other.pregnant), (one.method, other.method))
    if any(mine and theirs and mine != theirs for mine, theirs in pairs):
        return False
    if "M" in (one.sex, other.sex) and "yes" in (one.pregnant, other.pregnant):
        return False
    starts_first, starts_last = sorted((one, other), key=lambda band: band.from_days)
    return starts_first.to_days is None or starts_last.from_days < starts_first.to_days


def _contradictions(first: Limit, second: Limit) -> Iterator[str]:
    if first.band.kind == second.band.kind:
        yield f"this {second.band.kind} of {second.test} overlaps row {first.row.number} in age and sex"
        return
    inner, outer = sorted((first, second), key=lambda limit: _RANK[limit.band.kind])
    if not _encloses(outer.band, inner.band):
        yield (
            f"{outer.band.kind} {_shown(outer.band)} of {outer.test} does not enclose "
            f"{inner.band.kind} {_shown(inner.band)} (row {first.row.number})"
        )
    if (inner.band.kind, outer.band.kind) == ("range", "critical") and _invented(inner.band, outer.band):
        yield (
            f"critical {_shown(outer.band)} of {outer.test} is its range plus or minus 20 % "
            f"(row {first.row.number}): nobody's limit; sign it in approved_by if it is yours"
        )


def _encloses(outer: Band, inner: Band) -> bool:
    ends = [end for end in (inner.low, inner.high) if end is not None]
    return all(
        (outer.low is None or outer.low <= end) and (outer.high is None or end <= outer.high) for end in ends
    )


def _invented(normal: Band, critical: Band) -> bool:
    """True where each critical end is the normal low times 0.8 or high times 1.2, and nobody signed it."""
    pairs = zip((normal.low, normal.high), (critical.low, critical.high), _TENTHS, strict=True)
    given = [(end, far, tenths) for end, far, tenths in pairs if far is not None]
    return not critical.approved_by and all(
        end is not None and far == end * tenths for end, far, tenths in given
    )


def _shown(band: Band) -> str:
    low, high = ("-" if end is None else str(end) for end in (band.low, band.high))
    return f"{low} to {high}"
