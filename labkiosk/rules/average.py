"""Whether the patients' values of a test have moved: the average of normals.

Hoffmann RG, Waid ME. The "average of normals" method of quality control. Am J Clin Pathol 1965;43:134-41. The mean of
the last so many values within limits is compared with what such values usually give; it has moved where it lies
further off than 4 standard errors of their difference (Cembrowski GS, Chandler EP, Westgard JO. Am J Clin Pathol
1984;81:492-9 on the choice of limits). It is looked at anew with each patient, so 3 would be passed by chance on
most days. Values beyond the limits are left out, so that the sick do not move it. All is exact.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

USUAL = 10
"""How many windows before the last one say what is usual, where nobody gave a mean and an SD."""
_FEWEST = 2
_ERRORS = 4


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
    if len(values) < window:
        return None
    found = _sum(values[:window]) / window
    if mean is not None and sd is not None:
        usual, squared = Fraction(mean), Fraction(sd) ** 2 / window
    else:
        before = values[window : window * (1 + USUAL)]
        count = len(before)
        if count < _FEWEST * window:
            return None
        usual = _sum(before) / count
        variance = (_sum([value * value for value in before]) - count * usual**2) / (count - 1)
        # The usual mean is itself found from some patients: its own error counts too.
        squared = variance * (Fraction(1, window) + Fraction(1, count))
    return Average(window, found, usual, (found - usual) ** 2 > _ERRORS**2 * squared)


def _sum(values: Sequence[Decimal]) -> Fraction:
    """Their sum, exact for numbers as laboratories give them: of at most 12 digits."""
    return Fraction(sum(values, Decimal(0)))
