"""Reading the journal."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from labkiosk.facts.base import Fact, decode
from labkiosk.journal.chain import Row
from labkiosk.journal.connection import Connection
from labkiosk.journal.schema import of


class Told(NamedTuple):
    """A fact with when and by whom it was told. ``at`` is lab time in ms UTC, ``zone`` minutes east."""

    kiosk: int
    seq: int
    at: int
    zone: int
    actor: str
    fact: Fact


def _told(row: tuple) -> Told:  # type: ignore[type-arg]
    kiosk, seq, at, zone, actor, kind, body = row
    try:
        return Told(kiosk, seq, at, zone, actor, decode(kind, body))
    except ValueError as error:
        raise ValueError(f"home {kiosk:02} fact {seq} cannot be read: {error}") from None


_TOLD = """
SELECT j.kiosk, j.seq, j.at, j.zone, j.actor, j.kind, j.body
FROM touch t CROSS JOIN journal j ON j.id = t.kiosk << 40 | t.seq
WHERE {of} AND j.body IS NOT NULL {kinds}
ORDER BY j.clock, j.kiosk, j.seq
"""


def told(conn: Connection, subject: str, kinds: frozenset[str] | None = None) -> list[Told]:
    """A subject's facts in their order; of the given kinds alone, where any are given.

    Raises ValueError for a fact whose kind or body is damaged.
    """
    chosen = sorted(kinds or ())
    among = f"AND j.kind IN ({','.join('?' * len(chosen))})" if chosen else ""
    sql = _TOLD.format(of=of("?1"), kinds=among)
    return [_told(row) for row in conn.execute(sql, (subject, *chosen))]


_ABOUT = f"""
SELECT j.kiosk, j.seq, j.at, j.zone, j.actor, j.kind, j.body
FROM (SELECT DISTINCT t.kiosk, t.seq FROM json_each(?) given CROSS JOIN touch t ON {of("given.value")}) t
CROSS JOIN journal j ON j.id = t.kiosk << 40 | t.seq
WHERE j.body IS NOT NULL
ORDER BY j.clock, j.kiosk, j.seq
"""


def about(conn: Connection, subjects: Iterable[str]) -> list[Told]:
    """The facts that touch any of these subjects, each once, in their order. Raises ValueError as ``told``."""
    return [_told(row) for row in conn.execute(_ABOUT, (_list(subjects),))]


_EARLIER = f"""
SELECT s.value FROM json_each(?) s WHERE EXISTS (
  SELECT 1 FROM touch t WHERE {of("s.value")} AND (t.kiosk, t.seq) < (?2, ?3)
  UNION ALL SELECT 1 FROM touch t WHERE {of("s.value")} AND t.kiosk > ?2)
"""


def with_earlier(conn: Connection, subjects: Iterable[str], first: Told) -> set[str]:
    """Those of the subjects that any fact touches but ``first`` and those of the same home after it."""
    found = conn.execute(_EARLIER, (_list(subjects), first.kiosk, first.seq))
    return {subject for (subject,) in found}


def _list(subjects: Iterable[str]) -> str:
    return msgspec.json.encode(list(subjects)).decode()


def head_at(conn: Connection, kiosk: int, at: int) -> int:
    """The seq of the last fact that a home had at lab time ``at`` (ms UTC); 0 where it had none yet."""
    sql = "SELECT seq FROM journal WHERE id < (?1 + 1) << 40 AND id > ?1 << 40 AND at <= ?2 ORDER BY id DESC LIMIT 1"
    row = conn.execute(sql, (kiosk, at)).fetchone()
    return int(row[0]) if row else 0


def since(conn: Connection, kiosk: int, seq: int) -> Iterator[Told]:
    """A home's facts after ``seq``, in their order. Raises ValueError as ``told``."""
    sql = (
        "SELECT kiosk, seq, at, zone, actor, kind, body FROM journal"
        " WHERE id > ?1 << 40 | ?2 AND id < (?1 + 1) << 40 AND body IS NOT NULL ORDER BY id"
    )
    return map(_told, conn.execute(sql, (kiosk, seq)))


def touches_between(conn: Connection, subject: str, kiosk: int, after: int, before: int) -> bool:
    """Whether any fact of a home that ``since`` gives touches the subject, its seq between the two."""
    sql = (
        "SELECT 1 FROM touch t CROSS JOIN journal j ON j.id = t.kiosk << 40 | t.seq"
        f" WHERE {of('?1')} AND t.kiosk = ?2 AND t.seq > ?3 AND t.seq < ?4 AND j.body IS NOT NULL LIMIT 1"
    )
    return conn.execute(sql, (subject, kiosk, after, before)).fetchone() is not None


_TEXTS = ("actor", "kind", "body")


def rows(conn: Connection, kiosk: int) -> Iterator[Row]:
    """A home's rows in the order of its chain, for proving: bytes that are no text become U+FFFD, and prove false."""
    columns = ", ".join(f"CAST({c} AS BLOB)" if c in _TEXTS else c for c in Row._fields)
    sql = f"SELECT {columns} FROM journal WHERE id > ?1 << 40 AND id < (?1 + 1) << 40 ORDER BY id"
    for row in conn.execute(sql, (kiosk,)):
        body = None if row[9] is None else _text(row[9])
        yield Row._make((*row[:6], _text(row[6]), _text(row[7]), row[8], body, *row[10:]))


def _text(data: bytes) -> str:
    return data.decode(errors="replace")


def kiosks(conn: Connection) -> list[int]:
    """The numbers of the homes whose facts are here."""
    found: list[int] = []
    # From one home's first row to the next one's: SQLite would read every row for its DISTINCT.
    sql = "SELECT id >> 40 FROM journal WHERE id >= ? << 40 ORDER BY id LIMIT 1"
    while row := conn.execute(sql, (found[-1] + 1 if found else 0,)).fetchone():
        found.append(row[0])
    return found


def sizes(conn: Connection) -> dict[int, int]:
    """How many facts of each home are here, by its number."""
    return dict(conn.execute("SELECT kiosk, count(*) FROM journal GROUP BY kiosk ORDER BY kiosk").fetchall())


def subjects(conn: Connection) -> Iterator[str]:
    """Every subject that any fact touches."""
    for _, subject in conn.execute("SELECT DISTINCT near, subject FROM touch ORDER BY near, subject"):
        yield subject
