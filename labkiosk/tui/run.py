"""A screen as a program: the kiosk with all that runs beside it."""

import fcntl
import gc
import sys
from contextlib import suppress
from pathlib import Path

from labkiosk.tui.app import Kiosk
from labkiosk.tui.desk import Desk
from labkiosk.tui.hangup import end_with
from labkiosk.tui.printing import PrintWorker


def run_kiosk(folder: Path, user: str, screen: str = "") -> int:
    """Open the screen on a home; the exit code, 1 with one line where the home does not open.

    ``screen`` is the name under which scanners are set up for it.
    """
    desk = Desk(folder, user, screen=screen)
    worker = PrintWorker(folder)
    app = Kiosk(desk, worker, at_rest=_put_away)
    try:
        end_with(sys.stdin.fileno())
        _claim(sys.stdin.fileno())
        app.run(mouse=False)
        return app.return_code or 0
    finally:
        app.ears.close()
        worker.stop()
        desk.close()


def _claim(terminal: int) -> None:
    """Whoever looks for a scanner on a serial line leaves this one alone: a screen stands at its other end."""
    with suppress(OSError):  # another program of this terminal has it already
        fcntl.flock(terminal, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _put_away() -> None:
    """Look for garbage now, and then no more at what stands: in mid-work that holds up a key by 25 ms."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
