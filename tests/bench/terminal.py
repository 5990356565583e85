"""A program under a pty of 80 by 24, as on a console: what it paints, and when."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
from collections.abc import Callable
from pathlib import Path
from time import monotonic, perf_counter, sleep

PATIENCE_S = 30.0


class Terminal:
    """A child on a terminal of its own, started when this is made. Raises TimeoutError when it does not paint."""

    def __init__(self, command: list[str]) -> None:
        self.begun = perf_counter()
        self._pty, slave = pty.openpty()
        fcntl.ioctl(self._pty, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        env = os.environ | {"TERM": "linux", "LABKIOSK_LEAVE": "1"}
        self.child = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True, cwd=Path.cwd()
        )
        os.close(slave)

    def until(self, mark: bytes) -> float:
        """Read until the mark is painted; when that was, by ``perf_counter``."""
        seen, deadline = b"", monotonic() + PATIENCE_S
        while mark not in seen:
            if monotonic() > deadline:
                raise TimeoutError(f"{mark!r} was not painted; the end of what was: {seen[-300:]!r}")
            seen += self._read(0.1)
        return perf_counter()

    def press(self, keys: bytes, mark: bytes) -> float:
        """Send keys; seconds until the mark was painted."""
        while self._read(0):
            pass
        begun = perf_counter()
        os.write(self._pty, keys)
        return self.until(mark) - begun

    def idle(self, seconds: float) -> None:
        """Let it be, but take what it writes."""
        deadline = monotonic() + seconds
        while monotonic() < deadline:
            self._read(0.05)

    def peak_kb(self) -> int:
        """The most memory it had, in kB (VmHWM); not that of its own children."""
        status = Path(f"/proc/{self.child.pid}/status").read_text("ascii")
        return int(status.partition("VmHWM:")[2].split()[0])

    def close(self) -> None:
        """End it, and the print worker that it may have started."""
        os.killpg(self.child.pid, signal.SIGTERM)
        while self.child.poll() is None:
            self._read(0.05)
        os.close(self._pty)

    def _read(self, patience: float) -> bytes:
        ready, _, _ = select.select([self._pty], [], [], patience)
        if not ready:
            return b""
        try:
            return os.read(self._pty, 1 << 16)
        except OSError:  # Linux says so when the last writer is gone
            sleep(patience)
            return b""


def painted_first(
    command: list[str], mark: bytes, then: Callable[[Terminal], None] = lambda _: None
) -> float:
    """Start it; seconds from there to its first paint. ``then`` looks at it before it is ended."""
    terminal = Terminal(command)
    try:
        seconds = terminal.until(mark) - terminal.begun
        then(terminal)
    finally:
        terminal.close()
    return seconds
