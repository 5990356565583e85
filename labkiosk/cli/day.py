"""The figures of a day on a terminal: what passed, and how long its results took."""

from typing import TYPE_CHECKING, Any

from labkiosk.cli.common import emit, say
from labkiosk.cli.table import fit, table

if TYPE_CHECKING:
    from labkiosk.lab.turnaround import Day, Group, Part


def show_day(found: "Day", by: "Part | None") -> None:
    """Say it: all of the day, or one line of each group."""
    from labkiosk.lab.day_text import SPENT, of_part, passed, times

    if by is None:
        say(f"What passed on {found.day}")
        shown = [*table(passed(found)), "", *table(times(found))]
    else:
        say(f"What passed on {found.day} by {by}; {SPENT}")
        rows = [(fit(name, 24), *cells) for name, *cells in of_part(found, by)]
        shown = table(rows, gap=1) if rows else ["Nothing passed."]
    for line in shown:
        say(line)


def emit_day(found: "Day", by: "Part | None") -> None:
    """The same as objects: one of the day, or one a group."""
    from labkiosk.lab.day_text import PASSED
    from labkiosk.lab.turnaround import TIMED_ONLY

    if by is None:
        stages = {
            stage: {"n": took.n, "median_min": took.median, "p90_min": took.p90}
            for stage, took in found.stages.items()
        }
        whole: dict[str, Any] = {"day": found.day} | _object(found.total, tuple(PASSED))
        emit(whole | {"places": found.places, "stages": stages})
        return
    for group in found.parts[by]:
        head: dict[str, Any] = {"day": found.day, by: group.code}
        emit(head | _object(group, ("reported",) if by in TIMED_ONLY else tuple(PASSED)))


def _object(group: "Group", counted: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(group, name) for name in counted} | {
        "median_min": group.took.median,
        "p90_min": group.took.p90,
        "in_time": group.in_time,
        "percent": group.percent,
    }
