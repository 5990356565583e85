"""The patients' mean: sums done by hand, and what must hold of any values."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from labkiosk.rules.average import USUAL, average, within

VALUES = st.lists(st.decimals(-1000, 1000, places=2), min_size=5, max_size=70)


def numbers(*given: str) -> list[Decimal]:
    return [Decimal(each) for each in given]


def test_limits_are_inside() -> None:
    given = numbers("135.9", "136", "140", "145", "145.1")
    assert within(given, Decimal(136), Decimal(145)) == given[1:4]


def test_a_mean_beside_one_that_is_given() -> None:
    # Five values of SD 2: 4 standard errors are 8 over the root of 5, that is 3.578.
    found = average(numbers("143", "144", "143", "145", "142", "1"), 5, Decimal(140), Decimal(2))
    assert found == (5, Fraction(717, 5), Fraction(140), False)
    found = average(numbers("143", "144", "143", "145", "143"), 5, Decimal(140), Decimal(2))
    assert found == (5, Fraction(718, 5), Fraction(140), True)


def test_on_the_limit_it_has_not_moved() -> None:
    # Sixteen values of SD 2: 4 standard errors are 2, exactly.
    assert average([Decimal(142)] * 16, 16, Decimal(140), Decimal(2)) == (16, 142, 140, False)
    assert average([Decimal("142.01")] * 16, 16, Decimal(140), Decimal(2))[3]  # type: ignore[index]


def test_what_was_usual_is_found_from_the_windows_before() -> None:
    # Ten values of variance 10/9: 4 standard errors of both means are the root of 16 * 10/9 * (1/5 + 1/10), 2.309.
    before = numbers("139", "141") * 5
    assert average([Decimal(140)] * 5 + before, 5) == (5, 140, 140, False)
    assert average([Decimal("142.3")] * 5 + before, 5) == (5, Fraction("142.3"), 140, False)
    assert average([Decimal("142.31")] * 5 + before, 5) == (5, Fraction("142.31"), 140, True)
    assert average([Decimal(140)] * 5 + before[:9], 5) is None
    assert average([Decimal(140)] * 4, 5, Decimal(140), Decimal(2)) is None


def test_what_is_older_than_the_windows_before_does_not_count() -> None:
    given = [Decimal(140)] * 5 + numbers("139", "141", "140", "139", "141") * USUAL
    assert average([*given, Decimal(900)], 5) == average(given, 5)


@given(VALUES, st.decimals(-1000, 1000, places=2), st.decimals("0.01", 100, places=2))
def test_moving_or_scaling_all_changes_nothing(values: list[Decimal], by: Decimal, factor: Decimal) -> None:
    moved = average([value * factor + by for value in values], 5)
    found = average(values, 5)
    assert (moved is None) == (found is None)
    if moved is not None and found is not None:
        assert moved.outside == found.outside
        assert moved.mean == found.mean * Fraction(factor) + Fraction(by)
