"""Calculated tests: worked out of values that are exact, fit together and lie where the formula holds; or why not."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from labkiosk.catalogue.calculated import AGE, Calculation
from labkiosk.catalogue.constants import Constant
from labkiosk.rules.calculate import holds, quotient, rounded, value_of
from labkiosk.rules.numeric import plain

NOT_CALCULATED = "not calculated"
"""What stands in place of a value that could not be worked out; the comment says why."""

BY_FORMULA = "="
"""What is typed to have the value calculated again, in place of one that was typed over it."""

AWAITS_INPUT = "input"
"""The need of a calculated value while one that it was worked out from is held, or missing."""


class Measured(NamedTuple):
    """A value that a formula needs: its name, its text, and its number in its test's own unit."""

    name: str
    value: str
    number: Decimal | None

    @property
    def is_exact(self) -> bool:
        """Whether it is one number: ``<15`` is many."""
        return self.number is not None and self.value.lstrip()[:1] not in ("<", ">")


class Outcome(NamedTuple):
    """The number, rounded, or None and why there is none; and the formula in words, with its constants."""

    number: Decimal | None
    why: str
    words: str


def work_out(
    ways: Sequence[Calculation],
    measured: Mapping[str, Measured],
    sex: str,
    years: int | None,
    constants: Mapping[str, Constant],
) -> Outcome:
    """What the first of the ``ways`` that is for this sex comes to.

    ``measured`` has every input of it; ``years`` is the patient's age, None where it is not known.
    """
    way = next((each for each in ways if each.sex in ("", sex)), None)
    if way is None:
        return Outcome(None, "sex is not known", ways[0].words)
    words = _words(way, constants)
    given = {code: c.value for code, c in constants.items() if c.value is not None}
    for each in way.inputs:
        one = measured[each.test]
        if one.number is None or not one.is_exact:
            return Outcome(None, f"{one.name} is no exact number: {one.value}", words)
        given[each.test] = quotient(one.number, each.unit.factor)
    if way.asks_age:
        if years is None:
            return Outcome(None, "age is not known", words)
        given[AGE] = Decimal(years)
    failed = next((c.otherwise for c in way.checks if not holds(c.condition, given)), "")
    if failed:
        return Outcome(None, failed, words)
    try:
        return Outcome(rounded(value_of(way.formula, given), way.decimals), "", words)
    except ArithmeticError:
        return Outcome(None, "the formula has no value here", words)


def is_set(way: Calculation, constants: Mapping[str, Constant]) -> bool:
    """Whether the laboratory has set every constant that it needs."""
    return all(code in constants and constants[code].value is not None for code in way.constants)


def _words(way: Calculation, constants: Mapping[str, Constant]) -> str:
    known = (constants[code] for code in way.constants)
    figures = ", ".join(f"{c.name} {plain(c.value)}" for c in known if c.value is not None)
    return f"{way.words}; {figures}" if figures else way.words
