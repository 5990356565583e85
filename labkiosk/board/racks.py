"""Racks, and where each stored tube stands."""

from typing import NamedTuple

from labkiosk.journal.connection import Connection


class Rack(NamedTuple):
    """A rack with places 1 to ``positions``; ``columns`` 0 means that it has no rows. Times are ms UTC."""

    id: str
    name: str
    positions: int
    columns: int
    at: int
    emptied_at: int | None
    emptied_by: str


class Place(NamedTuple):
    """Where a tube stands, or stood when it was thrown away; ``state`` is ``stored`` or ``discarded``."""

    sample: str
    rack: str
    position: int
    at: int
    actor: str
    state: str


def rack(conn: Connection, rack_id: str) -> Rack | None:
    """One rack by its id."""
    row = conn.execute("SELECT * FROM rack WHERE id = ?", (rack_id,)).fetchone()
    return Rack(*row) if row else None


def racks(conn: Connection) -> list[Rack]:
    """Every rack, in the order of their making."""
    return [Rack(*row) for row in conn.execute("SELECT * FROM rack ORDER BY id")]


def content(conn: Connection, rack_id: str) -> list[Place]:
    """The tubes that stand in a rack, by position."""
    sql = "SELECT * FROM stored WHERE rack = ? AND state = 'stored' ORDER BY position, sample"
    return [Place(*row) for row in conn.execute(sql, (rack_id,))]


def place_of(conn: Connection, sample_id: str) -> Place | None:
    """Where a tube stands, or that it was thrown away; None where it was never stored, or taken out."""
    row = conn.execute("SELECT * FROM stored WHERE sample = ?", (sample_id,)).fetchone()
    return Place(*row) if row else None
