"""Racks of generated tubes, judged one after the other as their values are typed: which of them wait."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from labkiosk.catalogue import Catalogue
from labkiosk.facts.errors import Refused
from labkiosk.rules.delta import Before, delta, reading_of
from labkiosk.rules.lookout import Found, lookout
from labkiosk.rules.mixup import Seen, mixup, unsettled
from labkiosk.rules.numeric import parse_reading
from labkiosk.rules.slips import Typed, Whose, slips
from labkiosk.rules.units import own_unit
from labkiosk.rules.value import assess
from tests.cohort.racks import Rack, Tube

_DAY = 86_400_000
_LATEST = 2


@dataclass
class Judged:
    """What waits of one tube: all of it (``whole``), these tests, and those that the ranges hold or refuse anyway."""

    tests: set[str] = field(default_factory=set)
    ranges: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    whole: str = ""


def judged(catalogue: Catalogue, rack: Rack) -> list[Judged]:
    """The tubes of a rack in the order of their places."""
    tests = catalogue.tests
    found = [_values(catalogue, tube) for tube in rack.tubes]
    seen: dict[str, Seen] = {}
    for place, tube in enumerate(rack.tubes):
        own = seen[str(place)] = _seen(place, tube)
        if not unsettled(tests, own):
            continue
        beside = lookout(tests, own, [*seen], lambda keys, codes: _read(seen, keys, codes))
        run = [seen[one] for one in seen if one in beside or one == own.key]
        seems = mixup(tests, run, run.index(own))
        if seems is not None:
            found[place].whole = seems.how
            if seems.other:
                found[int(seems.other)].whole = seems.how
    return found


def _read(seen: Mapping[str, Seen], keys: Collection[str], codes: Collection[str]) -> dict[str, Found]:
    return {key: Found(key, {c: v for c, v in seen[key].values.items() if c in codes}) for key in keys}


def _seen(place: int, tube: Tube) -> Seen:
    earlier: dict[str, tuple[float, ...]] = {}
    for _, results in reversed(tube.earlier[-_LATEST:]):
        for code, value in results.items():
            earlier[code] = (*earlier.get(code, ()), float(value))
    return Seen(key=str(place), values={c: float(v) for c, v in tube.results.items()}, earlier=earlier)


def _values(catalogue: Catalogue, tube: Tube) -> Judged:
    made, seen, age = Judged(), _seen(0, tube), tube.person.age * 366
    typed = [
        Typed(test=catalogue.tests[c], reading=parse_reading(v, c), unit=own_unit(catalogue.tests[c]))
        for c, v in tube.results.items()
    ]
    whose = Whose(sex=tube.person.sex, age=age, earlier=seen.earlier, values=seen.values)
    made.tests |= {slip.test for slip in slips(typed, whose)}
    for one in typed:
        test, value = one.test, tube.results[one.test.code]
        try:
            if assess(test, value, None, tube.person.sex, age).needs:
                made.ranges.add(test.code)
        except Refused:
            made.ranges.add(test.code)
        if tube.earlier:
            days, before = tube.earlier[-1]
            last = Before(reading=reading_of("", before[test.code]), ms=days * _DAY)
            if delta(test, last, one.reading):
                made.told.add(test.code)
                if test.delta is not None and test.delta.holds:
                    made.tests.add(test.code)
    return made


def some(dice: Random, rack: Rack, part: float) -> list[int]:
    """Places of that part of a rack, at least one."""
    return dice.sample(range(len(rack.tubes)), max(1, int(len(rack.tubes) * part)))


def sense(value: str) -> bool:
    """Whether there is a number to slip in."""
    return Decimal(value) != 0
