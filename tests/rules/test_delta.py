"""The delta check: a change against the patient's result before, censored ones as what they are."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.catalogue.delta import Delta
from labkiosk.rules.delta import Before, delta, reading_of, span
from labkiosk.rules.numeric import parse_reading
from tests.rules.making import MMOL_L, make_test

HOUR = 3_600_000
DAY = 24 * HOUR


def rule(absolute: str = "", percent: str = "", *, per_day: bool = False, within: int = 7) -> Delta:
    return Delta(
        absolute=Decimal(absolute) if absolute else None,
        percent=Decimal(percent) if percent else None,
        per_day=per_day,
        within_days=within,
        usual=Decimal(10),
    )


def said(rule: Delta | None, before: str, now: str, ms: int = DAY) -> str:
    test = make_test("K", "Potassium", units=(MMOL_L,), delta=rule)
    return delta(test, Before(reading=parse_reading(before, "K"), ms=ms), parse_reading(now, "K"))


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("3.9", "6.8", "Potassium 3.9 to 6.8 mmol/L in 1 day: more than 1.5 mmol/L."),
        ("6.8", "3.9", "Potassium 6.8 to 3.9 mmol/L in 1 day: more than 1.5 mmol/L."),
        ("3.9", "5.4", ""),
        ("3.9", "5.41", "Potassium 3.9 to 5.41 mmol/L in 1 day: more than 1.5 mmol/L."),
        ("0", "1.6", "Potassium 0 to 1.6 mmol/L in 1 day: more than 1.5 mmol/L."),
        # Below 2 it may be anything up to 2; from there to 3.5 it is 1.5.
        ("<2", "3.5", ""),
        ("<2", "3.6", "Potassium <2 to 3.6 mmol/L in 1 day: more than 1.5 mmol/L."),
        ("<2", "1", ""),
        ("<2", "<1", ""),
        ("3.6", "<2", "Potassium 3.6 to <2 mmol/L in 1 day: more than 1.5 mmol/L."),
        (">9", "8", ""),
        (">9", "7.4", "Potassium >9 to 7.4 mmol/L in 1 day: more than 1.5 mmol/L."),
        (">9", ">20", ""),
        (">9", "30", ""),
        ("<2", ">9", "Potassium <2 to >9 mmol/L in 1 day: more than 1.5 mmol/L."),
    ],
)
def test_an_absolute_change(before: str, now: str, told: str) -> None:
    assert said(rule("1.5"), before, now) == told


@pytest.mark.parametrize(
    ("of", "before", "now", "ms", "told"),
    [
        (rule(percent="50"), "100", "150", DAY, ""),
        (rule(percent="50"), "100", "151", DAY, "Potassium 100 to 151 mmol/L in 1 day: more than 50 %."),
        (rule(percent="50"), "100", "49", DAY, "Potassium 100 to 49 mmol/L in 1 day: more than 50 %."),
        # Both must be exceeded where both are given.
        (rule("0.5", "50"), "0.4", "0.8", DAY, ""),
        (rule("0.5", "50"), "2.0", "2.8", DAY, ""),
        (
            rule("0.5", "50"), "2", "3.1", 5 * HOUR,
            "Potassium 2 to 3.1 mmol/L in 5 hours: more than 0.5 mmol/L and 50 %.",
        ),
        (rule("2", per_day=True), "10", "15.9", 3 * DAY, ""),
        (rule("2", per_day=True), "10", "16.1", 3 * DAY, "Potassium 10 to 16.1 mmol/L in 3 days: more than 2 mmol/L a day."),
        # Within a day the limit of a whole day holds.
        (rule("2", per_day=True), "10", "11.9", HOUR, ""),
        (rule("2", within=2), "10", "20", 3 * DAY, ""),
        (rule("2", within=3), "10", "20", 3 * DAY, "Potassium 10 to 20 mmol/L in 3 days: more than 2 mmol/L."),
        (None, "10", "20", DAY, ""),
    ],
)  # fmt: skip
def test_other_rules(of: Delta | None, before: str, now: str, ms: int, told: str) -> None:
    assert said(of, before, now, ms) == told


def test_nothing_before() -> None:
    assert delta(make_test(delta=rule("1")), None, parse_reading("5", "K")) == ""


def test_a_result_as_it_is_kept() -> None:
    assert reading_of("<15", "15").comparator == "<"
    assert reading_of("1.5", "150").number == 150


@pytest.mark.parametrize(
    ("ms", "words"), [(0, "1 hour"), (HOUR, "1 hour"), (23 * HOUR, "23 hours"), (DAY, "1 day"), (35 * HOUR, "1 day"), (37 * HOUR, "2 days")]
)  # fmt: skip
def test_the_time_between(ms: int, words: str) -> None:
    assert span(ms) == words


@given(st.decimals("0", "9999", places=2), st.integers(0, 30 * DAY), st.sampled_from(["", "<", ">"]))
def test_the_same_again_is_never_told(number: Decimal, ms: int, sign: str) -> None:
    for of in (rule("0.01"), rule(percent="0.1"), rule("0.01", "0.1", per_day=True, within=400)):
        assert said(of, f"{sign}{number}", f"{sign}{number}", ms) == ""
