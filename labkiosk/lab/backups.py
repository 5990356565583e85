"""Backups: a proved copy outside the home, and a home brought back from one under a number of its own."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from labkiosk.board import people, schema
from labkiosk.board.fold import fold
from labkiosk.board.rebuild import rebuild
from labkiosk.facts.errors import Refused
from labkiosk.facts.home import BackedUp, HomeRestored
from labkiosk.journal import backup
from labkiosk.journal.clock import Reading, machine
from labkiosk.journal.connection import Connection, DatabaseError, connect, forbids_writing
from labkiosk.journal.home import Home, read_key
from labkiosk.journal.read import kiosks
from labkiosk.journal.schema import migrate
from labkiosk.journal.write import writing
from labkiosk.lab.lab import Lab
from labkiosk.lab.site import TRAINING, check_home_number


def back_up(lab: Lab, folder: Path) -> backup.Backup:
    """Write a copy of the home into ``folder``, proved and safe when this returns. Raises Refused."""
    lab.require("backup")
    if not folder.is_dir():
        raise Refused(f"There is no folder {folder}: is the stick or disk mounted?")
    if folder.resolve().is_relative_to(lab.home.folder.resolve()):
        raise Refused(f"{folder} is inside the home: choose a folder on another disk or stick.")
    target = folder / f"labkiosk-{lab.kiosk:02}-{lab.local(lab.time().at):%Y%m%d-%H%M%S}.db"
    if target.exists():
        raise Refused(f"{target} is there already: try again in a second.")
    try:
        made = backup.back_up(lab.conn, lab.home, target)
    except OSError as error:
        raise Refused(f"{folder} cannot be written ({error.strerror}): choose another folder.") from None
    except DatabaseError as error:
        if not forbids_writing(error):
            raise
        raise Refused(f"{folder} cannot be written ({error}): choose another folder.") from None
    with lab.act() as act:
        act.append(BackedUp(to=str(target.absolute()), digest=made.digest))
    return made


def restore(
    file: Path, folder: Path, *, kiosk: int, key_file: Path, user: str, clock: Callable[[], Reading] = machine
) -> int:
    """Make a home in ``folder`` from a backup, under a number that was never used before.

    It goes on with the old home's samples and mints none of its numbers again. Returns how many facts it
    holds. Raises Refused, and then nothing is left in ``folder``.
    """
    key = read_key(key_file)
    if not file.is_file():
        raise Refused(f"There is no backup {file}.")
    home = Home(folder)
    with home.making(key) as database:
        try:
            shutil.copyfile(file, database)
            with closing(_opened(database, key, file)) as conn:
                return _become(conn, home, file, kiosk, user, clock)
        except BaseException:
            shutil.rmtree(home.catalogue, ignore_errors=True)
            raise


def _opened(copy: Path, key: str, file: Path) -> Connection:
    try:
        return connect(copy, key)
    except Refused as refusal:
        raise Refused(str(refusal).replace(str(copy), str(file))) from None


def _become(
    conn: Connection, home: Home, file: Path, kiosk: int, user: str, clock: Callable[[], Reading]
) -> int:
    facts = backup.prove(conn, file)
    migrate(conn)
    conn.execute("BEGIN IMMEDIATE")
    if schema.version(conn) != schema.VERSION:
        rebuild(conn)
    used = {int(n) for n in people.settings(conn)["used"].split()} | set(kiosks(conn))
    check_home_number(kiosk, used)
    if TRAINING in (kiosk, *used):
        raise Refused(
            "Training and a real laboratory do not mix: a training home is made anew, by labkiosk init."
        )
    was = backup.take_number(conn, kiosk)
    backup.unpack(conn, home.catalogue)
    conn.execute("COMMIT")
    with writing(conn, home.lock, f"os:{user}", clock, fold) as act:
        act.append(HomeRestored(kiosk=kiosk, was=was))
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return facts
