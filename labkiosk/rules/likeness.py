"""How well results fit somebody's earlier ones, over several tests together.

A difference counts by how many usual ones of its test it is (delta.csv), and how likely that is follows Student's t with
few degrees of freedom: its long tails make one surprise bearable and several together not, for sick people do change.
Tests that go up and down together, such as haemoglobin and haematocrit, count as one.
These are weights of evidence, not results, hence floats.
"""

from collections.abc import Mapping, Sequence
from math import log, log1p
from typing import NamedTuple, TypeVar

from labkiosk.catalogue.model import Test

_FREEDOM = 3.0
_STRANGER = -1.5
"""What a test weighs of which a person has no earlier result: about what a stranger's result would."""
_MOST = 4.0
"""What one thing weighs at most, for or against: a single value that is far out is no pattern."""

TOGETHER = (
    ("HB", "RBC", "HCT"), ("MCV", "MCH"), ("NEU", "LYM"), ("NA", "CL"), ("TP", "ALB", "GLOB"),
    ("TBIL", "DBIL", "IBIL"), ("UREA", "BUN"), ("GLUR", "GLUF"),
)  # fmt: skip
"""Codes of tests that tell one thing."""

_GROUP = {code: group[0] for group in TOGETHER for code in group}

Tests = Mapping[str, Test]
Values = Mapping[str, float]
"""Numbers by test, in its own unit."""
Earlier = Mapping[str, Sequence[float]]
"""A patient's latest results by test."""
Usual = tuple[float, ...]
"""The places of a patient's latest results of a test, and of their mean."""


_Of = TypeVar("_Of")


def weighable(tests: Tests, values: Mapping[str, _Of]) -> dict[str, _Of]:
    """What there is of the tests of which delta.csv says how much they usually differ."""
    return {c: v for c, v in values.items() if (test := tests.get(c)) is not None and test.delta is not None}


class _Scale(NamedTuple):
    """By how much results of a test usually differ, as a logarithm, and the least number that says anything."""

    test: Test
    differ: float
    least: float


_scales: dict[str, _Scale] = {}


def place(test: Test, number: float) -> float:
    """Where a number of a test of delta.csv stands: its logarithm, counted in usual differences of the test."""
    scale = _scales.get(test.code)
    if scale is None or scale.test is not test:
        scale = _scales[test.code] = _scale(test)
    _, differ, least = scale
    return log(number if number > least else least) / differ


def _scale(test: Test) -> _Scale:
    assert test.delta is not None
    # Below the last decimal that is reported a number says little, and nothing has no logarithm.
    return _Scale(test, log1p(float(test.delta.usual) / 100), 10.0**-test.decimals / 5)


def places(tests: Tests, values: Values) -> dict[str, float]:
    """Where the weighable values stand."""
    return {c: place(tests[c], v) for c, v in weighable(tests, values).items()}


def usual(test: Test, earlier: Sequence[float]) -> Usual:
    """What a test usually is in whom it was this before; there is at least one earlier result."""
    # One result is its own mean.
    each = (*earlier, sum(earlier) / len(earlier)) if len(earlier) > 1 else earlier
    return tuple([place(test, one) for one in each])


def usually(tests: Tests, earlier: Earlier) -> dict[str, Usual]:
    """The same of every weighable test that has earlier results."""
    return {c: usual(tests[c], found) for c, found in weighable(tests, earlier).items() if found}


def fit(usual: Usual, place: float) -> float:
    """The logarithm of how likely a result is after the earlier ones, or their mean; 0 for the same as one."""
    far = abs(place - usual[0])
    for one in usual[1:]:
        far = min(far, abs(place - one))
    return -(_FREEDOM + 1) / 2 * log1p(far * far / _FREEDOM)


def fits(usual: Mapping[str, Usual], places: Mapping[str, float]) -> dict[str, float]:
    """The same of every test that has earlier results."""
    return {c: fit(usual[c], found) for c, found in places.items() if c in usual}


def gain(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """By how much the same values fit the ``other`` person better than ``one``, each as ``fits`` says it."""
    groups: dict[str, list[float]] = {}
    for code in {**one, **other}:
        better = other.get(code, _STRANGER) - one.get(code, _STRANGER)
        groups.setdefault(_GROUP.get(code, code), []).append(better)
    means = [found[0] if len(found) == 1 else sum(found) / len(found) for found in groups.values()]
    return sum([max(-_MOST, min(_MOST, mean)) for mean in means])


def several(*codes: Mapping[str, float]) -> int:
    """How many things that tell by themselves are among these tests."""
    return len({_GROUP.get(code, code) for found in codes for code in found})
