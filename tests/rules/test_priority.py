"""Who is next, and by when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.rules.priority import due, due_state, queue_key, ready

MINUTE_MS = 60 * 1000
DAY_MS = 24 * 60 * MINUTE_MS
STAT, URGENT, ROUTINE = 20_160, 720, 0

times = st.integers(0, 4_102_444_800_000)
head_starts = st.sampled_from([STAT, URGENT, ROUTINE])


def test_units() -> None:
    assert queue_key(1_000_000_000, 10) == 999_400_000
    assert due(1_000_000_000, 10) == 1_000_600_000


@given(times, st.integers(0, 13 * DAY_MS))
def test_stat_comes_first_after_a_backlog_of_13_days(backlog_began: int, later: int) -> None:
    stat = queue_key(backlog_began + later, STAT)
    assert stat < queue_key(backlog_began, ROUTINE)
    assert stat < queue_key(backlog_began, URGENT)


@given(times, head_starts, st.integers(1, 10 * DAY_MS), head_starts)
def test_nothing_waits_for_ever(ready: int, mine: int, later: int, theirs: int) -> None:
    """Whatever comes more than the longest head start after me is behind me, whatever its priority."""
    assert queue_key(ready, mine) < queue_key(ready + STAT * MINUTE_MS + later, theirs)


@given(times, times, head_starts)
def test_first_come_first_served_within_a_priority(one: int, other: int, head_start: int) -> None:
    assert (queue_key(one, head_start) < queue_key(other, head_start)) == (one < other)


withins = st.sampled_from([None, 1, 15, 30, 59, 60, 240])
HOUR = 60


@given(times, withins, times, withins, head_starts)
def test_within_a_priority_it_is_by_when_the_time_runs_out(
    one: int, its: int | None, other: int, theirs: int | None, head_start: int
) -> None:
    """What keeps has an hour; what does not has its minutes, and never more than the hour."""

    def runs_out(at: int, within: int | None) -> int:
        return at + min(HOUR if within is None else within, HOUR) * MINUTE_MS

    first = queue_key(one, head_start, its) < queue_key(other, head_start, theirs)
    assert first == (runs_out(one, its) < runs_out(other, theirs))


@given(times, withins, withins, st.integers(0, 10 * DAY_MS), head_starts)
def test_nothing_waits_behind_one_of_its_priority_that_came_an_hour_later(
    at: int, mine: int | None, theirs: int | None, later: int, head_start: int
) -> None:
    assert queue_key(at, head_start, mine) < queue_key(at + HOUR * MINUTE_MS + later, head_start, theirs)


def test_a_gas_of_half_an_hour_goes_before_what_came_less_than_half_an_hour_earlier() -> None:
    gas = queue_key(100 * MINUTE_MS, STAT, 30)
    assert gas < queue_key(71 * MINUTE_MS, STAT)
    assert gas == queue_key(70 * MINUTE_MS, STAT)


@pytest.mark.parametrize(
    ("collected", "within", "since"),
    [(None, 30, 100), (90, 30, 90), (70, 30, 70), (10, 30, 70), (110, 30, 100), (90, None, 100)],
)
def test_what_does_not_keep_waits_from_its_collection(
    collected: int | None, within: int | None, since: int
) -> None:
    """But a time that lies further back than it keeps, or after its receipt, changes nothing more."""
    at = None if collected is None else collected * MINUTE_MS
    assert ready(100 * MINUTE_MS, at, within) == since * MINUTE_MS


def test_it_is_due_before_it_has_run_out() -> None:
    assert due(100 * MINUTE_MS, 45, 90 * MINUTE_MS, 30) == 120 * MINUTE_MS
    assert due(100 * MINUTE_MS, 15, 90 * MINUTE_MS, 30) == 115 * MINUTE_MS
    assert due(100 * MINUTE_MS, 45, 90 * MINUTE_MS) == 145 * MINUTE_MS


@pytest.mark.parametrize(
    ("minutes_left", "target", "state"),
    [
        (60, 60, ""),
        (15.001, 60, ""),
        (15, 60, "soon"),
        (0, 60, "soon"),
        (-0.001, 60, "overdue"),
        (31, 120, ""),
        (30, 120, "soon"),
        (61, 1440, ""),
        (60, 1440, "soon"),
        (-10_000, 1440, "overdue"),
        (0, 0, "soon"),
    ],
)
def test_due_state(minutes_left: float, target: int, state: str) -> None:
    at = 1_700_000_000_000
    assert due_state(at, at - round(minutes_left * MINUTE_MS), target) == state


@given(times, st.integers(0, 10_000), st.integers(0, DAY_MS))
def test_it_only_gets_later(at: int, target: int, passes: int) -> None:
    order = ["", "soon", "overdue"]
    before, after = due_state(at, at - DAY_MS, target), due_state(at, at - DAY_MS + 2 * passes, target)
    assert order.index(before) <= order.index(after)
