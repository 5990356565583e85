"""Working time between two instants, and what is said of many."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from labkiosk.catalogue.hours import Hours
from labkiosk.rules.turnaround import after, percentile, worked

MINUTE_MS = 60_000
BERLIN = ZoneInfo("Europe/Berlin")
DELHI = timezone(timedelta(minutes=330))

OFFICE = Hours(week=(((480, 960),),) * 5 + ((), ()), dates=(("2026-12-25", ()),))
NIGHTS = Hours(week=(((1200, 1800),),) * 7)
ALWAYS = Hours(week=(((0, 1440),),) * 7)

shifts = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).map(lambda s: (s[0], s[0] + s[1]))
days = st.lists(shifts, max_size=2).map(tuple)
weeks = st.tuples(*[days] * 7).filter(any)
dates = st.dictionaries(
    st.dates(date(2026, 3, 25), date(2026, 4, 2)).map(date.isoformat), days, max_size=4
).map(lambda d: tuple(d.items()))
hours = st.builds(Hours, week=weeks, dates=dates)
zones = st.sampled_from([UTC, DELHI, BERLIN, timezone(timedelta(hours=-11))])
# Around the last Sunday of March 2026, on which Berlin leaves an hour out; in minutes.
START = int(datetime(2026, 3, 26, tzinfo=UTC).timestamp()) // 60
instants = st.integers(0, 7 * 1440).map(lambda m: (START + m) * MINUTE_MS)


def at(text: str, zone: tzinfo = UTC) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()) * 1000


def counted(plan: Hours, start: int, end: int, zone: tzinfo) -> int:
    """The minutes of a stretch in which somebody works, looked at one by one."""
    return sum(_works(plan, datetime.fromtimestamp(m * 60, UTC), zone)
               for m in range(start // MINUTE_MS, end // MINUTE_MS))  # fmt: skip


def _works(plan: Hours, moment: datetime, zone: tzinfo) -> bool:
    here = moment.astimezone(zone)
    for back in (0, 1, 2):
        day = here.date() - timedelta(days=back)
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
        planned = dict(plan.dates).get(day.isoformat(), plan.week[day.weekday()])
        for start, end in planned:
            opens, closes = ((midnight + timedelta(minutes=m)).astimezone(UTC) for m in (start, end))
            if opens <= moment < closes:
                return True
    return False


@given(hours, instants, instants, zones)
def test_every_minute_is_one_in_which_somebody_works(plan: Hours, start: int, end: int, zone: tzinfo) -> None:
    assert worked(plan, start, end, zone) == counted(plan, start, end, zone) * MINUTE_MS


@given(hours, st.lists(instants, min_size=3, max_size=3).map(sorted), zones)
def test_it_adds_up_and_is_never_negative_and_grows(plan: Hours, three: list[int], zone: tzinfo) -> None:
    a, b, c = three
    whole = worked(plan, a, c, zone)
    assert worked(plan, a, b, zone) + worked(plan, b, c, zone) == whole
    assert 0 <= worked(plan, a, b, zone) <= whole <= c - a
    assert worked(plan, c, a, zone) == 0


@given(
    # Who works a minute a week reaches a long target after the ten years that are looked at.
    hours.filter(lambda plan: sum(end - start for day in plan.week for start, end in day) >= 10),
    instants,
    st.integers(1, 3000),
    zones,
)
def test_due_is_the_first_instant_by_which_the_target_is_worked(
    plan: Hours, start: int, target: int, zone: tzinfo
) -> None:
    due = after(plan, start, target, zone)
    assert worked(plan, start, due, zone) == target * MINUTE_MS
    assert worked(plan, start, due - 1, zone) == target * MINUTE_MS - 1
    assert due >= after(None, start, target)


@pytest.mark.parametrize(
    ("plan", "start", "end", "minutes"),
    [
        (OFFICE, "2026-11-20T15:30", "2026-11-23T08:45", 75),  # over a weekend
        (OFFICE, "2026-11-21T00:00", "2026-11-22T23:00", 0),
        (OFFICE, "2026-12-24T15:00", "2026-12-28T09:00", 120),  # and a holiday
        (NIGHTS, "2026-11-20T23:50", "2026-11-21T00:10", 20),  # over midnight
        (NIGHTS, "2026-11-20T05:00", "2026-11-20T21:00", 120),
        (ALWAYS, "2026-11-20T05:00", "2026-11-22T05:00", 2880),
        (None, "2026-11-20T05:00", "2026-11-20T06:00", 60),
        (None, "2026-11-20T06:00", "2026-11-20T05:00", 0),
    ],
)
def test_by_hand(plan: Hours | None, start: str, end: str, minutes: int) -> None:
    assert worked(plan, at(start), at(end)) == minutes * MINUTE_MS


def test_a_night_on_which_the_clock_changes() -> None:
    spring = at("2026-03-28T20:00", BERLIN), at("2026-03-29T06:00", BERLIN)
    autumn = at("2026-10-24T20:00", BERLIN), at("2026-10-25T06:00", BERLIN)
    assert worked(NIGHTS, *spring, BERLIN) == 9 * 60 * MINUTE_MS
    assert worked(NIGHTS, *autumn, BERLIN) == 11 * 60 * MINUTE_MS


def test_a_tube_of_friday_evening_is_due_on_monday() -> None:
    assert after(OFFICE, at("2026-11-20T15:30"), 60) == at("2026-11-23T08:30")
    assert after(OFFICE, at("2026-11-20T15:30"), 30) == at("2026-11-20T16:00")
    assert after(OFFICE, at("2026-11-20T17:00"), 0) == at("2026-11-20T17:00")


def test_no_shift_for_ten_years_stops_no_clock() -> None:
    holidays = tuple(((date(2026, 1, 1) + timedelta(days=d)).isoformat(), ()) for d in range(4000))
    closed = Hours(week=OFFICE.week, dates=holidays)
    assert after(closed, at("2026-11-20T15:30"), 60) == at("2026-11-20T16:30")


@given(st.lists(st.integers(-1000, 1000), min_size=1), st.integers(1, 100))
@example([1, 2, 3, 4], 50)
def test_nearest_rank(values: list[int], percent: int) -> None:
    found = percentile(Counter(values), percent)
    share = Fraction(sum(v <= found for v in values), len(values))
    below = Fraction(sum(v < found for v in values), len(values))
    assert found in values
    assert below * 100 < percent <= share * 100


def test_the_examples_of_the_manual() -> None:
    assert percentile(Counter([4, 2, 3, 1]), 50) == 2
    assert percentile(Counter([15, 20, 35, 40, 50]), 30) == 20
    assert percentile(Counter(range(1, 11)), 90) == 9
    assert percentile(Counter([]), 50) is None
