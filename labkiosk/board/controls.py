"""Control materials, their lots, and what each lot is expected to give."""

from typing import NamedTuple

from labkiosk.journal.connection import Connection


class Material(NamedTuple):
    """A control material of one level."""

    id: str
    name: str
    maker: str
    level: str


class Lot(NamedTuple):
    """A lot of a material. ``expires`` and ``opened`` are ISO dates, ``at`` and ``closed_at`` ms UTC."""

    id: str
    material: Material
    number: str
    expires: str
    opened: str
    at: int
    closed_at: int | None
    reason: str


class Targeted(NamedTuple):
    """A test's target in a lot, as ``facts.qc.Target`` has it, since when (ms UTC) and by whom."""

    lot: str
    test: str
    mean: str
    sd: str
    unit: str
    n: int
    at: int
    actor: str


_LOTS = (
    "SELECT l.id, m.id, m.name, m.maker, m.level, l.number, l.expires, l.opened, l.at, l.closed_at, l.reason"
    " FROM qc_lot l JOIN qc_material m ON m.id = l.material"
)


def _lot(row: tuple) -> Lot:  # type: ignore[type-arg]
    return Lot(row[0], Material(*row[1:5]), *row[5:])


def materials(conn: Connection) -> list[Material]:
    """Every control material by name and level."""
    sql = "SELECT id, name, maker, level FROM qc_material ORDER BY name, level, id"
    return [Material(*row) for row in conn.execute(sql)]


def lot(conn: Connection, lot_id: str) -> Lot | None:
    """A lot by its id, in use or not."""
    row = conn.execute(f"{_LOTS} WHERE l.id = ?", (lot_id,)).fetchone()
    return _lot(row) if row else None


def lots(conn: Connection, *, closed: bool = False) -> list[Lot]:
    """The lots in use, or those that are no more, by material, level and day."""
    sql = f"{_LOTS} WHERE (l.closed_at IS NOT NULL) = ? ORDER BY m.name, m.level, l.at, l.id"
    return [_lot(row) for row in conn.execute(sql, (closed,))]


def targets(conn: Connection, lot_id: str) -> list[Targeted]:
    """What a lot is expected to give, test by test."""
    return [
        Targeted(*r) for r in conn.execute("SELECT * FROM qc_target WHERE lot = ? ORDER BY test", (lot_id,))
    ]
