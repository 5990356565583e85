"""One home, opened by one actor."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from copy import copy
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from labkiosk.board import people, schema
from labkiosk.board.fold import fold
from labkiosk.board.rebuild import rebuild
from labkiosk.catalogue import Catalogue, load, load_apart
from labkiosk.facts.errors import Refused
from labkiosk.journal.clock import LabTime, Reading, lab_time, load_anchor, machine
from labkiosk.journal.connection import Connection, DatabaseError, brought_to_disk, connect, is_of_the_disk
from labkiosk.journal.home import Home
from labkiosk.journal.schema import migrate
from labkiosk.journal.write import Act, writing
from labkiosk.rules import roles


class Lab:
    """A home and whoever acts in it. Every change goes through ``act``; reading uses ``conn``.

    ``badge`` None means the operating system's user, recorded as such. Raises Refused for an unknown badge.
    """

    def __init__(
        self, folder: Path, *, badge: str | None, user: str, clock: Callable[[], Reading] = machine
    ) -> None:
        self.home = Home(folder)
        self._lock = self.home.lock
        self.clock = clock
        self._conn: Connection | None = None
        self._user = user
        self.actor = f"os:{user}"
        self.role: str | None = None
        self._apart: dict[str, Any] = {}
        try:
            self._ensure_board()
            if badge is not None:
                self.sign_in(badge)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def conn(self) -> Connection:
        """The connection; opened anew when a disk error made it worthless. Raises Refused as ``connect``."""
        if self._conn is None:
            self._conn = connect(self.home.database, self.home.key())
        return self._conn

    def looking_at(self, conn: Connection) -> Self:
        """This laboratory with another database, such as that of an earlier moment; for reading alone."""
        other = copy(self)
        other._conn = conn
        return other

    def close(self) -> None:
        """Let go of the database."""
        if self._conn is not None:
            self._conn.close()

    def _ensure_board(self) -> None:
        migrate(self.conn)
        if schema.version(self.conn) != schema.VERSION:
            with self.act() as act:
                if schema.version(act.conn) != schema.VERSION:  # another screen may have been first
                    rebuild(act.conn)

    def sign_in(self, badge: str) -> people.Person:
        """From here on the person with this badge acts. Raises Refused when nobody here has it."""
        person = people.person(self.conn, badge)
        if person is None or not person.here:
            raise Refused(f"Badge {badge!r} is not known here: a supervisor adds people.")
        self.actor, self.role = f"badge:{badge}", person.role
        return person

    def sign_out(self) -> None:
        """From here on the operating system's user acts."""
        self.actor, self.role = f"os:{self._user}", None

    @property
    def who(self) -> str:
        """The actor's badge or user name."""
        return self.actor.partition(":")[2]

    def require(self, action: roles.Action) -> None:
        """Raises Refused unless the actor may do this, and is still one of the people here."""
        if self.role is not None:
            self.sign_in(self.who)
        roles.require(self.role, self.who, action)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The tests, with the hospital's own files in place of ours."""
        return load(self.home.catalogue if self.home.catalogue.is_dir() else None)

    def apart(self, name: str) -> Any:
        """What a catalogue file says that only some desks need; read once, as the catalogue is. Raises Refused."""
        if name not in self._apart:
            self._apart[name] = load_apart(name, self.catalogue, self.home.catalogue)
        return self._apart[name]

    @cached_property
    def kiosk(self) -> int:
        """The home's number."""
        return int(people.settings(self.conn)["kiosk"])

    @property
    def training(self) -> bool:
        """Whether this home's paper says TRAINING."""
        return self.kiosk == 98

    def time(self) -> LabTime:
        """Lab time now."""
        return lab_time(load_anchor(self.conn), self.clock())

    def local(self, at: int) -> datetime:
        """A time in ms UTC as people here read it."""
        zone = timezone(timedelta(minutes=self.clock().zone))
        return datetime.fromtimestamp(at / 1000, UTC).astimezone(zone)

    def today(self) -> date:
        """The day here, by lab time."""
        now = self.clock()
        at = lab_time(load_anchor(self.conn), now).at
        return datetime.fromtimestamp(at / 1000 + now.zone * 60, UTC).date()

    @contextmanager
    def act(self) -> Iterator[Act]:
        """One transaction; durable when this ends, and nothing of it kept when an error leaves it.

        Raises Refused when the disk gives an error and nothing was kept.
        """
        act: Act | None = None
        whole = False
        try:
            with writing(self.conn, self._lock, self.actor, self.clock, fold) as act:
                yield act
                whole = True
        except DatabaseError as error:
            if not is_of_the_disk(error):
                raise
            self._let_go()
            if not (whole and act is not None and self._stands(act)):
                raise Refused(
                    f"The disk gave an error ({error}). Nothing was kept: do it again, or call a supervisor."
                ) from None
            if not brought_to_disk(self.conn):
                raise Refused(
                    f"The disk gave an error ({error}). It was kept, but a power cut may lose it:"
                    " do not do it again, and call a supervisor."
                ) from None

    def _let_go(self) -> None:
        """What a connection still knows after a disk error may be wrong: the next question opens another."""
        conn, self._conn = self._conn, None
        if conn is not None:
            with suppress(DatabaseError):
                conn.close()

    def _stands(self, act: Act) -> bool:
        """Whether the act is on the disk: an error at commit does not tell."""
        sql = "SELECT hash FROM journal WHERE id = ? << 40 | ?"
        return bool(self.conn.execute(sql, (act.kiosk, act.seq)).fetchone() == (act.head,))
