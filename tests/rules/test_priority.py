"""Who is next, and by when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.rules.priority import due, due_state, queue_key

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
