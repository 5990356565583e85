"""When the clock of a bench runs, as hours.csv says."""

from pathlib import Path

from labkiosk.catalogue import load, problems
from tests.catalogue.making import small

HEADER = "bench,days,from,to,source,approved_by,note\n"


def test_days_nights_dates_and_holidays_of_all(tmp_path: Path) -> None:
    hours = load(small(tmp_path)).hours["CHEM"]
    day = ((480, 960),)
    assert hours.week == (day, day, day, day, day, ((1200, 1800),), ())
    assert dict(hours.dates) == {"2026-12-25": (), "2027-01-26": (), "2026-12-24": ((480, 720),)}


def test_a_stretch_of_days_goes_round_the_week_and_a_day_has_several_shifts(tmp_path: Path) -> None:
    rows = "CHEM,sat-mon;wed,00:00,24:00,us,,\nCHEM,wed,22:00,04:00,us,,\n"
    hours = load(small(tmp_path, {"hours.csv": HEADER + rows})).hours["CHEM"]
    whole = (0, 1440)
    assert hours.week == ((whole,), (), (whole, (1320, 1680)), (), (), (whole,), (whole,))


def test_a_bench_without_a_row_works_round_the_clock(tmp_path: Path) -> None:
    assert load(small(tmp_path, {"hours.csv": HEADER + ",2026-12-25,,,us,,\n"})).hours == {}
    assert load().hours == {}


def test_a_date_alone_is_no_week(tmp_path: Path) -> None:
    made = small(tmp_path, {"hours.csv": HEADER + "CHEM,2026-12-25,,,us,,\n"})
    assert [str(p) for p in problems(made)] == [
        "hours.csv row 2: CHEM has a date of its own, but no hours on any day of the week"
    ]


def test_a_row_of_a_week_has_each_fault_once(tmp_path: Path) -> None:
    rows = "CHEM,mon-fri,08:00,25:99,us,,\n,mon-fri,,,us,,\n"
    assert [str(p) for p in problems(small(tmp_path, {"hours.csv": HEADER + rows}))] == [
        "hours.csv row 2: to '25:99' must be a time from 00:00 to 24:00",
        "hours.csv row 3: bench is empty: only a date is of every bench",
        "hours.csv row 3: from and to are empty: only a date is a holiday; leave out the day on which nobody works",
    ]
