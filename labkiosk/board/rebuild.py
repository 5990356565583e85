"""The board made anew from the journal, and the proof that the one that stands equals it."""

from collections.abc import Iterator

from labkiosk.board.fold import fold_all
from labkiosk.board.schema import NAMES, create, drop
from labkiosk.journal.connection import Connection
from labkiosk.journal.read import subjects


def rebuild(conn: Connection) -> None:
    """Drop the board and fold it anew, inside the caller's transaction."""
    drop(conn)
    create(conn)
    fold_all(conn, list(subjects(conn)))


def differences(conn: Connection) -> Iterator[str]:
    """Where the board is not what the journal says. Everything is rolled back before this returns.

    The caller holds the write lock, so that nothing is appended between the two readings.
    """
    conn.execute("BEGIN IMMEDIATE")
    try:
        standing = {name: _rows(conn, name) for name in NAMES}
        rebuild(conn)
        for name in NAMES:
            yield from _compare(name, standing[name], _rows(conn, name))
    finally:
        conn.execute("ROLLBACK")


def _rows(conn: Connection, table: str) -> set[tuple[object, ...]]:
    return set(conn.execute(f"SELECT * FROM {table}"))


def _compare(table: str, standing: set[tuple[object, ...]], folded: set[tuple[object, ...]]) -> Iterator[str]:
    for row in sorted(standing - folded, key=repr):
        yield f"board: {table} {row[0]} is not what the journal says"
    known = {row[0] for row in standing - folded}
    for row in sorted(folded - standing, key=repr):
        if row[0] not in known:
            yield f"board: {table} {row[0]} is missing"
