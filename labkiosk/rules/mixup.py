"""Tubes that were mixed up: results that fit another patient of the same rack better than their own.

Held against each other are whole patterns, as ``likeness`` weighs them. Two tubes exchanged show in both: the values of
each fit the other's patient. Tubes that stand one place further than was thought show in neighbours: each fits the one
before. Whatever is in the tube then belongs to somebody else, so all of it waits until a person has looked (the need
``look``): typed again, the numbers would only be the same.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from labkiosk.rules.likeness import Earlier, Tests, Usual, Values, fits, gain, places, several, usually

# Set on cohorts of the seeds that tests/bench/bench_mixups.py names for tuning; it measures on others.
_ENOUGH = 3.0
_ENOUGH_OF_FEW = 5.5
"""Of fewer than _SEVERAL things, which are alike in many people: sodium with chloride, potassium, bicarbonate."""
_ENOUGH_OF_ONE = 9.0
"""Where one of the patients is new: anybody's values could be theirs."""
_ONE_SIDE = -0.5
_ALONE = 9.0
_FEWEST, _SEVERAL = 3, 5
"""Things that tell by themselves: fewer than the first are no pattern."""


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


class _Side(NamedTuple):
    """A tube and its patient, weighed: where its values stand, and where the patient's usually do."""

    key: str
    places: Mapping[str, float]
    usual: Mapping[str, Usual]

    def mine(self) -> dict[str, float]:
        """How well the tube's values fit its own patient."""
        return fits(self.usual, self.places)


def _side(tests: Tests, seen: Seen) -> _Side:
    return _Side(seen.key, places(tests, seen.values), usually(tests, seen.earlier))


def unsettled(tests: Tests, own: Seen) -> bool:
    """Whether another tube could fit better at all: how well a tube's values fit its patient bounds that."""
    side = _side(tests, own)
    best = dict.fromkeys(side.places, 0.0)
    return several(side.places) >= _FEWEST and gain(side.mine(), best) > 2.0


def mixup(tests: Tests, run: Sequence[Seen], at: int) -> Mixup | None:
    """What the tube in place ``at`` of a run looks like; the others stand in their order, those with results."""
    sides = [_side(tests, seen) for seen in run]
    own = sides[at]
    if several(own.places) < _FEWEST:
        return None
    mine = own.mine()
    found = [_strange(mine), *(_exchanged(own, mine, other) for other in sides if other is not own)]
    for step in (-1, 1):
        if 0 <= at + step < len(run) and 0 <= at + 2 * step < len(run):
            found.append(_shifted(own, mine, sides[at + step], sides[at + 2 * step]))
    return max((one for one in found if one is not None), key=lambda one: one.weight, default=None)


def _strange(mine: Values) -> Mixup | None:
    weight = gain(mine, {})
    return Mixup(how="strange", weight=weight) if weight > _ALONE else None


def _exchanged(own: _Side, mine: Values, other: _Side) -> Mixup | None:
    """Both sides together; the other tube has results of the same tests, or somebody would have seen it."""
    if other.places.keys() != own.places.keys() or not (own.usual or other.usual):
        return None
    here = gain(mine, fits(other.usual, own.places))
    if here < _ONE_SIDE:
        return None
    there = gain(other.mine(), fits(own.usual, other.places))
    known = bool(own.usual and other.usual)
    if there < _ONE_SIDE or here + there <= _enough(own, known=known):
        return None
    return Mixup(how="exchanged", other=other.key, weight=here + there)


def _shifted(own: _Side, mine: Values, next_: _Side, after: _Side) -> Mixup | None:
    """The neighbour's patient fits these values, and the patient after it the neighbour's."""
    one, two = fits(next_.usual, own.places), fits(after.usual, next_.places)
    if several(one) < _FEWEST or several(two) < _FEWEST:
        return None
    here, there = gain(mine, one), gain(next_.mine(), two)
    if min(here, there) < _ONE_SIDE or here + there <= _enough(own, known=bool(mine)):
        return None
    return Mixup(how="shifted", other=next_.key, weight=here + there)


def _enough(own: _Side, *, known: bool) -> float:
    """What the evidence of a tube must weigh, where all the patients were here before or not."""
    if not known:
        return _ENOUGH_OF_ONE
    return _ENOUGH if several(own.places) >= _SEVERAL else _ENOUGH_OF_FEW
