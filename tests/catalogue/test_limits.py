"""Limits of one test beside each other: overlaps, order, and limits that were made up."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labkiosk.catalogue import load, problems
from tests.catalogue.making import limits, small


def told(folder: Path) -> list[str]:
    return [str(problem) for problem in problems(folder)]


OVERLAPS = "limits.csv row 3: this range of K overlaps row 2 in age and sex"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["range,,0 d,1 y,3,5", "range,,1 y,,3,5"], []),
        (["range,,0 d,13 mo,3,5", "range,,1 y,,3,5"], [OVERLAPS]),
        (["range,F,0 d,,3,5", "range,M,0 d,,3,5"], []),
        (["range,F,0 d,,3,5", "range,,18 y,,3,5"], [OVERLAPS]),
        (["range,,18 y,,3,5", "range,M,0 d,20 y,3,5"], [OVERLAPS]),
        (["range,,0 d,,3,5", "range,,0 d,,3,5"], [OVERLAPS]),
    ],
)
def test_bands_of_one_kind_may_not_overlap(tmp_path: Path, rows: list[str], said: list[str]) -> None:
    assert told(small(tmp_path, limits(*rows))) == said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["range,,0 d,,3.5,5.1", "critical,,0 d,,3,6.5", "hold,,0 d,,1,7.5", "impossible,,0 d,,0,"], []),
        (["range,,0 d,,3.5,5.1", "critical,,0 d,,3.5,5.1"], []),
        (
            ["range,,0 d,,3.5,5.1", "critical,,0 d,,3.6,6.5"],
            ["limits.csv row 3: critical 3.6 to 6.5 of K does not enclose range 3.5 to 5.1 (row 2)"],
        ),
        (
            ["range,,0 d,,3.5,5.1", "hold,,0 d,,,4"],
            ["limits.csv row 3: hold - to 4 of K does not enclose range 3.5 to 5.1 (row 2)"],
        ),
        (
            ["hold,,0 d,,6,", "critical,,0 d,,,5"],
            ["limits.csv row 3: hold 6 to - of K does not enclose critical - to 5 (row 2)"],
        ),
        (
            ["impossible,,0 d,,0,7", "hold,,0 d,,1,7.5"],
            ["limits.csv row 3: impossible 0 to 7 of K does not enclose hold 1 to 7.5 (row 2)"],
        ),
        (["range,F,0 d,,3.5,5.1", "critical,M,0 d,,4,5"], []),
        (["range,,0 d,1 y,3.5,5.1", "critical,,1 y,,4,5"], []),
        (
            ["range,F,18 y,,3.5,5.1", "critical,,0 d,,4,6"],
            ["limits.csv row 3: critical 4 to 6 of K does not enclose range 3.5 to 5.1 (row 2)"],
        ),
    ],
)
def test_limits_must_enclose_each_other(tmp_path: Path, rows: list[str], said: list[str]) -> None:
    assert told(small(tmp_path, limits(*rows))) == said


INVENTED = (
    "limits.csv row 3: critical {} of K is its range plus or minus 20 % (row 2): nobody's limit; "
    "sign it in approved_by if it is yours"
)


def test_a_critical_limit_that_is_the_range_and_a_fifth_is_refused(tmp_path: Path) -> None:
    rows = ["range,,0 d,,3.5,5", "critical,,0 d,,2.80,6.0"]
    assert told(small(tmp_path, limits(*rows))) == [INVENTED.format("2.80 to 6.0")]


def test_one_end_is_enough_to_be_invented(tmp_path: Path) -> None:
    assert told(small(tmp_path, limits("range,,0 d,,,5", "critical,,0 d,,,6"))) == [INVENTED.format("- to 6")]
    assert told(small(tmp_path, limits("range,,0 d,,3.5,5", "critical,,0 d,,2.8,6.5"))) == []


def test_a_signed_one_is_the_hospital_s_own(tmp_path: Path) -> None:
    changed = limits("range,,0 d,,3.5,5", "critical,,0 d,,2.8,6")
    changed["limits.csv"] = changed["limits.csv"].replace("2.8,6,mmol/L,book,,", "2.8,6,mmol/L,book,Dr Rao,")
    assert told(small(tmp_path, changed)) == []


@pytest.mark.parametrize(
    ("age", "days"),
    [
        ("0 d", 0),
        ("28 d", 28),
        ("6 w", 42),
        ("1 mo", 30),
        ("3 mo", 91),
        ("12 mo", 365),
        ("1 y", 365),
        ("18 y", 6574),
    ],
)
def test_an_age_is_its_last_whole_day(tmp_path: Path, age: str, days: int) -> None:
    catalogue = load(small(tmp_path, limits(f"range,,{age},,3.5,5.1")))
    assert catalogue.tests["K"].bands[0].from_days == days


ages = st.tuples(st.integers(0, 12), st.none() | st.integers(1, 13)).filter(
    lambda a: a[1] is None or a[0] < a[1]
)
bands = st.lists(st.tuples(st.sampled_from(["", "F", "M"]), ages), min_size=1, max_size=4)


@settings(max_examples=150, deadline=None)
@given(bands)
def test_overlap_is_what_counting_every_day_says(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str, tuple[int, int | None]]]
) -> None:
    folder = tmp_path_factory.mktemp("c")
    rows = [f"range,{sex},{start} d,{'' if end is None else f'{end} d'},3,5" for sex, (start, end) in drawn]
    crowded = any(
        sum(band in ("", sex) and start <= day and (end is None or day < end) for band, (start, end) in drawn)
        > 1
        for sex in "FM"
        for day in range(20)
    )
    said = told(small(folder, limits(*rows)))
    assert bool(said) == crowded
    assert all(" overlaps row " in line for line in said)
