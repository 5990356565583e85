"""What passed on a day: what came, was refused, went elsewhere and left, and when each stage of it was reached."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from labkiosk.journal.connection import Connection


class Passage(NamedTuple):
    """Something that passed with a tube ``at`` a time (ms UTC): received, rejected, cancelled, sent or released.

    ``tests`` it was about; none of them for ``received``, which is about the tube. ``place`` is where they were
    sent. Of what was released, ``bench``, ``target`` (minutes from receipt) and when each stage before it was
    reached, None where that is not known; its tests went through all of them together. Priority and ward are
    those of now.
    """

    stage: str
    at: int
    bench: str
    tests: tuple[str, ...]
    place: str
    priority: str
    ward: str
    target: int
    ordered_at: int | None
    collected_at: int | None
    received_at: int | None
    recorded_at: int | None
    confirmed_at: int | None
    validated_at: int | None


def passages(conn: Connection, day: str) -> Iterator[Passage]:
    """Everything that passed on a day (ISO date)."""
    sql = (
        "SELECT stage, at, bench, tests, place, priority, ward, target, ordered_at, collected_at, received_at,"
        " recorded_at, confirmed_at, validated_at FROM passage INDEXED BY passage_on WHERE day = ?"
    )
    for row in conn.execute(sql, (day,)):
        yield Passage._make((*row[:3], tuple(json.loads(row[3])), *row[4:]))


class Printed(NamedTuple):
    """A report that came out of its printer: when it was asked for, which is its release, and when it was out."""

    asked_at: int
    at: int
    priority: str
    ward: str


def printed(conn: Connection, day: str) -> Iterator[Printed]:
    """The reports that came out on a day (ISO date), the first copy of each version; with the ward of now."""
    sql = (
        "SELECT f.asked_at, f.at, o.priority, o.ward FROM printed f INDEXED BY printed_on"
        " CROSS JOIN orders o ON o.id = f.order_id WHERE f.day = ?"
    )
    return map(Printed._make, conn.execute(sql, (day,)))
