"""When the clock of a bench runs: rows of hours.csv; what is wrong within a row is noted on it."""

import re
from collections.abc import Container, Iterator
from datetime import date

from msgspec import Struct

from labkiosk.catalogue.cells import Row

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_MIN = 24 * 60

_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])|(24):(00)")

Shift = tuple[int, int]
"""From and to in minutes after the midnight that begins the day of the shift; one past midnight ends after 1,440."""


class Hours(Struct, frozen=True, kw_only=True):
    """The shifts of a bench on each day of the week, Monday first, and on the dates that differ from their day.

    A date without a shift is a holiday. A shift belongs to the day on which it begins.
    """

    week: tuple[tuple[Shift, ...], ...]
    dates: tuple[tuple[str, tuple[Shift, ...]], ...] = ()


def hours_of(rows: list[Row], benches: Container[str]) -> dict[str, Hours]:
    """The hours of each bench that has any; the others work round the clock.

    A row is of a bench, or of all that have hours where the bench is empty; of days of the week, or of a date.
    """
    week: dict[str, list[list[Shift]]] = {}
    dates: dict[str, dict[str, list[Shift]]] = {}
    for row in rows:
        bench = row["bench"] and row.known("bench", benches, "bench")
        row.text("source")
        shift, days = _shift(row), list(_days(row))
        if any(day in DAYS for day in days):
            _refuse_date_alone(row)
        for day in days:
            if day in DAYS:
                week.setdefault(bench, [[] for _ in DAYS])[DAYS.index(day)] += shift
            else:
                dates.setdefault(bench, {}).setdefault(day, []).extend(shift)
    for row in rows:
        if row["bench"] and row["bench"] not in week:
            row.refuse(f"{row['bench']} has a date of its own, but no hours on any day of the week")
    return {
        bench: Hours(
            week=tuple(map(tuple, days)),
            dates=tuple(
                (day, tuple(found)) for day, found in (dates.get("", {}) | dates.get(bench, {})).items()
            ),
        )
        for bench, days in week.items()
        if bench
    }


def _refuse_date_alone(row: Row) -> None:
    """What only a row of dates may say."""
    if not row["bench"]:
        row.refuse("bench is empty: only a date is of every bench")
    if not row["from"] and not row["to"]:
        row.refuse("from and to are empty: only a date is a holiday; leave out the day on which nobody works")


def _days(row: Row) -> Iterator[str]:
    for word in row.many("days"):
        first, _, last = word.partition("-")
        if first in DAYS and (last or first) in DAYS:
            start, end = DAYS.index(first), DAYS.index(last or first)
            yield from (DAYS[at % 7] for at in range(start, end + (7 if end < start else 0) + 1))
        elif _is_date(word):
            yield word
        else:
            row.refuse(f"days {word!r} must be like mon, mon-fri or 2026-12-25")
    if not row.many("days"):
        row.refuse("days is empty")


def _is_date(word: str) -> bool:
    try:
        return date.fromisoformat(word).isoformat() == word
    except ValueError:
        return False


def _shift(row: Row) -> list[Shift]:
    """The shift of a row; [] for a holiday."""
    if not row["from"] and not row["to"]:
        return []
    times = []
    for column in ("from", "to"):
        match = _TIME.fullmatch(row[column])
        if match is None:
            row.refuse(f"{column} {row[column]!r} must be a time from 00:00 to 24:00")
            return []
        hour, minute = (part for part in match.groups() if part is not None)
        times.append(int(hour) * 60 + int(minute))
    start, end = times
    if start in (end, DAY_MIN):
        row.refuse("a shift begins before 24:00 and ends at another time; a whole day is 00:00 to 24:00")
    return [(start, end if end > start else end + DAY_MIN)]
