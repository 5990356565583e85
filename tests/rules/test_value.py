"""What a typed value means."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.catalogue.limits import Unit
from labkiosk.catalogue.model import Test
from labkiosk.facts.errors import Refused
from labkiosk.rules.value import Assessed, assess, flag_words, same_value
from tests.rules.making import (
    CREATININE,
    GLUCOSE,
    HAEMOGLOBIN,
    MALARIA,
    PLATELETS,
    SMEAR,
    SODIUM,
    band,
    make_test,
)

ADULT = 10_000


def test_an_ordinary_value() -> None:
    assert assess(SODIUM, "140", None, "F", ADULT) == Assessed(
        value="140", unit="mmol/L", number=Decimal(140), own_unit="mmol/L", reference="136–145", example=True
    )


@pytest.mark.parametrize(
    ("value", "flag", "needs"),
    [
        ("135.9", "L", ()),
        ("136", "", ()),
        ("145", "", ()),
        ("145.1", "H", ()),
        ("129", "L", ()),
        ("128.9", "LL", ("again",)),
        ("160", "H", ()),
        ("161", "HH", ("again",)),
        ("110", "LL", ("again",)),
        ("108", "LL", ("again", "second")),
        ("175", "HH", ("again",)),
        ("176", "HH", ("again", "second")),
        ("0", "LL", ("again", "second")),
        ("300", "HH", ("again", "second")),
        ("<136", "L", ()),
        ("<137", "", ()),
        ("<129", "LL", ("again",)),
        ("<110", "LL", ("again", "second")),
        (">145", "H", ()),
        (">144", "", ()),
        (">160", "HH", ("again",)),
        (">175", "HH", ("again", "second")),
        ("<1000", "", ()),
        (">0", "", ()),
    ],
)
def test_flags_and_needs(value: str, flag: str, needs: tuple[str, ...]) -> None:
    found = assess(SODIUM, value, "mmol/L", "M", ADULT)
    assert (found.value, found.flag, found.needs, found.comment) == (value, flag, needs, "")


@pytest.mark.parametrize(
    ("test", "value", "unit", "message"),
    [
        (SODIUM, "1400", None, "Sodium 1400 mmol/L is not possible (limit 0 to 300). Check the value and the unit."),
        (SODIUM, "-1", None, "Sodium -1 mmol/L is not possible (limit 0 to 300). Check the value and the unit."),
        (SODIUM, ">300", None, "Sodium >300 mmol/L is not possible (limit 0 to 300). Check the value and the unit."),
        (SODIUM, "<0", None, "Sodium <0 mmol/L is not possible (limit 0 to 300). Check the value and the unit."),
        (
            GLUCOSE,
            "-0.1",
            "mmol/l",
            "Glucose random -0.1 mmol/L is not possible (limit 0 or more mg/dL). Check the value and the unit.",
        ),
        (
            HAEMOGLOBIN,
            "140",
            None,
            "Haemoglobin 140 g/dL is not possible (limit 0 to 50). Check the value and the unit. "
            "It looks like g/L: give the unit.",
        ),
        (SODIUM, "140", "g/L", 'Sodium: unit "g/L" is not accepted. Use mmol/L or mEq/L.'),
        (SODIUM, "1e2", None, 'Sodium: "1e2" is not a number. Type it like 7.8, <15 or >1000.'),
        (SODIUM, " 010000000027 ", None, "010000000027 is the number of a tube, not a value of Sodium. Erase it."),
        (SMEAR, "010000000027", None, "010000000027 is the number of a tube, not a value of Peripheral smear. Erase it."),
        (MALARIA, "maybe", None, 'Malaria parasite: "maybe" is not a choice. Use Not seen, P. vivax seen or P. falciparum seen.'),
        (MALARIA, "", None, "Malaria parasite is missing. Type it."),
        (MALARIA, "n", "mg/dL", 'Malaria parasite has no unit: leave out "mg/dL".'),
        (SMEAR, " ", None, "Peripheral smear is missing. Type it."),
        (SMEAR, "x" * 2001, None, "Peripheral smear is too long: 2001 characters, at most 2000."),
        (SMEAR, "a\x1bb", None, "Peripheral smear has a control character (\\x1b). Type it again without it."),
    ],
)  # fmt: skip
def test_refusals(test: Test, value: str, unit: str | None, message: str) -> None:
    with pytest.raises(Refused) as refused:
        assess(test, value, unit, "M", ADULT)
    assert str(refused.value) == message


def test_a_value_in_another_unit_is_converted_exactly() -> None:
    assert assess(GLUCOSE, "5.5", "mmol/L", "F", ADULT) == Assessed(
        value="5.5",
        unit="mmol/L",
        number=Decimal("99.08580"),
        own_unit="mg/dL",
        reference="70–140",
        example=True,
    )
    assert assess(PLATELETS, "1.2", "lakh/µL", "F", ADULT).number == 120
    assert assess(PLATELETS, "<3000", "/cumm", "F", ADULT) == Assessed(
        value="<3000", unit="/cumm", number=Decimal(3), own_unit="10³/µL", comparator="<", flag="L",
        reference="150–450", example=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("test", "value", "flag", "looks"),
    [
        (GLUCOSE, "5.5", "LL", "mmol/L"),
        (GLUCOSE, "7.7", "LL", "mmol/L"),
        (GLUCOSE, "8", "LL", ""),
        (GLUCOSE, "40", "LL", ""),
        (GLUCOSE, "60", "L", ""),
        (GLUCOSE, "<5.5", "LL", ""),
        (PLATELETS, "2.5", "L", "lakh/µL"),
        (PLATELETS, "40", "L", ""),
        (PLATELETS, "4", "L", "lakh/µL"),
        (CREATININE, "88", "HH", "µmol/L"),
        (CREATININE, "8", "HH", ""),
        (CREATININE, "2", "H", ""),
        (SODIUM, "100", "LL", ""),
    ],
)
def test_without_a_unit_a_value_that_fits_another_better_is_held(
    test: Test, value: str, flag: str, looks: str
) -> None:
    found = assess(test, value, None, "F", ADULT)
    assert (found.flag, found.comment) == (flag, f"looks like {looks}" if looks else "")
    if looks:
        assert found.needs == ("again", "second")


@pytest.mark.parametrize(("value", "looks"), [("3", "looks like four"), ("4", ""), ("3.34", ""), ("10", "")])
def test_without_critical_or_hold_limits_three_times_out_is_far(value: str, looks: str) -> None:
    units = (
        Unit(ucum="one", shown="one", factor=Decimal(1)),
        Unit(ucum="4", shown="four", factor=Decimal(4)),
    )
    test = make_test(units=units, bands=(band("range", "10", "50"),))
    assert assess(test, value, None, "F", ADULT).comment == looks


def test_a_unit_that_was_given_is_believed() -> None:
    found = assess(GLUCOSE, "5.5", "mg/dL", "F", ADULT)
    assert (found.flag, found.needs, found.comment) == ("LL", ("again",), "")


def test_200000_platelets_without_a_unit_are_refused_with_a_hint() -> None:
    with pytest.raises(Refused) as refused:
        assess(PLATELETS, "200000", "", "F", ADULT)
    assert str(refused.value).endswith("It looks like /cumm: give the unit.")


@pytest.mark.parametrize(
    ("value", "sex", "age", "flag", "reference", "example"),
    [
        ("12.5", "M", ADULT, "L", "13.0–17.0", True),
        ("12.5", "F", ADULT, "", "12.0–15.0", False),
        ("16", "F", ADULT, "H", "12.0–15.0", False),
        ("12.5", "U", ADULT, "", "", False),
        ("11", "U", ADULT, "L", "", True),
        ("18", "O", ADULT, "H", "", True),
        ("16", "U", ADULT, "", "", False),
        ("11", "F", None, "", "", False),
        ("11", "F", 6569, "", "", False),
        ("11", "F", 6570, "L", "12.0–15.0", False),
        ("6.9", "U", None, "LL", "", True),
        ("6.9", "F", 1, "LL", "", True),
        ("0", "U", None, "LL", "", True),
    ],
)
def test_what_is_not_known_flags_only_what_holds_for_all(
    value: str, sex: str, age: int | None, flag: str, reference: str, example: bool
) -> None:
    found = assess(HAEMOGLOBIN, value, "g/dL", sex, age)
    assert (found.flag, found.reference, found.example) == (flag, reference, example)


def test_no_range_is_not_normal() -> None:
    found = assess(make_test(name="pH"), "0", None, "F", ADULT)
    assert found == Assessed(value="0", number=Decimal(0))


def test_a_limit_of_zero_is_a_limit() -> None:
    test = make_test(bands=(band("range", None, "0"), band("critical", "-5", "5")))
    assert [assess(test, v, None, "F", 1).flag for v in ("0", "0.1", "-6", "6", "-1")] == [
        "",
        "H",
        "LL",
        "HH",
        "",
    ]


@pytest.mark.parametrize("typed", ["PV", "pv", "P. vivax seen", "p. VIVAX  seen", "v", " V "])
def test_choice_by_code_text_or_key(typed: str) -> None:
    assert assess(MALARIA, typed, None, "F", None) == Assessed(value="P. vivax seen", flag="A", example=True)


def test_a_normal_choice_has_no_flag() -> None:
    assert assess(MALARIA, "n", "", "F", None) == Assessed(value="Not seen")


def test_text() -> None:
    assert assess(SMEAR, "  Normocytic   cells ", None, "F", None) == Assessed(value="Normocytic cells")


@pytest.mark.parametrize(
    ("test", "first", "again", "same"),
    [
        (SODIUM, "7.80", "7.8", True),
        (SODIUM, "07.8", "7.8", True),
        (SODIUM, "7.8", "8.7", False),
        (SODIUM, "0", "0.00", True),
        (SODIUM, "<15", "< 15.0", True),
        (SODIUM, "<15", "15", False),
        (SODIUM, "<15", ">15", False),
        (SODIUM, "-1", "1", False),
        (MALARIA, "PV", "v", True),
        (MALARIA, "PV", "f", False),
        (SMEAR, "Normal  cells", " Normal cells", True),
        (SMEAR, "Normal cells", "normal cells", False),
    ],
)
def test_typed_again(test: Test, first: str, again: str, same: bool) -> None:
    assert same_value(test, first, again) is same
    assert same_value(test, again, first) is same


def test_typed_again_in_another_unit() -> None:
    assert same_value(PLATELETS, "1.5", "150", "lakh/µL", "10³/µL")
    assert same_value(PLATELETS, "1.5", "1.50", "lakh/µL")
    assert not same_value(PLATELETS, "1.5", "1.5", "lakh/µL", "10³/µL")


def test_what_is_no_value_is_not_compared() -> None:
    with pytest.raises(Refused):
        same_value(SODIUM, "140", "14o")


def test_flag_words() -> None:
    assert [flag_words(f) for f in ("", "L", "H", "LL", "HH", "A")] == [
        "", "L low", "H high", "LL critical low", "HH critical high", "A abnormal",
    ]  # fmt: skip


@given(
    st.decimals(0, 400, places=2),
    st.sampled_from(["", "<", ">"]),
    st.sampled_from(["F", "M", "O", "U"]),
    st.none() | st.integers(0, 40_000),
)
def test_the_same_in_either_unit(number: Decimal, comparator: str, sex: str, age: int | None) -> None:
    """A value and its equal in the other unit mean the same."""
    halves = Unit(ucum="half", shown="half", factor=Decimal("0.5"))
    test = make_test(units=(Unit(ucum="one", shown="one", factor=Decimal(1)), halves), bands=SODIUM.bands)
    try:
        own = assess(test, f"{comparator}{number}", "one", sex, age)
    except Refused:
        with pytest.raises(Refused):
            assess(test, f"{comparator}{number * 2}", "half", sex, age)
        return
    other = assess(test, f"{comparator}{number * 2}", "half", sex, age)
    assert other.number == own.number
    assert (other.flag, other.needs, other.reference) == (own.flag, own.needs, own.reference)


@given(st.text(max_size=20), st.none() | st.text(max_size=8))
def test_anything_typed_is_assessed_or_refused(value: str, unit: str | None) -> None:
    for test in (SODIUM, GLUCOSE, PLATELETS, HAEMOGLOBIN, CREATININE, MALARIA, SMEAR):
        try:
            found = assess(test, value, unit, "U", None)
        except Refused as refused:
            assert len(str(refused).splitlines()) == 1
        else:
            assert same_value(test, value, found.value)
