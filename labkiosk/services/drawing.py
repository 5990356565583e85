"""The drawing room: one thread that draws for every printer, so that none of them waits for its next paper."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from labkiosk.board.jobs import Paper
from labkiosk.board.printers import Printer
from labkiosk.journal.connection import forbid_writing, use_little_memory
from labkiosk.lab.lab import Lab
from labkiosk.services.paper import Ready, draw_for


class DrawingRoom:
    """Draws while a printer prints. It has a connection of its own and writes nothing."""

    def __init__(self, home: Path, user: str) -> None:
        self._home, self._user = home, user
        self._thread = ThreadPoolExecutor(1, "drawing", self._open)
        self._lab: Lab | None = None

    def _open(self) -> None:
        self._lab = Lab(self._home, badge=None, user=self._user)
        forbid_writing(self._lab.conn)
        use_little_memory(self._lab.conn)

    def draw(self, job: Paper, printer: Printer) -> "Future[Ready]":
        """A paper drawn and checked as soon as its turn comes; the result may be a Refused."""
        return self._thread.submit(self._draw, job, printer)

    def _draw(self, job: Paper, printer: Printer) -> Ready:
        assert self._lab is not None
        return draw_for(self._lab, job, printer)

    def close(self) -> None:
        """Draw no more."""
        self._thread.shutdown(cancel_futures=True)
        if self._lab is not None:
            self._lab.close()
