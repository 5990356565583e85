"""How long it took, by the hours in which a bench works. Instants are ms since the epoch, UTC.

Time is counted in ms, so that two stretches that meet add up to the whole; a minute is for showing.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from labkiosk.catalogue.hours import Hours
from labkiosk.rules.priority import MINUTE

_MOST_DAYS = 3660
"""A target that is not reached within ten years of shifts is counted on round the clock from there."""

# A shift ends within a day of its beginning, and no zone is a day from UTC.
_BEFORE = 2

Window = tuple[int, int]


def worked(hours: Hours | None, start: int, end: int, zone: tzinfo = UTC) -> int:
    """How many ms of working time lie between two instants, 0 where the second is the earlier one.

    ``hours`` None works round the clock; ``zone`` says when a day begins here. In any zone the time that a clock
    repeats is worked, and the time that it leaves out is not.
    """
    if hours is None or end <= start:
        return max(0, end - start)
    total = 0
    for opens, closes in _windows(hours, start, zone):
        if opens >= end:
            break
        total += min(closes, end) - opens
    return total


def after(hours: Hours | None, start: int, minutes: int, zone: tzinfo = UTC) -> int:
    """The first instant by which so many minutes have been worked since ``start``."""
    left, reached = minutes * MINUTE, start
    if hours is not None and left > 0:
        for opens, closes in _windows(hours, start, zone):
            if closes - opens >= left:
                return opens + left
            left, reached = left - (closes - opens), closes
    return reached + left


def percentile(counted: Mapping[int, int], percent: int) -> int | None:
    """Of values, each with how often it was, the smallest that so many percent of them do not exceed (nearest rank).

    It is always one of the values: half of 1, 2, 3, 4 is 2, not 2.5. None of none.
    """
    rank, passed = max(-(-percent * sum(counted.values()) // 100), 1), 0
    for value, n in sorted(counted.items()):
        passed += n
        if passed >= rank:
            return value
    return None


def _windows(hours: Hours, start: int, zone: tzinfo) -> Iterator[Window]:
    """The stretches in which the bench works, from ``start`` on, in their order; none overlaps another."""
    first = datetime.fromtimestamp(start // 1000, UTC).toordinal() - _BEFORE
    reached, soon = start, list[Window]()
    for day in range(first, first + _MOST_DAYS):
        shifts, ends = _of_day(hours, day, zone)
        soon = sorted((*soon, *shifts))
        # What the next date brings does not begin before that date does.
        while soon and soon[0][0] < ends:
            opens, closes = soon.pop(0)
            opens = max(opens, reached)
            if closes > opens:
                yield opens, closes
                reached = closes


@lru_cache(maxsize=4096)
def _of_day(hours: Hours, day: int, zone: tzinfo) -> tuple[tuple[Window, ...], int]:
    """The shifts that begin on a date (its ordinal), and when the next date begins."""
    on = date.fromordinal(day)
    shifts = dict(hours.dates).get(on.isoformat(), hours.week[on.weekday()])
    windows = tuple((_instant(on, start, zone), _instant(on, end, zone)) for start, end in shifts)
    return windows, _instant(on, 24 * 60, zone)


def _instant(on: date, minute: int, zone: tzinfo) -> int:
    """When a clock here shows so many minutes after the midnight that begins a date."""
    days, rest = divmod(minute, 24 * 60)
    shown = datetime.combine(on + timedelta(days), time(rest // 60, rest % 60), tzinfo=zone)
    return int(shown.timestamp()) * 1000
