"""Proof that no fact was changed, lost or slipped in."""

from collections.abc import Iterator

from labkiosk.facts.base import decode
from labkiosk.journal.chain import GENESIS, body_hash, row_hash
from labkiosk.journal.connection import Connection
from labkiosk.journal.read import kiosks, rows


def broken_pages(conn: Connection) -> Iterator[str]:
    """Pages whose checksum does not hold, and what SQLite finds wrong with the tables."""
    for (line,) in conn.execute("PRAGMA cipher_integrity_check"):
        yield f"database: {line}"
    for (line,) in conn.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"database: {line}"


def broken_chain(conn: Connection) -> Iterator[str]:
    """Where the chain of each home breaks: home, number of the fact, and what is wrong with it."""
    for kiosk in kiosks(conn):
        previous, expected = GENESIS, 1
        for row in rows(conn, kiosk):
            where = f"journal: home {kiosk:02} fact {row.seq}"
            if row.seq != expected:
                yield f"journal: home {kiosk:02} fact {expected} is missing"
            if row_hash(previous, row) != row.hash:
                yield f"{where} does not follow from the one before it"
            if row.body is not None and body_hash(row.salt or b"", row.body) != row.body_hash:
                yield f"{where} was changed"
            previous, expected = row.hash, row.seq + 1


def broken_touches(conn: Connection) -> Iterator[str]:
    """Facts that are not filed under exactly the subjects they concern."""
    filed: dict[tuple[int, int], set[str]] = {}
    for subject, kiosk, seq in conn.execute("SELECT subject, kiosk, seq FROM touch"):
        filed.setdefault((kiosk, seq), set()).add(subject)
    for kiosk in kiosks(conn):
        for row in rows(conn, kiosk):
            found = filed.pop((kiosk, row.seq), set())
            if row.body is not None and found != set(decode(row.kind, row.body).subjects()):
                yield f"journal: home {kiosk:02} fact {row.seq} is filed wrongly"
    for kiosk, seq in filed:
        yield f"journal: home {kiosk:02} fact {seq} is filed, but not there"
