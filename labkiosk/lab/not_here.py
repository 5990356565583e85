"""Tubes that were drawn so long ago that they would be late by now, had they come at once, and that are not here."""

from collections.abc import Iterable
from math import inf

from labkiosk.board.under_way import UnderWay, under_way
from labkiosk.journal.connection import Connection
from labkiosk.lab.due import hours_at, zone_of
from labkiosk.lab.lab import Lab
from labkiosk.rules.priority import MINUTE
from labkiosk.rules.turnaround import after


def not_here(conn: Connection, lab: Lab, now: int, bench: str | None = None) -> list[UnderWay]:
    """Those at lab time ``now`` (ms UTC), the first drawn first; of all, or those that a bench waits for."""
    return [
        tube
        for tube in under_way(conn, now)
        if (bench is None or any(bench == at for _, at in tube.tests))
        and late_at(lab, tube.priority, tube.container, tube.drawn_at, tube.tests) < now
    ]


def late_at(
    lab: Lab, priority: str, container: str, drawn_at: int, tests: Iterable[tuple[str, str]]
) -> float:
    """When the first of a tube's tests (code and bench) would be due, had the tube come as it was drawn, ms UTC; never
    where the catalogue knows none of them any more."""
    known, zone = lab.catalogue.tests, zone_of(lab)
    kept = lab.catalogue.containers.get(container)
    within = [] if kept is None or kept.within_min is None else [drawn_at + kept.within_min * MINUTE]
    due = [
        after(hours_at(lab.catalogue, bench, priority), drawn_at, known[code].targets[priority], zone)
        for code, bench in tests
        if code in known and priority in known[code].targets
    ]
    return min(within + due, default=inf)
