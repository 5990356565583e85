"""The board made anew from the journal, and the proof that the one that stands equals it."""

from collections.abc import Iterator
from heapq import merge
from itertools import groupby, repeat
from typing import Any

from labkiosk.board.fold import fold_all
from labkiosk.board.names import file_all
from labkiosk.board.schema import NAMES, aside, create, drop, set_aside, shape
from labkiosk.journal.connection import Connection, DatabaseError
from labkiosk.journal.read import subjects

Rows = Iterator[tuple[Any, tuple[object, ...]]]
"""Rows, each after its place, in the order of their places; a row's first column is what it is called by."""


def rebuild(conn: Connection) -> None:
    """Drop the board and fold it anew, inside the caller's transaction."""
    drop(conn)
    _make(conn)


def _make(conn: Connection) -> None:
    create(conn)
    fold_all(conn, subjects(conn))


def differences(conn: Connection) -> Iterator[str]:
    """Where the board is not what the journal says. Everything is rolled back before this returns.

    However many rows there are, only those of one place are held in memory. Nobody else can write to this
    database meanwhile, and whoever waits for it may give up: ask on a copy.
    """
    conn.execute("BEGIN IMMEDIATE")
    try:
        was = shape(conn)
        file_all(conn)
        set_aside(conn)
        _make(conn)
        file_all(conn)
        for name in sorted({name for name, _ in was ^ shape(conn)}):
            yield f"board: {name} is not as the board is made"
        for name in NAMES:
            yield from _compare(name, _rows(conn, aside(name)), _rows(conn, name))
        yield from _compare("patient_name", _words(conn, aside("patient_name")), _words(conn, "patient_name"))
    except (ValueError, DatabaseError) as error:
        yield f"board: it cannot be made anew ({error})"
    finally:
        conn.execute("ROLLBACK")


def _rows(conn: Connection, table: str) -> Rows:
    """A table in the order of its primary key, which is how it lies: nothing is sorted."""
    sql = "SELECT name FROM pragma_table_info(?) WHERE pk = 1"
    (key,) = conn.execute(sql, (table,)).fetchone()
    for place, *row in conn.execute(f"SELECT {key}, * FROM {table} ORDER BY {key}"):
        yield place, tuple(row)


def _words(conn: Connection, index: str) -> Rows:
    """The index of names in its own order: by word, then by the key of the patient who is found under it."""
    conn.execute(f"CREATE VIRTUAL TABLE temp.{index}_words USING fts5vocab(main, {index}, instance)")
    for word, key in conn.execute(f"SELECT term, doc FROM temp.{index}_words"):
        yield (word, key), (key, word)


def _compare(table: str, standing: Rows, folded: Rows) -> Iterator[str]:
    both = merge(zip(standing, repeat(0)), zip(folded, repeat(1)), key=_place)
    for _, here in groupby(both, _place):
        sides: tuple[set[tuple[object, ...]], ...] = (set(), set())
        for (_, row), side in here:
            sides[side].add(row)
        strange, lost = sides[0] - sides[1], sides[1] - sides[0]
        said = "is not what the journal says" if strange else "is missing"
        for row in sorted(strange or lost, key=repr):
            yield f"board: {table} {row[0]} {said}"


def _place(found: tuple[tuple[Any, tuple[object, ...]], int]) -> Any:
    return found[0][0]
