"""The patients' means: a second sense beside the controls."""

from decimal import Decimal
from typing import NamedTuple

from labkiosk.board import qc
from labkiosk.catalogue.averages import AverageRule
from labkiosk.journal.connection import Connection
from labkiosk.lab.lab import Lab
from labkiosk.rules import average as rule_of
from labkiosk.rules.average import USUAL, Average, within

_READ = 2
"""So many times the values that are wanted are read, as some lie beyond the limits."""


class Mean(NamedTuple):
    """A test's patients' mean of the last ``n`` values beside the usual one, rounded as text; both empty where there
    are too few values yet."""

    test: str
    n: int
    mean: str = ""
    usual: str = ""
    moved: bool = False


def averages(lab: Lab) -> dict[str, AverageRule]:
    """The rules of averages.csv, the home's own where it has one. Raises Refused for a file with a fault."""
    found: dict[str, AverageRule] = lab.apart("averages.csv")
    return found


def average(conn: Connection, rule: AverageRule) -> Average | None:
    """The mean of a test's last patients beside the usual one; it reads a bounded number of values."""
    wanted = rule.window * (1 if rule.mean is not None else 1 + USUAL)
    values = [Decimal(number) for number in qc.latest_numbers(conn, rule.test, limit=_READ * wanted)]
    return rule_of.average(within(values, rule.low, rule.high), rule.window, rule.mean, rule.sd)


def means(lab: Lab, bench: str = "") -> list[Mean]:
    """The patients' means of the tests of one bench, or of all, in the order of averages.csv."""
    rules = [r for r in averages(lab).values() if not bench or lab.catalogue.tests[r.test].bench == bench]
    return [_mean(lab, rule, average(lab.conn, rule)) for rule in rules]


def _mean(lab: Lab, rule: AverageRule, found: Average | None) -> Mean:
    if found is None:
        return Mean(rule.test, rule.window)
    places = lab.catalogue.tests[rule.test].decimals + 2
    mean, usual = (f"{Decimal(x.numerator) / x.denominator:.{places}f}" for x in (found.mean, found.usual))
    return Mean(rule.test, found.n, mean, usual, found.outside)


def mean_words(of: Mean) -> str:
    """``NA 143.15, usually 140.02``, or that there are too few values."""
    return f"{of.test} {of.mean}, usually {of.usual}" if of.mean else f"{of.test}: too few values yet"
