"""The printers of this home."""

from typing import NamedTuple

import msgspec

from labkiosk.facts.printer import PrinterSetUp
from labkiosk.journal.connection import Connection
from labkiosk.journal.read import told


class Printer(NamedTuple):
    """A printer that is set up; ``state`` is as in its fact, empty while nothing is known, and holds since ``since``
    (ms UTC)."""

    id: str
    name: str
    address: str
    language: str
    media: str
    forms: tuple[str, ...]
    dots: int
    state: str
    reason: str
    since: int

    @property
    def setup(self) -> tuple[object, ...]:
        """All that a person said of it."""
        return self[:7]


def printers(conn: Connection) -> list[Printer]:
    """Every printer of the home, in the order they were set up first."""
    sql = (
        "SELECT printer.* FROM printer JOIN setting home ON home.name = 'kiosk'"
        " WHERE id GLOB 'T' || printf('%02d', home.value) || '-*' ORDER BY id"
    )
    return [_printer(row) for row in conn.execute(sql)]


def printer(conn: Connection, named: str) -> Printer | None:
    """The one of that name, in any case, or with that id."""
    wanted = named.strip().casefold()
    return next((p for p in printers(conn) if wanted in (p.name.casefold(), p.id.casefold())), None)


def _printer(row: tuple) -> Printer:  # type: ignore[type-arg]
    return Printer._make((*row[:5], tuple(msgspec.json.decode(row[5])), *row[6:]))


def printer_name(conn: Connection, printer_id: str) -> str:
    """What people called it last, also once it is removed; the id itself where that is no printer's."""
    facts = [t.fact for t in told(conn, printer_id, frozenset({PrinterSetUp.kind}))]
    return next((fact.name for fact in reversed(facts) if isinstance(fact, PrinterSetUp)), printer_id)
