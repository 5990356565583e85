"""What the board knows of cultures: how far each is, what grew, what it is susceptible to; and narrative texts."""

from typing import NamedTuple

from labkiosk.journal.connection import Connection


class Culture(NamedTuple):
    """A culture's last reading; fields as in ``facts.culture.CultureRead``, ``at`` ms UTC."""

    test: str
    found: str
    hours: int
    final: bool
    next_at: int | None
    late_min: int
    gram: str
    comment: str
    at: int
    actor: str


class Isolate(NamedTuple):
    """One thing that grew; fields as in ``facts.culture.Isolate``."""

    number: int
    organism: str
    name: str
    quantity: str
    grown: bool
    struck: str


class Susceptibility(NamedTuple):
    """One antibiotic against one isolate; fields as in ``facts.culture.Susceptibility``."""

    isolate: int
    antibiotic: str
    name: str
    method: str
    value: str
    letter: str
    limits: str
    standard: str
    example: bool
    note: str
    reason: str
    shown: bool


def culture(conn: Connection, sample: str, test: str) -> Culture | None:
    """A culture's last reading, None while there is none."""
    sql = (
        "SELECT test, found, hours, final, next_at, late_min, gram, comment, at, actor FROM culture"
        " WHERE sample = ? AND test = ?"
    )
    row = conn.execute(sql, (sample, test)).fetchone()
    return Culture._make((*row[:3], bool(row[3]), *row[4:])) if row else None


def growing(conn: Connection, sample: str) -> frozenset[str]:
    """The tests of a sample whose culture is read, but not for the last time."""
    rows = conn.execute("SELECT test FROM culture WHERE sample = ? AND final = 0", (sample,))
    return frozenset(row[0] for row in rows)


def read_ones(conn: Connection, sample: str) -> frozenset[str]:
    """The tests of a sample whose culture is read."""
    rows = conn.execute("SELECT test FROM culture WHERE sample = ?", (sample,))
    return frozenset(row[0] for row in rows)


def isolates(conn: Connection, sample: str, test: str) -> list[Isolate]:
    """What grew, struck ones too, in the order of their numbers."""
    sql = (
        "SELECT number, organism, name, quantity, grown, struck FROM isolate WHERE sample = ? AND test = ?"
        " ORDER BY number"
    )
    rows = conn.execute(sql, (sample, test)).fetchall()
    return [Isolate._make((*row[:4], bool(row[4]), row[5])) for row in rows]


def susceptibilities(conn: Connection, sample: str, test: str) -> list[Susceptibility]:
    """What each isolate is susceptible to, in the order in which it was tested."""
    sql = (
        "SELECT isolate, antibiotic, name, method, value, letter, limits, standard, example, note, reason, shown"
        " FROM susceptibility WHERE sample = ? AND test = ? ORDER BY isolate, place"
    )
    rows = conn.execute(sql, (sample, test)).fetchall()
    return [Susceptibility._make((*row[:8], bool(row[8]), *row[9:11], bool(row[11]))) for row in rows]


def narrative(conn: Connection, sample: str, test: str) -> str:
    """The whole text of a narrative result, empty while there is none."""
    row = conn.execute("SELECT text FROM narrative WHERE sample = ? AND test = ?", (sample, test)).fetchone()
    return str(row[0]) if row else ""


class Due(NamedTuple):
    """A culture to be looked at; ``at`` is when (ms UTC), ``found`` and ``hours`` are of its last reading, if any."""

    at: int
    number: str
    test: str
    patient: str
    found: str
    hours: int | None


def readings_due(conn: Connection, first: dict[str, int]) -> list[Due]:
    """Cultures that are not final, the next to be read first.

    ``first`` says how many ms after receipt each culture of the catalogue is first read; those that nobody has read
    are found among the open work. A test that went elsewhere or is closed is not there.
    """
    begun = conn.execute(
        "SELECT coalesce(c.next_at, c.at), s.number, c.test, p.name, c.found, c.hours FROM culture c"
        " JOIN result r USING (sample, test) JOIN sample s ON s.key = c.sample JOIN patient p ON p.id = s.patient"
        " WHERE c.final = 0"
    )
    fresh = conn.execute(
        "SELECT s.received_at, s.number, t.value ->> 0, p.name, '', NULL FROM work w JOIN sample s ON s.key = w.sample"
        " JOIN patient p ON p.id = s.patient, json_each(s.tests) t"
        " WHERE w.to_do > 0 AND t.value ->> 3 = w.bench AND t.value ->> 4 = 'open'"
    )
    new = [Due._make((row[0] + first[row[2]], *row[1:])) for row in fresh if row[2] in first]
    return sorted([*map(Due._make, begun), *new], key=lambda due: (due.at, due.number, due.test))
