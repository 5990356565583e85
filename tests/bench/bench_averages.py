"""How often the patients' means cry for nothing, and how soon they find an instrument that has moved.

The patients are generated (tests/cohort) and share nothing with the rule. Each day has 300 of them, with two days
before it; an instrument that has moved gives all values of the day that much more, or less.
"""

from collections.abc import Iterator
from decimal import Decimal
from random import Random
from statistics import median

from labkiosk.catalogue import load, load_apart
from labkiosk.catalogue.averages import AverageRule
from labkiosk.rules.average import USUAL, average, within
from tests.bench.row import Row
from tests.cohort.people import person

SEEDS = range(7000, 7020)
BEFORE, DAY = 600, 300
MOVED = {"NA": ("3", 2), "K": ("0.5", 2), "MCV": ("6", 2), "MCHC": ("1", 2), "CL": ("5", None)}
"""By how much each moves, and how many of the days may be missed; a quarter of the chlorides lie outside its limits."""
Day = list[dict[str, str]]


def rows(_homes: object) -> Iterator[Row]:
    """Ordinary days, then days on which an instrument moved."""
    rules = load_apart("averages.csv", load(None), None)
    days = [_patients(seed) for seed in SEEDS]
    watched = [rule for code, rule in rules.items() if code in days[0][0]]
    false = sum(bool(_alarms(day, rule, Decimal(0))) for day in days for rule in watched)
    codes = " ".join(rule.test for rule in watched)
    yield Row(
        "patients' means: false alarms", f"{false}", f"{len(days)} ordinary days of {DAY} patients", false, 1,
        f"tests and days on which the mean moved once at the least; {codes}, all watched",
    )  # fmt: skip
    for code, (by, limit) in MOVED.items():
        yield _planted(days, rules[code], Decimal(by), limit)


def _planted(days: list[Day], rule: AverageRule, by: Decimal, limit: int | None) -> Row:
    first = [_alarms(day, rule, sign * by)[:1] for day in days for sign in (1, -1)]
    found = [at + 1 for (at,) in filter(None, first)]
    missed = len(first) - len(found)
    return Row(
        f"patients' means: {rule.test} moved by {by}, missed", f"{missed}", f"{len(first)} such days", missed, limit,
        f"found after {median(found):.0f} patients in the middle, {max(found)} at the latest" if found else "",
    )  # fmt: skip


def _patients(seed: int) -> Day:
    dice = Random(seed)
    return [person(dice, n).on(dice.randint(0, 3)) for n in range(BEFORE + DAY)]


def _alarms(day: Day, rule: AverageRule, by: Decimal) -> list[int]:
    """The patients of the day, from 0, with whom the mean lay too far off."""
    inside: list[Decimal] = []
    found = []
    for n, values in enumerate(day):
        value = Decimal(values[rule.test]) + (by if n >= BEFORE else 0)
        newest = within([value], rule.low, rule.high)
        inside = (newest + inside)[: rule.window * (1 + USUAL)]
        mean = average(inside, rule.window) if newest and n >= BEFORE else None
        if mean is not None and mean.outside:
            found.append(n - BEFORE)
    return found
