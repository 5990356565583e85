"""What a screen has of the home: one connection that writes in a thread of its own, one that only reads."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from labkiosk.board.people import Person, settings
from labkiosk.journal.clock import Reading, machine
from labkiosk.journal.connection import data_version, forbid_writing
from labkiosk.lab.lab import Lab

P = ParamSpec("P")
T = TypeVar("T")


class Desk:
    """A home with whoever is signed in. Raises Refused when the home does not open.

    ``lab`` is for reading on the event loop. ``bench`` is the code of the bench this screen stands at, None
    for all of them.
    """

    def __init__(self, folder: Path, user: str, clock: Callable[[], Reading] = machine) -> None:
        self._writing = Lab(folder, badge=None, user=user, clock=clock)
        self.lab = Lab(folder, badge=None, user=user, clock=clock)
        forbid_writing(self.lab.conn)
        # One thread: acts happen one at a time, in the order they were asked for.
        self._thread = ThreadPoolExecutor(1, "desk")
        self._seen = data_version(self.lab.conn)
        self.person: Person | None = None
        self.bench: str | None = None
        self.site = settings(self.lab.conn)["site"]

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

    async def act(self, verb: Callable[Concatenate[Lab, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a verb of the lab without holding up the screen; durable when this returns. Raises Refused."""
        call = partial(verb, self._writing, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    async def warm(self) -> None:
        """Read the catalogue before anybody waits for it."""
        self.lab.catalogue = await self.act(lambda lab: lab.catalogue)

    def changed(self) -> bool:
        """Whether anybody has committed since this was last asked."""
        seen, self._seen = self._seen, data_version(self.lab.conn)
        return seen != self._seen

    def close(self) -> None:
        """Finish the act in progress, and let go of the database."""
        self._thread.shutdown()
        self._writing.close()
        self.lab.close()
