"""The board made anew from the journal, and the proof that the one that stands equals it."""

from collections.abc import Iterator

from labkiosk.board.fold import fold_all
from labkiosk.board.schema import NAMES, create, drop
from labkiosk.journal.connection import Connection, DatabaseError
from labkiosk.journal.read import subjects


def rebuild(conn: Connection) -> None:
    """Drop the board and fold it anew, inside the caller's transaction."""
    drop(conn)
    create(conn)
    fold_all(conn, list(subjects(conn)))


def differences(conn: Connection) -> Iterator[str]:
    """Where the board is not what the journal says. Everything is rolled back before this returns.

    Nobody else can write to this database meanwhile, and whoever waits for it may give up: ask on a copy.
    """
    conn.execute("BEGIN IMMEDIATE")
    try:
        conn.execute("CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, patient_name, instance)")
        standing = {name: _rows(conn, name) for name in NAMES}
        words = _words(conn)
        rebuild(conn)
        for name in NAMES:
            yield from _compare(name, standing[name], _rows(conn, name))
        yield from _compare("patient_name", words, _words(conn))
    except (ValueError, DatabaseError) as error:
        yield f"board: it cannot be made anew ({error})"
    finally:
        conn.execute("ROLLBACK")


def _rows(conn: Connection, table: str) -> set[tuple[object, ...]]:
    return set(conn.execute(f"SELECT * FROM {table}"))


def _words(conn: Connection) -> set[tuple[object, ...]]:
    """The index of names: patients' keys, and the words under which each is found."""
    return set(conn.execute("SELECT doc, term FROM temp.word"))


def _compare(table: str, standing: set[tuple[object, ...]], folded: set[tuple[object, ...]]) -> Iterator[str]:
    for row in sorted(standing - folded, key=repr):
        yield f"board: {table} {row[0]} is not what the journal says"
    known = {row[0] for row in standing - folded}
    for row in sorted(folded - standing, key=repr):
        if row[0] not in known:
            yield f"board: {table} {row[0]} is missing"
