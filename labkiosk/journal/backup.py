"""Copies of a home's database: of one moment, whole, proved, and under the same key."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from labkiosk.facts.errors import Refused
from labkiosk.journal.connection import Connection, DatabaseError, connect
from labkiosk.journal.home import Home, sync_folder
from labkiosk.journal.read import sizes
from labkiosk.journal.verify import broken_chain, broken_pages

# The hospital's own catalogue files travel in the copy as rows of this name.
_OWN = "catalogue "
_SCRATCH = ".copy-"
_PIECE = 1 << 20


class Backup(NamedTuple):
    """A copy that is safe on its disk; ``digest`` is the SHA-256 of its bytes, ``facts`` how many it holds."""

    path: Path
    digest: str
    facts: int


@contextmanager
def scratch(conn: Connection, home: Home) -> Iterator[Connection]:
    """A copy of this moment inside the home, gone afterwards; no writer waits while it is made or read."""
    with _copying(home, home.folder), TemporaryDirectory(prefix=_SCRATCH, dir=home.folder) as folder:
        copy = Path(folder) / "lab.db"
        conn.execute("VACUUM INTO ?", (str(copy),))
        with closing(connect(copy, home.key())) as copied:
            yield copied


def back_up(conn: Connection, home: Home, target: Path) -> Backup:
    """Write a proved copy to ``target``, which is there whole or not at all, and safe when this returns.

    After the rename it is opened and synced again: vfat loses it otherwise. The key is not in it.
    Raises Refused for a copy that does not hold, OSError or the driver's error from the disk.
    """
    part = target.with_name(f".{target.name}.part")
    with _copying(home, target.parent, f".{target.name.rsplit('-', 2)[0]}-*.db.part*"):
        digest, facts = _write(conn, home, target, part)
    sync_folder(target.parent)
    _sync(target)
    if _digest(target) != digest:
        raise Refused(f"{target} reads back differently than it was written: use another stick or disk.")
    return Backup(target, digest, facts)


def _write(conn: Connection, home: Home, target: Path, part: Path) -> tuple[str, int]:
    """The copy, proved and synced, under its name; returns the digest of its bytes and how many facts it holds."""
    part.unlink(missing_ok=True)
    try:
        conn.execute("VACUUM INTO ?", (str(part),))
        with closing(connect(part, home.key())) as copied:
            _pack(copied, home.catalogue)
            copied.execute("PRAGMA journal_mode=DELETE")
            facts = prove(copied, target)
        digest = _digest(part)
        _sync(part)
        part.rename(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return digest, facts


@contextmanager
def _copying(home: Home, folder: Path, unfinished: str = "") -> Iterator[None]:
    """While copies of a home are made. What one that was killed has left goes first, unless somebody makes one now.

    ``unfinished`` is a pattern of this home's unfinished copies in ``folder``. Raises OSError.
    """
    handle = os.open(home.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for left in home.folder.glob(f"{_SCRATCH}*"):
                shutil.rmtree(left)
            for left in folder.glob(unfinished) if unfinished else ():
                if left.is_file():
                    left.unlink()
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


def prove(conn: Connection, name: Path) -> int:
    """How many facts a copy holds. Raises Refused, saying where, when a page or its chain is broken."""
    try:
        faults = [*broken_pages(conn), *broken_chain(conn)]
    except DatabaseError as error:
        faults = [str(error)]
    if faults:
        raise Refused(f"{name} is damaged ({faults[0]}): do not rely on it.")
    return sum(sizes(conn).values())


def unpack(conn: Connection, catalogue: Path) -> None:
    """Take the hospital's own catalogue files out of a copy and write them into a folder."""
    rows = conn.execute("SELECT name, value FROM state WHERE name GLOB ?", (f"{_OWN}*",)).fetchall()
    for name, content in rows:
        catalogue.mkdir(exist_ok=True)
        file = catalogue / Path(str(name).removeprefix(_OWN)).name
        file.write_bytes(content)
        _sync(file)
    if rows:
        sync_folder(catalogue)
        conn.execute("DELETE FROM state WHERE name GLOB ?", (f"{_OWN}*",))


def take_number(conn: Connection, kiosk: int) -> int:
    """From here on the database is that of another home; returns the number it had."""
    was = int(conn.execute("SELECT value FROM state WHERE name='kiosk'").fetchone()[0])
    conn.execute("UPDATE state SET value=? WHERE name='kiosk'", (kiosk,))
    return was


def _pack(conn: Connection, catalogue: Path) -> None:
    for file in sorted(catalogue.glob("*.csv")):
        conn.execute("INSERT INTO state VALUES (?, ?)", (f"{_OWN}{file.name}", file.read_bytes()))


def _digest(path: Path) -> str:
    """SHA-256 of what is on the disk, not of what is still in memory, where the system lets us ask for that."""
    whole = sha256()
    with path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while piece := file.read(_PIECE):
            whole.update(piece)
    return whole.hexdigest()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
