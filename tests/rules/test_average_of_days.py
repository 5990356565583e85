"""The patients' means over whole days of generated patients, and when an instrument moves."""

from decimal import Decimal
from functools import cache
from random import Random

import pytest

from labkiosk.rules.average import USUAL, average, within
from tests.cohort.people import person

BEFORE, DAY = 600, 300
WINDOW = 50


@cache
def patients(seed: int) -> list[dict[str, str]]:
    """Those of two days, then of the day that is looked at."""
    dice = Random(seed)
    return [person(dice, n).on(dice.randint(0, 3)) for n in range(BEFORE + DAY)]


def alarms(seed: int, test: str, low: str, high: str, shift: str = "0") -> list[int]:
    """The patients of the day with whom the mean has moved; from its first on, all values are moved by ``shift``."""
    inside: list[Decimal] = []
    found = []
    for n, values in enumerate(patients(seed)):
        value = Decimal(values[test]) + (Decimal(shift) if n >= BEFORE else 0)
        newest = within([value], Decimal(low), Decimal(high))
        inside = (newest + inside)[: WINDOW * (1 + USUAL)]
        if n >= BEFORE and newest:
            mean = average(inside, WINDOW)
            assert mean is not None
            found += [n - BEFORE] * mean.outside
    return found


WATCHED = [("NA", "136", "145", "3"), ("K", "3.5", "5.1", "0.5"), ("MCHC", "32", "36", "1")]


@pytest.mark.parametrize(("test", "low", "high", "shift"), WATCHED, ids=[each[0] for each in WATCHED])
@pytest.mark.parametrize("seed", range(3))
def test_an_ordinary_day_is_quiet_and_an_instrument_that_moved_is_found(
    seed: int, test: str, low: str, high: str, shift: str
) -> None:
    assert alarms(seed, test, low, high) == []
    for moved in (shift, f"-{shift}"):
        assert alarms(seed, test, low, high, moved)[0] < 100
