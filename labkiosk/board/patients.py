"""Finding patients."""

import unicodedata
from typing import NamedTuple

from labkiosk.journal.connection import Connection


class Patient(NamedTuple):
    """A patient by the latest word. ``birth_date`` is an ISO date or None."""

    id: str
    name: str
    sex: str
    birth_date: str | None
    birth_estimated: bool
    unknown: bool
    corrected: int


class Ident(NamedTuple):
    """A number by which a patient may be found."""

    system: str
    value: str


_COLUMNS = "p.id, p.name, p.sex, p.birth_date, p.birth_estimated, p.unknown, p.corrected"


def _patient(row: tuple[str, str, str, str | None, int, int, int]) -> Patient:
    return Patient._make((*row[:4], bool(row[4]), bool(row[5]), row[6]))


def patient(conn: Connection, patient_id: str) -> Patient | None:
    """One patient by the opaque id."""
    row = conn.execute(f"SELECT {_COLUMNS} FROM patient p WHERE id = ?", (patient_id,)).fetchone()
    return _patient(row) if row else None


def identifiers(conn: Connection, patient_id: str) -> list[Ident]:
    """A patient's numbers."""
    sql = "SELECT system, value FROM identifier WHERE patient = ? ORDER BY system, value"
    return [Ident(*row) for row in conn.execute(sql, (patient_id,))]


def by_identifier(
    conn: Connection, value: str, system: str | None = None, *, limit: int = 20
) -> list[Patient]:
    """Everyone who goes by a number; a mobile number has a whole family."""
    sql = (
        f"SELECT DISTINCT {_COLUMNS} FROM identifier i CROSS JOIN patient p ON p.id = i.patient"
        " WHERE i.value = ? AND (?2 IS NULL OR i.system = ?2) ORDER BY p.id DESC LIMIT ?3"
    )
    return [_patient(row) for row in conn.execute(sql.replace("= ? AND", "= ?1 AND"), (value, system, limit))]


def by_name(conn: Connection, text: str, *, limit: int = 20) -> list[Patient]:
    """Patients whose name has, for each word typed, a word that begins with it; the newest first."""
    words = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in text).split()
    if not words:
        return []
    query = " AND ".join(f'"{word}"*' for word in words)
    sql = (
        f"SELECT {_COLUMNS} FROM (SELECT rowid AS key FROM patient_name WHERE patient_name MATCH ?"
        " ORDER BY rowid DESC LIMIT ?) n CROSS JOIN patient p ON p.key = n.key"
    )
    return [_patient(row) for row in conn.execute(sql, (query, limit))]


class PastOrder(NamedTuple):
    """An order of a patient, with the tests that were asked for."""

    id: str
    at: int
    priority: str
    ward: str
    version: int


def orders_of(conn: Connection, patient_id: str, *, limit: int = 20) -> list[PastOrder]:
    """A patient's orders, the newest first."""
    sql = "SELECT id, at, priority, ward, version FROM orders WHERE patient = ? ORDER BY id DESC LIMIT ?"
    return [PastOrder(*row) for row in conn.execute(sql, (patient_id, limit))]


def open_samples_of(conn: Connection, patient_id: str) -> list[str]:
    """The ids of a patient's samples whose tubes are still in use."""
    sql = (
        "SELECT s.id FROM orders o CROSS JOIN sample s ON s.order_id = o.id"
        " WHERE o.patient = ? AND s.state IN ('expected', 'received', 'resulted') ORDER BY s.id"
    )
    return [row[0] for row in conn.execute(sql, (patient_id,))]
