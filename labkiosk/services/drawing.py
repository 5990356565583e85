"""The drawing room: draws for every printer and keeps the pictures, so that none waits for its next paper."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from labkiosk.board.jobs import Paper
from labkiosk.board.printers import Printer
from labkiosk.journal.connection import forbid_writing, use_little_memory
from labkiosk.lab.lab import Lab
from labkiosk.printers.file import keep
from labkiosk.services.paper import Ready, draw_for


class Shelved(NamedTuple):
    """A paper drawn, and its picture on the way to the disk: ``kept`` ends once it is there, or with an OSError."""

    ready: Ready
    kept: "Future[Path]"


class DrawingRoom:
    """Draws on one thread while a printer prints, and keeps the pictures on another, which waits for the disk.

    It has a connection of its own and writes nothing there.
    """

    def __init__(self, home: Path, user: str) -> None:
        self._home, self._user = home, user
        self._table = ThreadPoolExecutor(1, "drawing", self._open)
        self._shelf = ThreadPoolExecutor(1, "keeping")
        self._lab: Lab | None = None

    def _open(self) -> None:
        self._lab = Lab(self._home, badge=None, user=self._user)
        forbid_writing(self._lab.conn)
        use_little_memory(self._lab.conn)

    def draw(self, job: Paper, printer: Printer) -> "Future[Shelved]":
        """A paper drawn and checked as soon as its turn comes; the result may be a Refused."""
        return self._table.submit(self._draw, job, printer)

    def _draw(self, job: Paper, printer: Printer) -> Shelved:
        assert self._lab is not None
        ready = draw_for(self._lab, job, printer)
        return Shelved(ready, self._shelf.submit(keep, self._lab.home.paper, ready.digest, ready.png))

    def close(self) -> None:
        """Draw no more."""
        self._table.shutdown(cancel_futures=True)
        self._shelf.shutdown()
        if self._lab is not None:
            self._lab.close()
