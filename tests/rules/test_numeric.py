"""Numbers as people type them, and the units they are in."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.catalogue.limits import Unit
from labkiosk.facts.errors import Refused
from labkiosk.rules.numeric import Reading, parse_reading, plain
from labkiosk.rules.units import find_unit, own_unit
from tests.rules.making import GLUCOSE, PLATELETS, make_test


@pytest.mark.parametrize(
    ("text", "comparator", "number"),
    [
        ("7.8", "", "7.8"),
        ("7.80", "", "7.80"),
        (".5", "", "0.5"),
        ("0", "", "0"),
        ("0.0", "", "0.0"),
        ("007", "", "7"),
        ("-2.5", "", "-2.5"),
        ("+2.5", "", "2.5"),
        ("<15", "<", "15"),
        ("< 15", "<", "15"),
        (">1000", ">", "1000"),
        (" 4.2 ", "", "4.2"),
        ("123456789012", "", "123456789012"),
        ("0.69999999999", "", "0.69999999999"),
    ],
)
def test_what_is_a_number(text: str, comparator: str, number: str) -> None:
    reading = parse_reading(text, "Sodium")
    assert (reading.comparator, str(reading.number)) == (comparator, number)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Sodium is missing. Type it."),
        ("1,234", "Sodium: type 1,234 without commas, with a point for decimals, like 7.8 or 1234."),
        ("7,8", "Sodium: type 7,8 without commas, with a point for decimals, like 7.8 or 1234."),
        ("1,50,000", "Sodium: type 1,50,000 without commas, with a point for decimals, like 7.8 or 1234."),
        ("1234567890123", "Sodium: 1234567890123 has more than 12 digits. Check it."),
        ("0.000000000001", "Sodium: 0.000000000001 has more than 12 digits. Check it."),
        *(
            (text, f'Sodium: "{text}" is not a number. Type it like 7.8, <15 or >1000.')
            for text in (
                "1e3", "1E-3", "NaN", "nan", "inf", "-Infinity", "0x1F", "1_000", "७.८", "٧", "７.８", "7.", ".",
                "-", "<", "<=15", "≤15", "<>5", "><5", "7 .8", "7.8 mmol/L", "1.2.3", "--1", "= 5", "1/2", "7·8", "²",
            )
        ),
        ("x" * 30, f'Sodium: "{"x" * 24}…" is not a number. Type it like 7.8, <15 or >1000.'),
        ("1\x1b[2J", "Sodium has a control character (\\x1b). Type it again without it."),
    ],
)  # fmt: skip
def test_what_is_none(text: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_reading(text, "Sodium")
    assert str(refused.value) == message


@given(st.integers(0, 999_999), st.integers(0, 999_999), st.sampled_from(["", "<", ">"]))
def test_digits_are_kept_to_the_last(whole: int, part: int, comparator: str) -> None:
    text = f"{comparator}{whole}.{part:06d}"
    reading = parse_reading(text, "X")
    assert f"{reading.comparator}{plain(reading.number)}" == text


@given(st.decimals(-(10**6), 10**6, places=6), st.decimals("0.000000001", 10**9, places=9))
def test_conversion_is_exact(number: Decimal, factor: Decimal) -> None:
    converted = Reading(comparator="", number=number).times(factor)
    assert Fraction(converted.number) == Fraction(number) * Fraction(factor)


@given(st.text(max_size=15))
def test_anything_else_is_refused_and_nothing_else_raised(text: str) -> None:
    try:
        reading = parse_reading(text, "X")
    except Refused:
        return
    assert reading.number.is_finite()
    assert text.isascii() or not text.strip(" \t\r\n").isalnum()


@pytest.mark.parametrize(
    ("comparator", "number", "below_10", "above_10"),
    [
        ("", "9.99", True, False),
        ("", "10", False, False),
        ("", "10.01", False, True),
        ("<", "9", True, False),
        ("<", "10", True, False),
        ("<", "10.01", False, False),
        ("<", "1000", False, False),
        (">", "9.99", False, False),
        (">", "10", False, True),
        (">", "1000", False, True),
        (">", "0", False, False),
    ],
)
def test_a_limit_is_inside(comparator: str, number: str, below_10: bool, above_10: bool) -> None:
    reading = Reading(comparator=comparator, number=Decimal(number))  # type: ignore[arg-type]
    assert (reading.is_below(Decimal(10)), reading.is_above(Decimal(10))) == (below_10, above_10)
    assert not reading.is_below(None)
    assert not reading.is_above(None)


def test_zero_is_a_limit() -> None:
    assert Reading(comparator="", number=Decimal("-0.1")).is_below(Decimal(0))
    assert Reading(comparator="", number=Decimal("0.1")).is_above(Decimal(0))
    assert not Reading(comparator="", number=Decimal(0)).is_above(Decimal(0))


@pytest.mark.parametrize(
    ("given", "ucum"),
    [
        ("10*3/uL", "10*3/uL"),
        ("10³/µL", "10*3/uL"),
        ("10³/μL", "10*3/uL"),
        ("10^3/uL", "10*3/uL"),
        ("10^3/UL", "10*3/uL"),
        (" 10³ / µL ", "10*3/uL"),
        ("lakh/ul", "10*5/uL"),
        ("10^5/µl", "10*5/uL"),
        ("/CUMM", "/uL"),
        ("/µL", "/uL"),
    ],
)
def test_ways_to_write_a_unit(given: str, ucum: str) -> None:
    unit = find_unit(PLATELETS, given)
    assert unit is not None
    assert unit.ucum == ucum


@pytest.mark.parametrize("given", [None, "", "  "])
def test_no_unit_given(given: str | None) -> None:
    assert find_unit(GLUCOSE, given) is None


def test_unit_refusals() -> None:
    with pytest.raises(Refused) as refused:
        find_unit(GLUCOSE, "g/L\x1b")
    assert str(refused.value) == 'Glucose random: unit "g/L\\x1b" is not accepted. Use mg/dL or mmol/L.'
    with pytest.raises(Refused) as refused:
        find_unit(make_test(name="pH"), "mmol/L")
    assert str(refused.value) == 'pH has no unit: leave out "mmol/L".'


def test_own_unit() -> None:
    assert own_unit(GLUCOSE).ucum == "mg/dL"
    assert own_unit(make_test()) == Unit(ucum="", shown="", factor=Decimal(1))
