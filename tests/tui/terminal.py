"""A kiosk on a real pty, read by a terminal emulator that shares nothing with it."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pexpect
import pyte


class Terminal:
    """What stands on the terminal, and keys to it."""

    def __init__(self, child: "pexpect.spawn[bytes]", rows: int, columns: int) -> None:
        self.child = child
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""

    def read(self, quiet_s: float = 0.2) -> str:
        """Everything on the screen, once nothing more came for so long.

        A program whose output nobody reads stops at last, and takes no more keys.
        """
        with suppress(pexpect.TIMEOUT, pexpect.EOF):
            while True:
                found = self.child.read_nonblocking(65536, timeout=quiet_s)
                self.raw += found
                self.stream.feed(found)
        return "\n".join(self.screen.display)

    def wait_for(self, text: str) -> str:
        """The screen once it shows the text."""
        for _ in range(150):
            shown = self.read()
            if text in shown:
                return shown
        raise AssertionError(f"{text!r} never came:\n{shown}")

    def send(self, text: str, pause_s: float = 0.0) -> None:
        """Keys, one write each where there is a pause between them."""
        if not pause_s:
            self.child.send(text)
            return
        for key in text:
            self.child.send(key)
            time.sleep(pause_s)


@contextmanager
def terminal(
    command: list[str], term: str = "linux", rows: int = 24, columns: int = 80
) -> Iterator[Terminal]:
    """Run a command on a pty; it is ended with the block."""
    root = Path(__file__).resolve().parents[2]
    child = pexpect.spawn(
        sys.executable,
        command,
        env={**os.environ, "TERM": term, "LABKIOSK_LEAVE": "1", "PYTHONPATH": str(root)},
        dimensions=(rows, columns),
        timeout=30,
    )
    child.delaybeforesend = None
    try:
        yield Terminal(child, rows, columns)
    finally:
        child.close(force=True)
