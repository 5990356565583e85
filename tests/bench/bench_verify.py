"""Proof of the chain, and what a sample takes on disk."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from labkiosk.journal.chain import Row as JournalRow
from labkiosk.journal.connection import Connection, connect
from labkiosk.journal.home import Home
from labkiosk.journal.verify import broken_chain
from tests.bench.homes import Homes
from tests.bench.measure import clocked, side_by_side
from tests.bench.row import Row, compared

ROUNDS = 5
COLUMNS = ", ".join(JournalRow._fields)


def rows(homes: Homes) -> Iterator[Row]:
    """The whole chain of the largest home, and the bytes of its database."""
    home = Home(homes.of(homes.most))
    conn = connect(home.database, home.key())
    pair = side_by_side(clocked(lambda: _verify(conn)), clocked(lambda: _hash(conn)), ROUNDS, 1)
    (facts,) = conn.execute("SELECT count(*) FROM journal").fetchone()
    yield compared(f"verify the chain of {facts:,} facts", pair, "reading and hashing the same columns", 3)
    (samples,) = conn.execute("SELECT count(*) FROM sample").fetchone()
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    conn.close()
    yield _on_disk(home.database, samples)


def _verify(conn: Connection) -> None:
    found = list(broken_chain(conn))
    if found:
        raise RuntimeError(found[0])


def _hash(conn: Connection) -> None:
    """Every column of every row, as text or bytes, through one SHA-256."""
    whole = sha256()
    for row in conn.execute(f"SELECT {COLUMNS} FROM journal ORDER BY id"):
        for column in row:
            whole.update(column if isinstance(column, bytes) else str(column).encode())


def _on_disk(database: Path, samples: int) -> Row:
    size = database.stat().st_size
    shown = f"{size / samples:,.0f} B"
    return Row("bytes on disk a sample", shown, f"{size:,} B, {samples:,} samples", size / samples, None)
