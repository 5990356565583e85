"""The one recipe by which a database is opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlcipher3 import dbapi2 as driver

from labkiosk.facts.errors import Refused

Connection = Any
"""A sqlcipher3 connection: the driver carries no types."""

DatabaseError: type[Exception] = driver.DatabaseError

# SQLite's result codes (sqlite.org/rescode.html) for which a disk or what is on it is to blame: busy, read only,
# I/O, corrupt, full, cannot open, locking protocol, not a database.
_OF_THE_DISK = frozenset((5, 8, 10, 11, 13, 14, 15, 26))
_FULL = 13
_NO_WRITING = frozenset((8, _FULL, 14))

# Below this, two connections can corrupt a database when the WAL is reset.
LOWEST_SQLITE = (3, 51, 3)

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: an acknowledged order survives a power cut
    "foreign_keys": 1,
    "busy_timeout": 30_000,
    "cache_size": -32_000,
    "wal_autocheckpoint": 2_000,  # pages: a checkpoint costs 3 fsyncs, so after 50 orders and more, not after 25
    "temp_store": 2,  # nothing of a patient in a temporary file
}


def sqlite_version() -> tuple[int, ...]:
    """The version of the SQLite that the driver carries."""
    return tuple(driver.sqlite_version_info)


def is_of_the_disk(error: Exception) -> bool:
    """Whether the disk made this error, and not a statement of ours; extended codes keep it in the low byte."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_DISK


def is_full(error: Exception) -> bool:
    """Whether there was no room left on the disk."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == _FULL


def forbids_writing(error: Exception) -> bool:
    """Whether a file could not be made or grow: its disk is full or read only, or the folder is not ours."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _NO_WRITING


def connect(database: Path, key: str, *, create: bool = False, busy_ms: int = 30_000) -> Connection:
    """Open an encrypted database; transactions begin and end only where the code says so.

    ``psow=0``: a torn write of cheap flash must not be trusted to stop at the bytes that were written.
    Raises Refused when the file is missing, is empty, is not a database or has another key.
    """
    if sqlite_version() < LOWEST_SQLITE:
        raise Refused(
            f"SQLite {driver.sqlite_version} can damage data: install sqlcipher3 with SQLite 3.51.3 or newer."
        )
    mode = "rwc" if create else "rw"
    uri = f"file:{quote(str(database))}?mode={mode}&psow=0"
    conn = None
    try:
        conn = driver.connect(
            uri, uri=True, timeout=busy_ms / 1000, isolation_level=None, check_same_thread=False
        )
        conn.execute("PRAGMA cipher_log_level=NONE")
        conn.execute(f"PRAGMA key=\"x'{key}'\"")
        (tables,) = conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if not (tables or create):
            # SQLite would take a file that was cut to nothing for a new database.
            raise driver.DatabaseError("empty")
        for name, value in (PRAGMAS | {"busy_timeout": busy_ms}).items():
            conn.execute(f"PRAGMA {name}={value}")
    except driver.Error as error:
        if conn is not None:
            conn.close()
        raise Refused(_why(database, error)) from None
    return conn


def _why(database: Path, error: Exception) -> str:
    if not database.exists():
        return f"There is no database at {database}: run labkiosk init, or name another home."
    if "not a database" in str(error) or "file is encrypted" in str(error):
        return f"{database} does not open with this key: put the right key file back."
    if str(error) in ("empty", "database disk image is malformed"):
        return f"{database} is damaged ({error}): leave it as it is, and bring a backup back with labkiosk restore."
    return f"{database} cannot be opened ({error}): look at the disk, then try again."


@contextmanager
def in_memory() -> Iterator[Connection]:
    """An empty database that nobody else sees, gone at the end."""
    conn = driver.connect(":memory:", isolation_level=None)
    try:
        yield conn
    finally:
        conn.close()


def brought_to_disk(conn: Connection) -> bool:
    """Whether all that was committed until now is in the database's file, and that synced."""
    try:
        busy, _, _ = conn.execute("PRAGMA wal_checkpoint(FULL)").fetchone()
    except driver.DatabaseError:
        return False
    return not busy


@contextmanager
def snapshot(conn: Connection) -> Iterator[Connection]:
    """Several reads that see one and the same state."""
    conn.execute("BEGIN")
    try:
        yield conn
    finally:
        conn.execute("ROLLBACK")


def data_version(conn: Connection) -> int:
    """A number that changes when another connection commits; it costs 3 microseconds to ask."""
    return int(conn.execute("PRAGMA data_version").fetchone()[0])


def carry_back(conn: Connection) -> None:
    """Bring what is in the WAL into the database's own file, as far as readers allow. Raises the driver's error."""
    conn.execute("PRAGMA wal_checkpoint").fetchone()


def forbid_writing(conn: Connection) -> None:
    """From here on this connection only reads."""
    conn.execute("PRAGMA query_only=1")


def use_little_memory(conn: Connection) -> None:
    """From here on this connection keeps 2 MB of pages: a helper with one for each thread must stay small."""
    conn.execute("PRAGMA cache_size=-2000")
