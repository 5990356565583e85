"""Slips of the hand in one value: the point one or two places off, the number of another unit.

Told by the patient's earlier results, by the other values of the tube, or, of a patient who is new, by the range. A
slip of the point is seen by whoever types the value again, so that is what it needs; a number of another unit would be
typed the same again, so a person looks at it, and so at a value that was typed twice already.
"""

from collections.abc import Container, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from labkiosk.catalogue.limits import Unit
from labkiosk.catalogue.model import Test
from labkiosk.rules.likeness import Earlier, fit, place, usual
from labkiosk.rules.lookalike import far_from_range, in_range
from labkiosk.rules.numeric import Reading, plain
from labkiosk.rules.relations import broken, mends
from labkiosk.rules.units import own_unit

_POINTS = (Decimal(10), Decimal("0.1"), Decimal(100), Decimal("0.01"))
# Set on cohorts of the seeds that tests/bench/bench_mixups.py names for tuning; it measures on others.
_BETTER = 3.0
_FITS = -3.0
_APART = Decimal("1.5")


class Typed(Struct, frozen=True, kw_only=True):
    """A value as it was given: its reading in the test's own unit, and the unit that it was given in."""

    test: Test
    reading: Reading
    unit: Unit


class Slip(Struct, frozen=True, kw_only=True):
    """What a value looks like: one sentence, and whether only somebody who looks can tell (``look``) or whoever
    types it again."""

    test: str
    said: str
    look: bool


class Whose(Struct, frozen=True, kw_only=True):
    """What a value is held against: the patient's sex and age in days, earlier results, the tube's other values."""

    sex: str
    age: int | None
    earlier: Earlier
    values: Mapping[str, float]


def slips(typed: list[Typed], whose: Whose) -> Iterator[Slip]:
    """The values that look like slips, each once."""
    found: dict[str, Slip] = {}
    plain_ones = {one.test.code: one for one in typed if not one.reading.comparator}
    for code, one in plain_ones.items():
        if slip := _against_earlier(one, whose) or _against_range(one, whose):
            found[code] = slip
    for slip in _against_others(plain_ones, whose, found):
        found.setdefault(slip.test, slip)
    yield from found.values()


def _against_earlier(one: Typed, whose: Whose) -> Slip | None:
    """The reading that fits the patient's earlier results far better than the one that was given."""
    earlier = whose.earlier.get(one.test.code)
    if not earlier or one.test.delta is None or one.reading.number <= 0:
        return None
    test, now, before = one.test, float(one.reading.number), usual(one.test, earlier)
    least = fit(before, place(test, now)) + _BETTER
    # Nothing fits better than by 0.
    if least >= 0:
        return None
    better = [(fit(before, place(test, now * float(f))), f, unit) for f, unit in _others(one)]
    # Where a moved point explains it about as well, the unit is what a person has to look at.
    best = max(better, key=lambda each: each[0] + (each[2] is not None), default=None)
    if best is None or best[0] <= least or best[0] < _FITS:
        return None
    return _slip(one, *best[1:], f"the patient had {_decimals(earlier[0])}")


def _against_range(one: Typed, whose: Whose) -> Slip | None:
    """Of whom nothing is known: far outside the range, and within it with the point moved."""
    if whose.earlier.get(one.test.code) or not far_from_range(one.test, one.reading, whose.sex, whose.age):
        return None
    for factor in _POINTS:
        if in_range(one.test, one.reading.times(factor), whose.sex, whose.age):
            return _slip(one, factor, None, "far outside the range")
    return None


def _against_others(typed: Mapping[str, Typed], whose: Whose, found: Container[str]) -> Iterator[Slip]:
    """Values of one tube that do not go together: the one that a moved point mends, or else all of them.

    Where one of them is ``found`` to be a slip already, that is why.
    """
    for relation in broken(whose.values):
        if any(code in found for code in relation.tests):
            continue
        given = [typed[code] for code in relation.tests if code in typed]
        mended = [
            (one, factor, unit)
            for one in given
            for factor, unit in _others(one)
            if mends(whose.values, one.test.code, float(one.reading.number * factor))
        ]
        beside = " and ".join(f"{code} {_decimals(whose.values[code])}" for code in relation.tests)
        if len({one.test.code for one, _, _ in mended}) == 1:
            yield _slip(*mended[0], f"{beside} do not go together")
        else:
            yield from (
                Slip(test=one.test.code, said=f"{beside} do not go together.", look=False) for one in given
            )


def _others(one: Typed) -> Iterator[tuple[Decimal, Unit | None]]:
    """What the value may have been meant as, as a factor, with the unit where it is that of another one."""
    for unit in one.test.units:
        factor = unit.factor / one.unit.factor
        if not 1 / _APART < factor < _APART and factor not in _POINTS:
            yield factor, unit
    for factor in _POINTS:
        yield factor, None


def _slip(one: Typed, factor: Decimal, unit: Unit | None, why: str) -> Slip:
    given = f"{one.test.name} {plain((one.reading.number / one.unit.factor).normalize())}"
    own = own_unit(one.test)
    likelier = _decimals(float(one.reading.number * factor))
    if unit is not None:
        said = f"{given} looks like {unit.shown}, {likelier} {own.shown}: {why}."
    else:
        said = f"{given} looks like {likelier} {own.shown} with its point moved: {why}.".replace("  ", " ")
    return Slip(test=one.test.code, said=said, look=unit is not None)


def _decimals(number: float) -> str:
    return f"{number:.4g}" if abs(number) < 10_000 else f"{number:.0f}"
