"""The figures of a day on a terminal: what passed, and how long its results took."""

from typing import TYPE_CHECKING, Any

from labkiosk.cli.common import emit, say
from labkiosk.cli.table import fit, table
from labkiosk.facts.errors import Refused

if TYPE_CHECKING:
    from labkiosk.lab.day_figures import Day, Group, Part, Took


def one_of(found: "Day", text: str) -> "tuple[Part, Group]":
    """The test, bench, priority or ward of this code or name. Raises Refused where nothing passed with it."""
    if (one := found.of(text)) is None:
        raise Refused(f"Nothing passed on {found.day} with a test, bench, priority or ward {text!r}.")
    return one


def show_day(found: "Day", by: "Part | None", of: str | None) -> None:
    """Say it: all of the day, one line of each group, or how long it took with one of them."""
    from labkiosk.lab.day_text import SPENT, of_part, passed, times

    if of is not None:
        part, group = one_of(found, of)
        say(f"What passed on {found.day}, {part} {group.name}")
        shown = table(times(group, group.stages))
    elif by is None:
        say(f"What passed on {found.day}")
        shown = [*table(passed(found)), "", *table(times(found.total, found.stages))]
    else:
        say(f"What passed on {found.day} by {by}; {SPENT}")
        rows = [(fit(name, 24), *cells) for name, *cells in of_part(found, by)]
        shown = table(rows, gap=1) if rows else ["Nothing passed."]
    for line in shown:
        say(line)


def emit_day(found: "Day", by: "Part | None", of: str | None) -> None:
    """The same as objects: one of the day, or one a group."""
    if of is not None:
        _emit_group(found, *one_of(found, of))
    elif by is None:
        from labkiosk.lab.day_text import PASSED

        whole: dict[str, Any] = {"day": found.day} | _object(found.total, tuple(PASSED))
        emit(whole | {"places": found.places, "stages": _stages(found.stages)})
    else:
        for group in found.parts[by]:
            _emit_group(found, by, group)


def _emit_group(found: "Day", part: "Part", group: "Group") -> None:
    from labkiosk.lab.day_figures import TIMED_ONLY
    from labkiosk.lab.day_text import PASSED

    head: dict[str, Any] = {"day": found.day, part: group.code}
    counted = _object(group, ("reported",) if part in TIMED_ONLY else tuple(PASSED))
    emit(head | counted | {"stages": _stages(group.stages)})


def _stages(stages: "dict[str, Took]") -> dict[str, Any]:
    return {
        stage: {"n": took.n, "median_min": took.median, "p90_min": took.p90} for stage, took in stages.items()
    }


def _object(group: "Group", counted: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(group, name) for name in counted} | {
        "median_min": group.took.median,
        "p90_min": group.took.p90,
        "in_time": group.in_time,
        "percent": group.percent,
    }
