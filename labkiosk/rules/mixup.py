"""Tubes that were mixed up: results that fit another patient of the same rack better than their own.

Held against each other are whole patterns, as ``likeness`` weighs them. Two tubes exchanged show in both: the values of
each fit the other's patient. Tubes that stand one place further than was thought show in neighbours: each fits the one
before. Whatever is in the tube then belongs to somebody else, so all of it waits until a person has looked (the need
``look``): typed again, the numbers would only be the same.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from labkiosk.rules.likeness import Earlier, Tests, Values, fits, gain, several, weighable

# Set on cohorts of the seeds that tests/bench/bench_mixups.py names for tuning; it measures on others.
_ENOUGH = 3.0
_ENOUGH_OF_ONE = 9.0
"""Where one of the patients is new: anybody's values could be theirs."""
_ONE_SIDE = -0.5
_ALONE = 9.0
_FEWEST = 3
"""Things that tell by themselves: fewer are no pattern."""


class Seen(Struct, frozen=True, kw_only=True):
    """A tube as the detector sees it: its results, and its patient's earlier ones of the same tests.

    ``key`` is what its caller knows it by.
    """

    key: str
    values: Values
    earlier: Earlier = {}


class Mixup(Struct, frozen=True, kw_only=True):
    """What a tube looks like: ``exchanged`` with another, ``shifted`` one place along with it, or ``strange`` to its
    patient with no other in sight, when ``other`` is empty. ``weight`` is the logarithm of the evidence."""

    how: Literal["exchanged", "shifted", "strange"]
    other: str = ""
    weight: float


def unsettled(tests: Tests, own: Seen) -> bool:
    """Whether another tube could fit better at all: how well a tube's values fit its patient bounds that."""
    values = weighable(tests, own.values)
    return (
        several(values) >= _FEWEST
        and -gain(dict.fromkeys(values, 0.0), fits(tests, values, own.earlier)) > 2.0
    )


def mixup(tests: Tests, run: Sequence[Seen], at: int) -> Mixup | None:
    """What the tube in place ``at`` of a run looks like; the others stand in their order, those with results."""
    own = run[at]
    values = weighable(tests, own.values)
    if several(values) < _FEWEST:
        return None
    mine = fits(tests, values, own.earlier)
    found = [
        _strange(mine),
        *(_exchanged(tests, values, mine, own, other) for other in run if other is not own),
    ]
    for step in (-1, 1):
        if 0 <= at + step < len(run) and 0 <= at + 2 * step < len(run):
            found.append(_shifted(tests, values, mine, run[at + step], run[at + 2 * step]))
    return max((one for one in found if one is not None), key=lambda one: one.weight, default=None)


def _strange(mine: Values) -> Mixup | None:
    weight = gain(mine, {})
    return Mixup(how="strange", weight=weight) if weight > _ALONE else None


def _exchanged(tests: Tests, values: Values, mine: Values, own: Seen, other: Seen) -> Mixup | None:
    """Both sides together; the other tube has results of the same tests, or somebody would have seen it."""
    theirs = weighable(tests, other.values)
    if theirs.keys() != values.keys() or not (own.earlier or other.earlier):
        return None
    here = gain(mine, fits(tests, values, other.earlier))
    if here < _ONE_SIDE:
        return None
    there = gain(fits(tests, theirs, other.earlier), fits(tests, theirs, own.earlier))
    known = own.earlier and other.earlier
    if there < _ONE_SIDE or here + there <= (_ENOUGH if known else _ENOUGH_OF_ONE):
        return None
    return Mixup(how="exchanged", other=other.key, weight=here + there)


def _shifted(tests: Tests, values: Values, mine: Values, next_: Seen, after: Seen) -> Mixup | None:
    """The neighbour's patient fits these values, and the patient after it the neighbour's."""
    theirs = weighable(tests, next_.values)
    one, two = fits(tests, values, next_.earlier), fits(tests, theirs, after.earlier)
    if several(one) < _FEWEST or several(two) < _FEWEST:
        return None
    here, there = gain(mine, one), gain(fits(tests, theirs, next_.earlier), two)
    if min(here, there) < _ONE_SIDE or here + there <= (_ENOUGH if mine else _ENOUGH_OF_ONE):
        return None
    return Mixup(how="shifted", other=next_.key, weight=here + there)
