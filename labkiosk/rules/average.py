"""Whether the patients' values of a test have moved: the average of normals.

Hoffmann RG, Waid ME. The "average of normals" method of quality control. Am J Clin Pathol 1965;43:134-41. The mean of
the last so many values within limits is compared with what such values usually give; it has moved where it lies
further off than 3 standard errors (Cembrowski GS, Chandler EP, Westgard JO. Am J Clin Pathol 1984;81:492-9 on the
choice of limits). Values beyond the limits are left out, so that the sick do not move it. All is exact.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

USUAL = 5
"""How many windows before the last one say what is usual, where nobody gave a mean and an SD."""
_FEWEST = 2
_ERRORS = 3


class Average(NamedTuple):
    """The mean of the last ``n`` values within limits, the usual mean, and whether the first has moved from it."""

    n: int
    mean: Fraction
    usual: Fraction
    outside: bool


def within(values: Sequence[Decimal], low: Decimal, high: Decimal) -> list[Decimal]:
    """The values from ``low`` to ``high``, both inside, in their order."""
    return [value for value in values if low <= value <= high]


def average(
    values: Sequence[Decimal], window: int, mean: Decimal | None = None, sd: Decimal | None = None
) -> Average | None:
    """The mean of the first ``window`` values (newest first) beside the usual one; None with too few values.

    Without ``mean`` and ``sd`` the up to USUAL windows before it say what is usual, two of them at the least.
    """
    last = [Fraction(value) for value in values[:window]]
    if len(last) < window:
        return None
    if mean is not None and sd is not None:
        usual, variance = Fraction(mean), Fraction(sd) ** 2
    else:
        before = [Fraction(value) for value in values[window : window * (1 + USUAL)]]
        if len(before) < _FEWEST * window:
            return None
        usual = sum(before, Fraction(0)) / len(before)
        variance = sum(((value - usual) ** 2 for value in before), Fraction(0)) / (len(before) - 1)
    found = sum(last, Fraction(0)) / window
    # The square of the distance against that of 3 SD over the root of the window: no root is taken.
    outside = (found - usual) ** 2 * window > _ERRORS**2 * variance
    return Average(window, found, usual, outside)
