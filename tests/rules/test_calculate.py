"""Formulas of the catalogue: read strictly, counted exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.catalogue.formula import condition, formula, names
from labkiosk.rules.calculate import holds, rounded, value_of

GIVEN = {"A": Decimal("7"), "B": Decimal("0.1"), "C1": Decimal("-3")}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 - 2 - 3", "-4"),
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("12 / 3 / 2", "2"),
        ("2 * 3 ^ 2", "18"),
        ("10 ^ -2", "0.01"),
        ("A - B * 3", "6.7"),
        ("min(A, B) + max(A, C1)", "7.1"),
        ("0.1 + 0.2", "0.3"),
        ("min(A / 7, 1) ^ -0.241", "1"),
    ],
)
def test_a_formula_comes_to(text: str, value: str) -> None:
    assert value_of(formula(text), GIVEN) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("A < 7", False),
        ("A <= 7", True),
        ("A > 6.9", True),
        ("A >= 7", True),
        ("A = 7.0", True),
        ("B + 1 < A", True),
    ],
)
def test_a_condition_holds(text: str, true: bool) -> None:
    assert holds(condition(text), GIVEN) is true


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "'the end' stands where a number or a name is wanted"),
        ("A +", "'the end' stands where a number or a name is wanted"),
        ("A B", "'B' stands after its end"),
        ("A < 3", "'<' stands after its end"),
        ("(A", "'the end' stands where ) is wanted"),
        ("min(A)", "')' stands where , is wanted"),
        ("A; B", "';' is no part of a formula"),
        ("__import__('os')", "'_' is no part of a formula"),
        ("A.real", "'.' is no part of a formula"),
        ("-A", "'-' stands where a number or a name is wanted"),
        ("(" * 30 + "A" + ")" * 30, "it has too many brackets"),
    ],
)
def test_what_is_no_formula_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError) as found:
        formula(text)
    assert str(found.value) == why


def test_a_condition_must_compare() -> None:
    with pytest.raises(ValueError) as found:
        condition("A + 1")
    assert str(found.value) == "'the end' stands where < or <= or > or >= or = is wanted"


@pytest.mark.parametrize("text", ["1 / (A - 7)", "C1 ^ 0.5", "10 ^ 10 ^ 1"])
def test_what_has_no_value_is_an_error_of_counting(text: str) -> None:
    with pytest.raises((ArithmeticError, ValueError)):
        value_of(formula(text), GIVEN)


def test_every_name_is_known() -> None:
    assert names(formula("142 * min(CREA / 0.7, 1) ^ -0.241 * 0.9938 ^ AGE")) == {"CREA", "AGE"}
    assert names(condition("TG < 400")) == {"TG"}


@pytest.mark.parametrize(
    ("number", "decimals", "shown"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-0.5", 0, "-1"),
        ("2.105", 2, "2.11"),
        ("7", 1, "7.0"),
    ],
)
def test_a_half_is_rounded_away_from_zero(number: str, decimals: int, shown: str) -> None:
    assert str(rounded(Decimal(number), decimals)) == shown


EXACT = st.decimals(min_value=0, max_value=10**9, places=3)


@given(EXACT, EXACT, EXACT)
def test_sums_differences_and_products_are_exact(a: Decimal, b: Decimal, c: Decimal) -> None:
    found = value_of(formula("X * Y - (X + Z)"), {"X": a, "Y": b, "Z": c})
    thousandths = [int(n.scaleb(3)) for n in (a, b, c)]
    x, y, z = thousandths
    assert found.scaleb(6) == x * y - (x + z) * 1000
