"""How well results fit somebody's earlier ones, over several tests together.

A difference counts by how many usual ones of its test it is (delta.csv), and how likely that is follows Student's t with
few degrees of freedom: its long tails make one surprise bearable and several together not, for sick people do change.
Tests that go up and down together, such as haemoglobin and haematocrit, count as one.
These are weights of evidence, not results, hence floats.
"""

from collections.abc import Mapping, Sequence
from math import log, log1p

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


def weighable(tests: Tests, values: Values) -> dict[str, float]:
    """The values of which delta.csv says how much they usually differ."""
    return {c: v for c, v in values.items() if (test := tests.get(c)) is not None and test.delta is not None}


def fit(test: Test, earlier: Sequence[float], now: float) -> float:
    """The logarithm of how likely a result is after the earlier ones, or their mean; 0 for the same as one."""
    usual, least = _scale(test)
    here = log(max(now, least))
    far = abs(here - log(max(sum(earlier) / len(earlier), least)))
    for one in earlier:
        far = min(far, abs(here - log(max(one, least))))
    far /= usual
    return -(_FREEDOM + 1) / 2 * log1p(far * far / _FREEDOM)


_scales: dict[str, tuple[Test, float, float]] = {}


def _scale(test: Test) -> tuple[float, float]:
    """The usual difference of a test as a logarithm, and the least number that says anything."""
    known = _scales.get(test.code)
    if known is None or known[0] is not test:
        assert test.delta is not None
        # Below the last decimal that is reported a number says little, and nothing has no logarithm.
        known = (test, log1p(float(test.delta.usual) / 100), 10.0**-test.decimals / 5)
        _scales[test.code] = known
    return known[1:]


def fits(tests: Tests, values: Values, earlier: Earlier) -> dict[str, float]:
    """The same of every value that has earlier ones."""
    return {c: fit(tests[c], earlier[c], v) for c, v in values.items() if earlier.get(c)}


def gain(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """By how much the same values fit the ``other`` person better than ``one``, each as ``fits`` says it."""
    groups: dict[str, list[float]] = {}
    for code in one.keys() | other.keys():
        better = other.get(code, _STRANGER) - one.get(code, _STRANGER)
        groups.setdefault(_GROUP.get(code, code), []).append(better)
    return sum(max(-_MOST, min(_MOST, sum(found) / len(found))) for found in groups.values())


def several(*codes: Mapping[str, float]) -> int:
    """How many things that tell by themselves are among these tests."""
    return len({_GROUP.get(code, code) for found in codes for code in found})
