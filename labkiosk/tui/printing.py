"""The print worker that a screen keeps running beside itself."""

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

    Where another screen runs one already, this one waits for its turn. Start it from the main thread: the child
    ends with the thread that started it.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._child: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    def start(self) -> None:
        """Start it. What it has to say is in the journal, not on this terminal."""
        self._started = time.monotonic()
        quiet = subprocess.DEVNULL
        command = [sys.executable, "-m", "labkiosk", "print", "--home", str(self._home)]
        env = os.environ | {NAMED: str(os.getpid())}
        self._child = subprocess.Popen(  # noqa: S603 our own program
            command, stdin=quiet, stdout=quiet, stderr=quiet, env=env
        )

    def keep(self) -> None:
        """Start it again if it has ended."""
        ended = self._child is not None and self._child.poll() is not None
        if ended and time.monotonic() - self._started > _AGAIN_S:
            self.start()

    def stop(self) -> None:
        """End it; a paper that is being sent is taken up again by the next one."""
        if self._child is not None:
            self._child.terminate()
            self._child.wait()
