"""What a screen has of the home: one connection that writes in a thread of its own, others that only read."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from labkiosk.rules.priority import MINUTE
from labkiosk.tui.alarm import Alarm

if TYPE_CHECKING:
    from labkiosk.board.people import Person
    from labkiosk.journal.clock import LabTime, Reading
    from labkiosk.journal.connection import Connection
    from labkiosk.lab.lab import Lab
    from labkiosk.printers.line import Found
    from labkiosk.tui.screens.intake_basket import HalfTyped
    from labkiosk.tui.screens.patient_fields import Fields

DEV = Path("/dev")

P = ParamSpec("P")
T = TypeVar("T")


def _discover() -> "list[Found]":
    from labkiosk.printers.line import discover

    return discover()


class Desk:
    """A home with whoever is signed in; light until ``open``, so that the first screen stands at once.

    ``lab`` is for quick reading on the event loop. ``bench`` is the code of the bench this screen stands at,
    None for all of them, ``late`` how many STAT reports were late on their way when last looked, ``alarm`` what is
    overdue at that bench, ``calls`` what wards were to be told then. ``half_typed`` is
    an order that was left before it was placed, ``half_patient`` a new patient who was, ``half_run`` the values of
    controls by lot and test that were. While somebody is signed
    in, ``arrived`` says that tubes come in the hand, and ``batch`` is what the next request begins with.
    ``examples`` are badges that may be shown because the home is for training. ``screen`` is the name of the
    terminal, under which scanners are set up for it; without one, none is read. ``discover`` finds the
    printers.
    """

    lab: "Lab"

    def __init__(
        self,
        folder: Path,
        user: str,
        clock: "Callable[[], Reading] | None" = None,
        *,
        screen: str = "",
        dev: Path = DEV,
    ) -> None:
        self.screen, self.dev = screen, dev
        self._folder, self._user, self._clock = folder, user, clock
        # One thread: acts happen one at a time, in the order they were asked for.
        self._thread = ThreadPoolExecutor(1, "desk")
        self._looking = ThreadPoolExecutor(1, "looking")
        self._looking_at: Connection = None
        self._seen = 0
        self._minute_ends = 0
        self.discover = _discover
        self.ready = asyncio.Event()
        self.person: Person | None = None
        self.bench: str | None = None
        self.late = 0
        self.alarm = Alarm()
        self.calls: frozenset[tuple[str, str, int, bool]] = frozenset()
        self.half_typed: HalfTyped | None = None
        self.half_patient: Fields | None = None
        self.half_run: dict[tuple[str, str], str] = {}
        self.arrived = False
        self.batch: dict[str, str] = {}
        self.site, self.number, self.examples = "", "", ""

    async def open(self) -> None:
        """Make everything ready for work, without holding up the screen. Raises Refused."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._open)
        self.ready.set()

    def _open(self) -> None:
        from labkiosk.board.people import people, settings
        from labkiosk.journal.clock import machine
        from labkiosk.journal.connection import data_version, forbid_writing
        from labkiosk.lab.lab import Lab

        self._writing, self.lab, looking = (
            Lab(self._folder, badge=None, user=self._user, clock=self._clock or machine) for _ in range(3)
        )
        self._looking_at = looking.conn
        for reading in (self.lab.conn, looking.conn):
            forbid_writing(reading)
        # Read before anybody waits for it.
        self.lab.catalogue = self._writing.catalogue
        self.site, self.number = settings(self.lab.conn)["site"], f"{self.lab.kiosk:02}"
        if self.lab.training:
            self.examples = ", ".join(p.badge for p in people(self.lab.conn) if p.here)
        self._seen = data_version(self.lab.conn)

    async def sign_in(self, badge: str) -> "Person":
        """From here on this person acts. Raises Refused for a badge that is not known here."""
        # In its turn: what was asked for before is done by whoever asked.
        self.person = await self.act(lambda lab: lab.sign_in(badge))
        self.lab.sign_in(badge)
        return self.person

    async def sign_out(self) -> None:
        """Nobody is signed in; whoever comes next begins as everybody does."""
        self.person, self.arrived, self.batch = None, False, {}
        await self.act(lambda lab: lab.sign_out())
        self.lab.sign_out()

    async def act(self, verb: "Callable[Concatenate[Lab, P], T]", *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a verb of the lab without holding up the screen; durable when this returns. Raises Refused."""
        call = partial(verb, self._writing, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    async def look(
        self, read: "Callable[Concatenate[Connection, P], T]", *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """A reading that may take long, in a thread and on a connection of its own: no key waits for it."""
        call = partial(read, self._looking_at, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._looking, call)

    async def plugged_in(self) -> "list[Found]":
        """The printers that are plugged in now: asked of the system, so in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._looking, self.discover)

    def changed(self) -> bool:
        """Whether anybody has committed since this was last asked."""
        from labkiosk.journal.connection import data_version

        seen, self._seen = self._seen, data_version(self.lab.conn)
        return seen != self._seen

    def now(self) -> "LabTime":
        """Lab time, for what stands until ``minute_over``."""
        now = self.lab.time()
        self._minute_ends = self.lab.clock().uptime + MINUTE - now.at % MINUTE
        return now

    def minute_over(self) -> bool:
        """Whether another minute of lab time has begun since ``now``; it reads no file and no board."""
        return self.lab.clock().uptime >= self._minute_ends

    def close(self) -> None:
        """Finish the act in progress, and let go of the database."""
        self._thread.shutdown()
        self._looking.shutdown()
        if self.ready.is_set():
            self._writing.close()
            self.lab.close()
            self._looking_at.close()
