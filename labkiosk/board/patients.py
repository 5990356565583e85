"""Finding patients."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from labkiosk.board import links
from labkiosk.board.names import keys_by_words
from labkiosk.journal.connection import Connection
from labkiosk.journal.schema import of
from labkiosk.rules.baby import without_order


class Patient(NamedTuple):
    """A patient by the latest word. ``birth_date`` is an ISO date or None.

    A newborn is ``baby`` of ``babies`` of a ``mother`` (ids), born at ``born_at`` (ms UTC) where that was stated.
    """

    id: str
    name: str
    sex: str
    birth_date: str | None
    birth_estimated: bool
    unknown: bool
    corrected: int
    mother: str | None = None
    baby: int = 0
    babies: int = 0
    born_at: int | None = None

    @property
    def given(self) -> str:
        """The name without the order of birth that everybody reads after it."""
        return without_order(self.name, self.baby, self.babies)


class Ident(NamedTuple):
    """A number by which a patient may be found."""

    system: str
    value: str


_COLUMNS = (
    "p.id, p.name, p.sex, p.birth_date, p.birth_estimated, p.unknown, p.corrected, p.mother, p.baby, p.babies,"
    " p.born_at"
)


def _patient(row: tuple) -> Patient:  # type: ignore[type-arg]
    return Patient._make((*row[:4], bool(row[4]), bool(row[5]), *row[6:]))


def itself(conn: Connection, patient_id: str) -> Patient | None:
    """One patient by the opaque id, as registered and corrected, whatever else they are known as."""
    row = conn.execute(f"SELECT {_COLUMNS} FROM patient p WHERE id = ?", (patient_id,)).fetchone()
    return _patient(row) if row else None


def patient(conn: Connection, patient_id: str) -> Patient | None:
    """One patient by the opaque id; where that one is linked to another, the one as whom they are known."""
    return itself(conn, links.root(conn, patient_id))


def _known(conn: Connection, ids: Iterable[str]) -> list[Patient]:
    """These patients as they are known, each once."""
    found = (itself(conn, each) for each in dict.fromkeys(links.root(conn, each) for each in ids))
    return [each for each in found if each is not None]


def identifiers(conn: Connection, patient_id: str) -> list[Ident]:
    """A patient's own numbers, as they are known."""
    row = conn.execute("SELECT ids FROM patient WHERE id = ?", (links.root(conn, patient_id),)).fetchone()
    return sorted(Ident(*pair) for pair in json.loads(row[0])) if row else []


def children(conn: Connection, patient_id: str) -> list[str]:
    """The ids of a mother's babies, the first registered first."""
    sql = "SELECT children FROM patient WHERE id = ?"
    rows = (conn.execute(sql, (each,)).fetchone() for each in links.members(conn, patient_id))
    return [child for row in rows if row for child in json.loads(row[0])]


def every_identifier(conn: Connection, patient_id: str) -> list[Ident]:
    """The numbers by which a patient is found: their own, then those of whoever is known as they are."""
    ours = links.members(conn, links.root(conn, patient_id))
    sql = "SELECT ids FROM patient WHERE id = ?"
    found = [
        Ident(*pair) for one in ours for pair in sorted(json.loads(conn.execute(sql, (one,)).fetchone()[0]))
    ]
    return list(dict.fromkeys(found))


def by_identifier(
    conn: Connection, value: str, system: str | None = None, *, limit: int = 20
) -> list[Patient]:
    """Everyone who goes by a number; a mobile number has a whole family."""
    one = "AND system = ?2" if system else ""
    sql = f"SELECT DISTINCT patient FROM identifier WHERE value = ?1 {one} ORDER BY patient DESC LIMIT ?3"
    return _known(conn, (row[0] for row in conn.execute(sql, (value, system, limit))))


def namesakes(conn: Connection, name: str, *, limit: int = 5) -> list[tuple[str, str]]:
    """The id and sex of the patients of just this name in any case, the newest first; of a linked one, the other's."""
    sql = "SELECT coalesce(known, id), sex FROM patient WHERE folded = ? ORDER BY id DESC LIMIT ?"
    return list(conn.execute(sql, (name.casefold(), limit)))


def by_name(conn: Connection, text: str, *, limit: int = 20) -> list[Patient]:
    """Patients whose name has, for each word typed, a word that begins with it; the newest first."""
    keys = keys_by_words(conn, text, limit)
    return _known(conn, (f"P{key // 10_000_000:02}-{key % 10_000_000:07}" for key in keys))


# The journal's own index of subjects leads from a patient to the orders; a second one would say the same.
_ORDERS_OF = (
    f"SELECT j.body ->> 'order' AS id, j.clock FROM json_each(?) given CROSS JOIN touch t ON {of('given.value')}"
    " CROSS JOIN journal j ON j.id = t.kiosk << 40 | t.seq WHERE j.kind = 'order.placed' AND j.body IS NOT NULL"
)


class PastOrder(NamedTuple):
    """An order of a patient, with the tests that were asked for."""

    id: str
    at: int
    priority: str
    ward: str
    version: int


def orders_of(conn: Connection, patient_id: str, *, limit: int = 20) -> list[PastOrder]:
    """A patient's orders, and those of whoever is the same person; the newest first."""
    ours = json.dumps(links.members(conn, links.root(conn, patient_id)))
    sql = (
        f"SELECT o.id, o.at, o.priority, o.ward, o.version FROM ({_ORDERS_OF}) f"
        " CROSS JOIN orders o ON o.id = f.id ORDER BY f.clock DESC LIMIT ?"
    )
    return [PastOrder(*row) for row in conn.execute(sql, (ours, limit))]


def open_samples_of(conn: Connection, patient_id: str) -> dict[str, list[str]]:
    """The ids of the samples whose tubes are still in use, by order: a patient's, and of those known as this one."""
    ours = json.dumps(links.members(conn, patient_id))
    sql = (
        f"SELECT o.id, s.id FROM ({_ORDERS_OF}) f CROSS JOIN orders o ON o.id = f.id"
        " CROSS JOIN json_each(o.samples) e CROSS JOIN sample s ON s.key = e.value"
        " WHERE s.state IN ('expected', 'received', 'resulted') ORDER BY s.id"
    )
    found: dict[str, list[str]] = {}
    for order, sample in conn.execute(sql, (ours,)):
        found.setdefault(order, []).append(sample)
    return found
