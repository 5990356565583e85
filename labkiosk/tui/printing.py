"""The print worker that the screens of a home keep running beside themselves."""

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path

from labkiosk.services.parent import NAMED

# One that cannot run must not be started four times a second.
_AGAIN_S = 30.0


class PrintWorker:
    """``labkiosk print`` as a child, which ends with this process even when that is killed.

    Of the screens of a home one keeps it, whichever was first: a worker each would cost as much memory as its
    screen, only to wait. Where that screen ends, the next one that looks takes over. Start it from the main thread:
    the child ends with the thread that started it.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._turn: int | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._started: float | None = None
        self._wanted = False

    def start(self) -> None:
        """From here on there is one, kept by this screen or by another."""
        self._wanted = True
        self.keep()

    def keep(self) -> None:
        """Start it where none is kept, and again where this screen's has ended."""
        if (
            not self._wanted
            or (self._child is not None and self._child.poll() is None)
            or not self._my_turn()
        ):
            return
        if self._started is None or time.monotonic() - self._started > _AGAIN_S:
            self._run()

    def _my_turn(self) -> bool:
        """Whether it is this screen that keeps it; the kernel gives the turn on when a screen ends."""
        try:
            if self._turn is None:
                flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
                self._turn = os.open(self._home / "screen-prints.lock", flags, 0o600)
            fcntl.flock(self._turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (
            OSError
        ):  # another's turn; or a disk that takes no file, on which nothing could be printed either
            return False
        return True

    def _run(self) -> None:
        # What it has to say is in the journal, not on this terminal.
        self._started = time.monotonic()
        quiet = subprocess.DEVNULL
        command = [sys.executable, "-m", "labkiosk", "print", "--home", str(self._home)]
        env = os.environ | {NAMED: str(os.getpid())}
        self._child = subprocess.Popen(  # noqa: S603 our own program
            command, stdin=quiet, stdout=quiet, stderr=quiet, env=env
        )

    def stop(self) -> None:
        """End it; a paper that is being sent is taken up again by the next one."""
        self._wanted = False
        if self._child is not None:
            self._child.terminate()
            self._child.wait()
        if self._turn is not None:
            os.close(self._turn)
            self._turn = None
