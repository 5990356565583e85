"""The day in numbers: of all, or by bench, ward or priority; as they are, or as they were."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from labkiosk.board import counts
from labkiosk.board.counts import By, Counts
from labkiosk.board.moment import lines_at
from labkiosk.catalogue import Catalogue
from labkiosk.catalogue.model import Bench, Priority
from labkiosk.facts.errors import Refused
from labkiosk.journal.connection import snapshot
from labkiosk.lab.lab import Lab
from labkiosk.rules.text import printable


class Group(NamedTuple):
    """The counts of one bench, ward or priority: its code, and its name as people read it."""

    code: str
    name: str
    counts: Counts


def counted(lab: Lab, day: str | None = None, at: int | None = None) -> Counts:
    """Samples registered on a day (ISO date) or on all, as they are, or were at lab time ``at`` (ms UTC)."""
    if at is None:
        return counts.counts(lab.conn, day)
    with snapshot(lab.conn) as conn:
        return counts.total(lines_at(conn, at), day)


def groups(lab: Lab, by: By, day: str | None = None, at: int | None = None) -> list[Group]:
    """The same, of each bench, ward or priority that has any, in the catalogue's order or that of names."""
    with snapshot(lab.conn) as conn:
        lines = counts.lines(conn) if at is None else lines_at(conn, at)
        found = counts.grouped(lines, by, day)
    return named(lab.catalogue, by, found)


def named(catalogue: Catalogue, by: By, found: dict[str, Counts]) -> list[Group]:
    """Counts by code, with their names and in their order."""
    known: Mapping[str, Bench | Priority] = {}
    if by != "ward":
        known = catalogue.benches if by == "bench" else catalogue.priorities
    places = {code: place for place, code in enumerate(known)}
    order = sorted(found, key=lambda code: (places.get(code, len(places)), code == "", code.casefold()))
    return [Group(c, known[c].name if c in known else c or "not stated", found[c]) for c in order]


def moment(lab: Lab, text: str) -> int:
    """A moment that was, as typed: ``2026-11-22 14:00`` here, in ms UTC. Raises Refused."""
    now = lab.local(lab.time().at)
    try:
        found = datetime.strptime(text.strip(), "%Y-%m-%d %H:%M").replace(tzinfo=now.tzinfo)
    except ValueError:
        shown = printable(text, limit=24)
        raise Refused(f"Type the moment like 2026-11-22 14:00, not {shown!r}.") from None
    if found > now:
        raise Refused(f"{found:%Y-%m-%d %H:%M} has not been yet: it is {now:%Y-%m-%d %H:%M}.")
    return int(found.timestamp() * 1000)
