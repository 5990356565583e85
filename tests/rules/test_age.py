"""Ages and dates of birth."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from labkiosk.facts.errors import Refused
from labkiosk.rules.age import age_days, age_text, birth_from_age, parse_birth_date

TODAY = date(2026, 11, 22)
days = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("51 y", date(1975, 11, 22)),
        ("51y", date(1975, 11, 22)),
        ("51 years", date(1975, 11, 22)),
        ("51 Yrs.", date(1975, 11, 22)),
        ("8 m", date(2026, 3, 22)),
        ("8 months", date(2026, 3, 22)),
        ("3 d", date(2026, 11, 19)),
        ("0 d", TODAY),
        ("2 w", date(2026, 11, 8)),
        (" 1 week ", date(2026, 11, 15)),
        ("130 y", date(1896, 11, 22)),
    ],
)
def test_birth_from_age(text: str, birth: date) -> None:
    assert birth_from_age(text, TODAY) == birth


@pytest.mark.parametrize(
    ("text", "today", "birth"),
    [
        ("1 m", date(2026, 3, 31), date(2026, 2, 28)),
        ("1 y", date(2024, 2, 29), date(2023, 2, 28)),
        ("4 y", date(2024, 2, 29), date(2020, 2, 29)),
        ("2 m", date(2027, 1, 31), date(2026, 11, 30)),
        ("12 m", date(2026, 12, 31), date(2025, 12, 31)),
    ],
)
def test_short_months(text: str, today: date, birth: date) -> None:
    assert birth_from_age(text, today) == birth


@pytest.mark.parametrize(
    "text", ["", "51", "y", "51 x", "5.5 y", "-1 y", "५ y", "1 y 6 m", "1e2 d", "51\x1by"]
)
def test_what_is_no_age(text: str) -> None:
    shown = text.replace("\x1b", "\\x1b")
    with pytest.raises(Refused) as refused:
        birth_from_age(text, TODAY)
    assert str(refused.value) == f'Type the age like 51 y, 8 m, 2 w or 3 d, not "{shown}".'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("131 y", "131 y"),
        ("1561 months", "1561 m"),
        ("47483 d", "47483 d"),
        ("99999 y", "99999 y"),
        ("6784 w", "6784 w"),
    ],
)
def test_nobody_is_that_old(text: str, shown: str) -> None:
    with pytest.raises(Refused) as refused:
        birth_from_age(text, TODAY)
    assert str(refused.value) == f"Age {shown} is more than 130 years. Check it."


@given(days, st.sampled_from([("y", 2, 130), ("m", 2, 23), ("d", 0, 30)]), st.data())
def test_an_age_typed_is_the_age_shown(today: date, unit: tuple[str, int, int], data: st.DataObject) -> None:
    word, least, most = unit
    text = f"{data.draw(st.integers(least, most))} {word}"
    assert age_text(birth_from_age(text, today), today, True) == f"~{text}"


@pytest.mark.parametrize(
    ("birth", "on", "text"),
    [
        (TODAY, TODAY, "0 d"),
        (TODAY - timedelta(days=30), TODAY, "30 d"),
        (TODAY - timedelta(days=31), TODAY, "1 m"),
        (date(2024, 11, 23), TODAY, "23 m"),
        (date(2024, 11, 22), TODAY, "2 y"),
        (date(1975, 11, 23), TODAY, "50 y"),
        (date(1975, 11, 22), TODAY, "51 y"),
        (date(2004, 2, 29), date(2026, 2, 28), "21 y"),
    ],
)
def test_age_text(birth: date, on: date, text: str) -> None:
    assert age_text(birth, on, False) == text
    assert age_text(birth, on, True) == f"~{text}"


def test_age_not_known() -> None:
    assert age_text(None, TODAY, False) == age_text(None, TODAY, True) == "age not known"


@given(days, st.integers(0, 47_000))
def test_age_days_counts_midnights(on: date, count: int) -> None:
    assert age_days(on - timedelta(days=count), on) == count


def test_born_after_collection() -> None:
    with pytest.raises(Refused) as refused:
        age_days(date(2026, 11, 23), TODAY)
    assert str(refused.value) == "Date of birth 2026-11-23 is after 2026-11-22. Check both."


@pytest.mark.parametrize(
    "text",
    [
        "1975-03-14",
        "14/03/1975",
        "14/3/1975",
        "14-03-1975",
        "14.03.1975",
        "14 Mar 1975",
        "14 march 1975",
        "14-MAR-1975",
    ],
)
def test_ways_to_write_a_birth_date(text: str) -> None:
    assert parse_birth_date(text, TODAY) == date(1975, 3, 14)


@given(st.dates(date(1897, 1, 1), TODAY))
def test_each_day_reads_back(birth: date) -> None:
    assert parse_birth_date(birth.isoformat(), TODAY) == birth
    assert parse_birth_date(birth.strftime("%d/%m/%Y"), TODAY) == birth
    assert parse_birth_date(birth.strftime("%d %b %Y"), TODAY) == birth


def test_born_today() -> None:
    assert parse_birth_date("2026-11-22", TODAY) == TODAY


@given(st.dates(date(1897, 1, 1), TODAY))
def test_the_day_comes_first(birth: date) -> None:
    assume(birth.day != birth.month)
    assert parse_birth_date(f"{birth.day}/{birth.month}/{birth.year}", TODAY) == birth


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1975", 'Type the date of birth like 1975-03-14, 14/03/1975 or 14 Mar 1975, not "1975".'),
        ("14/03/75", 'Type the date of birth like 1975-03-14, 14/03/1975 or 14 Mar 1975, not "14/03/75".'),
        (
            "14 Ma 1975",
            'Type the date of birth like 1975-03-14, 14/03/1975 or 14 Mar 1975, not "14 Ma 1975".',
        ),
        (
            "14 Foo 1975",
            'Type the date of birth like 1975-03-14, 14/03/1975 or 14 Mar 1975, not "14 Foo 1975".',
        ),
        ("31/02/1975", "There is no date 31/02/1975. Write the day before the month, like 14/03/1975."),
        ("03/14/1975", "There is no date 03/14/1975. Write the day before the month, like 14/03/1975."),
        ("0000-01-01", "There is no date 0000-01-01. Write the day before the month, like 14/03/1975."),
        ("2026-11-23", "Date of birth 2026-11-23 is in the future. Check it."),
        ("1896-11-21", "Date of birth 1896-11-21 is more than 130 years ago. Check it."),
    ],
)
def test_birth_date_refusals(text: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_birth_date(text, TODAY)
    assert str(refused.value) == message
