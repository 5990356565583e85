"""Which of the tubes in a row are worth holding against one: its neighbours, and those that its patient could have.

Those are found in two steps, since of many tubes only a few values are quickly read: by the tests in which this tube is
least like its patient, and then by all of them.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from labkiosk.rules.likeness import Tests, Usual, Values, fit, fits, place, places, usually, weighable
from labkiosk.rules.mixup import Seen

MOST = 100
"""Tubes on either side that are looked at."""
_NEIGHBOURS = 2
_TOLD_BY = 4
_ROUGHLY, _CLOSELY = 16, 6


class Found(NamedTuple):
    """A tube's patient, and the numbers of its results by test, each in its test's own unit."""

    patient: str
    numbers: Values


Read = Callable[[Collection[str], Collection[str]], Mapping[str, Found]]
"""What of these tests was found in these tubes, of each tube in which anything was."""


def lookout(tests: Tests, own: Seen, row: Sequence[str], read: Read) -> dict[str, Found]:
    """The few tubes of a ``row`` (keys in their order, its own among them), in that order, with their values of the
    tests that it has."""
    at = row.index(own.key)
    row = row[max(0, at - MOST) : at + MOST]
    at = row.index(own.key)
    others = [*row[:at], *row[at + 1 :]]
    beside = {*row[max(0, at - _NEIGHBOURS) : at], *row[at + 1 : at + 1 + _NEIGHBOURS]}
    usual = usually(tests, own.earlier)
    alike = fits(usual, places(tests, own.values))
    telling = sorted(alike, key=lambda code: alike[code])[:_TOLD_BY]
    roughly = _likeliest(tests, usual, telling, read(others, telling), _ROUGHLY)
    found = read({*beside, *roughly}, weighable(tests, own.values))
    closely = _likeliest(tests, usual, alike, {one: found[one] for one in roughly}, _CLOSELY)
    return {one: found[one] for one in row if one in found and (one in beside or one in closely)}


def _likeliest(
    tests: Tests, usual: Mapping[str, Usual], codes: Collection[str], found: Mapping[str, Found], count: int
) -> list[str]:
    """Of the tubes that have values of all these tests those that the patient's earlier ones fit best."""
    # Many tubes: each is weighed without a table of its own.
    weighed = [(code, tests[code], usual[code]) for code in codes]
    how_well = {
        one: sum([fit(mine, place(test, tube.numbers[code])) for code, test, mine in weighed])
        for one, tube in found.items()
        if weighed and tube.numbers.keys() >= {*codes}
    }
    return sorted(how_well, key=lambda one: -how_well[one])[:count]
