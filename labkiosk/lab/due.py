"""When work is due: the board says it by the clock on the wall, and here the hours of its bench are counted in.

An order keeps no hours, so that registering costs nothing for them; a target that runs on while nobody works is
never later than one that waits, so what the board does not call overdue is not.
"""

from collections import Counter
from collections.abc import Callable
from datetime import tzinfo
from itertools import islice

from labkiosk.board import queue
from labkiosk.catalogue import Catalogue
from labkiosk.catalogue.hours import Hours
from labkiosk.journal.connection import Connection
from labkiosk.lab.lab import Lab
from labkiosk.rules.priority import MINUTE
from labkiosk.rules.turnaround import after


def hours_at(catalogue: Catalogue, bench: str, priority: str) -> Hours | None:
    """The hours by which work at a bench is timed; None for round the clock, as STAT always is."""
    return None if priority == "stat" else catalogue.hours.get(bench)


def zone_of(lab: Lab) -> tzinfo:
    """The zone in which people here read a clock."""
    zone = lab.local(0).tzinfo
    assert zone is not None
    return zone


class Dues:
    """The due times of a laboratory. What keeps only a short while waits for nobody: its due time stands."""

    def __init__(self, lab: Lab) -> None:
        self._catalogue, self._zone = lab.catalogue, zone_of(lab)

    def by_hours(self, item: queue.Item) -> queue.Item:
        """The item with the time at which it is due by the hours of its bench, ms UTC."""
        hours = hours_at(self._catalogue, item.bench, item.priority)
        kept = self._catalogue.containers.get(item.container)
        if hours is None or (kept is not None and kept.within_min is not None):
            return item
        came = item.due - item.target * MINUTE
        return item._replace(due=after(hours, came, item.target, self._zone))

    def open_work(self, conn: Connection, now: int) -> list[queue.Open]:
        """What waits at each bench, and how much of it is past its due time at lab time ``now`` (ms UTC)."""
        return [
            self._counted(one, self.overdue_at(conn, one.bench, now))
            if one.bench in self._catalogue.hours
            else one
            for one in queue.benches(conn, now)
        ]

    def _counted(self, one: queue.Open, late: list[queue.Item]) -> queue.Open:
        n = Counter((queue.unreleased(item), queue.begun(item)) for item in late)
        begun, done = n[False, True], n[True, True]
        return one._replace(overdue=begun + n[False, False], begun=begun, unreleased=done)

    def overdue_at(self, conn: Connection, bench: str, now: int) -> list[queue.Item]:
        """What is past its due time at a bench, what is done and waits for release too."""
        return [item for item in map(self.by_hours, queue.overdue_at(conn, bench, now)) if item.due < now]

    def late_for_release(self, conn: Connection, now: int) -> list[queue.Item]:
        """What is done, past its due time, and waits for release, most pressing first."""
        return [item for item in map(self.by_hours, queue.late_for_release(conn, now)) if item.due < now]

    def late(self, conn: Connection, now: int, limit: int) -> list[queue.Item]:
        """Items of the queue that are past their due time, most pressing first."""
        return self._first(conn, now, limit, lambda item: item.due < now)

    def in_time(self, conn: Connection, now: int, limit: int) -> list[queue.Item]:
        """The other items of the queue, most pressing first."""
        early = self._first(conn, now, limit, lambda item: item.due >= now) if self._catalogue.hours else []
        rest = map(self.by_hours, queue.in_time(conn, now, limit=limit))
        return sorted((*early, *rest), key=lambda item: (item.key, item.sample, item.bench))[:limit]

    def _first(
        self, conn: Connection, now: int, limit: int, chosen: Callable[[queue.Item], bool]
    ) -> list[queue.Item]:
        """Of what is overdue by the wall, the first that are chosen."""
        some = queue.ALL if self._catalogue.hours else limit
        return list(islice(filter(chosen, map(self.by_hours, queue.late(conn, now, limit=some))), limit))
