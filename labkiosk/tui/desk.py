"""What a screen has of the home: one connection that writes in a thread of its own, one that only reads."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from labkiosk.board import schema
from labkiosk.board.people import Person, people, settings
from labkiosk.journal.clock import Reading, machine
from labkiosk.journal.connection import Connection, connect, data_version, forbid_writing
from labkiosk.journal.home import Home

if TYPE_CHECKING:
    from labkiosk.lab.lab import Lab

P = ParamSpec("P")
T = TypeVar("T")
TRAINING = "98"


class Desk:
    """A home with whoever is signed in. Raises Refused when the home does not open.

    Light until ``open``, so that the first screen stands at once. ``lab`` is for reading on the event loop.
    ``bench`` is the code of the bench this screen stands at, None for all of them.
    """

    lab: "Lab"

    def __init__(self, folder: Path, user: str, clock: Callable[[], Reading] = machine) -> None:
        self._make = (folder, user, clock)
        # One thread: acts happen one at a time, in the order they were asked for.
        self._thread = ThreadPoolExecutor(1, "desk")
        self._looking = ThreadPoolExecutor(1, "looking")
        self._conn: Connection = None
        self._seen = 0
        self.ready = asyncio.Event()
        self.person: Person | None = None
        self.bench: str | None = None
        self.site, self.number, self.examples = self._glance(Home(folder))

    def _glance(self, home: Home) -> tuple[str, str, tuple[str, ...]]:
        """Site, number, and the badges that may be shown because the home is for training."""
        conn = connect(home.database, home.key())
        try:
            if schema.version(conn) != schema.VERSION:
                self._new().close()
            found = settings(conn)
            badges = people(conn) if found["kiosk"] == TRAINING else []
            return found["site"], found["kiosk"], tuple(p.badge for p in badges if p.here)
        finally:
            conn.close()

    def _new(self) -> "Lab":
        from labkiosk.lab.lab import Lab

        folder, user, clock = self._make
        return Lab(folder, badge=None, user=user, clock=clock)

    def _open(self) -> None:
        self._writing, self.lab = self._new(), self._new()
        forbid_writing(self.lab.conn)
        self._seen = data_version(self.lab.conn)
        # Read before anybody waits for it.
        self.lab.catalogue = self._writing.catalogue

    async def open(self) -> None:
        """Make everything ready for work, without holding up the screen. Raises Refused."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._open)
        self.ready.set()

    def sign_in(self, badge: str) -> Person:
        """From here on this person acts. Raises Refused for a badge that is not known here."""
        self.person = self._writing.sign_in(badge)
        self.lab.sign_in(badge)
        return self.person

    def sign_out(self) -> None:
        """Nobody is signed in."""
        self.person = None
        self._writing.sign_out()
        self.lab.sign_out()

    async def act(self, verb: "Callable[Concatenate[Lab, P], T]", *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a verb of the lab without holding up the screen; durable when this returns. Raises Refused."""
        call = partial(verb, self._writing, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    async def look(
        self, read: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """A reading that may take long, in a thread and on a connection of its own, so that no key waits for it."""
        call = partial(self._look, read, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._looking, call)

    def _look(self, read: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        if self._conn is None:
            home = Home(self._make[0])
            self._conn = connect(home.database, home.key())
            forbid_writing(self._conn)
        return read(self._conn, *args, **kwargs)

    def changed(self) -> bool:
        """Whether anybody has committed since this was last asked."""
        seen, self._seen = self._seen, data_version(self.lab.conn)
        return seen != self._seen

    def close(self) -> None:
        """Finish the act in progress, and let go of the database."""
        self._thread.shutdown()
        self._looking.shutdown()
        if self._conn is not None:
            self._conn.close()
        if self.ready.is_set():
            self._writing.close()
            self.lab.close()
