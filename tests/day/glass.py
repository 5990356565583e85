"""Many screens at once, each a real kiosk under a pty of 80 by 24, read by a terminal that shares nothing with it.

A person is a generator: it yields a ``Press``, is given what the screen then shows, and goes on from there.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pyte

ROOT = Path(__file__).parents[2]
PATIENCE_S = 240.0
"""After this a screen that does not show what is waited for never will."""
_QUIET_S, _LOOK_S = 0.04, 0.2
"""A person looks before the next key: so long has nothing more been painted, and a new screen has stood."""
_AGAIN_S = 15.0
"""Keys that come before a screen has painted are dropped, on purpose; a person presses again after so long."""


class Press(NamedTuple):
    """Keys, or a scan, and the pattern that the screen shows once it has answered them; ``what`` names the step.

    ``opens``: another screen stands then, which the person looks at before the next key. ``told`` is called with
    the time and the screen at the moment of the answer.
    """

    what: str
    keys: str
    until: str
    opens: bool = False
    told: Callable[[float, str], None] = lambda _now, _shown: None


class Rest(NamedTuple):
    """Nothing is to be done for so many seconds."""

    seconds: float


Person = Generator[Press | Rest, str, None]


class Step(NamedTuple):
    """What a person did, the seconds from its keys to their paint, and the bytes painted until then.

    ``again``: the keys had to be pressed a second time.
    """

    what: str
    seconds: float
    painted: int
    again: bool


class Screen:
    """One kiosk on a terminal of its own. ``steps`` is what was done there; ``said`` all that ever stood there."""

    def __init__(self, home: Path, name: str, term: str = "linux", stty: Sequence[str] = ()) -> None:
        self.name = name
        self._pty, line = pty.openpty()
        fcntl.ioctl(line, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        if stty:
            subprocess.run(["stty", *stty], stdin=line, check=True)
        command = [sys.executable, "-m", "labkiosk", "kiosk", "--home", str(home)]
        env = os.environ | {"TERM": term, "PYTHONPATH": str(ROOT), "LABKIOSK_LEAVE": "1"}
        self.child = subprocess.Popen(
            command, stdin=line, stdout=line, stderr=line, env=env, start_new_session=True, cwd="/"
        )
        os.close(line)
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self.steps: list[Step] = []
        self.errors: list[str] = []
        self._person: Person | None = None
        self._waits: Press | None = None
        self._begun = self._pressed = self._painted_at = self._rests_until = 0.0
        self._painted, self._again, self._before = 0, False, ""
        self.shown = ""

    def fileno(self) -> int:
        return self._pty

    def seat(self, person: Person) -> None:
        """Let a person begin to work here."""
        self._person = person
        self._go_on(next(person))

    @property
    def free(self) -> bool:
        """Whether nobody works here."""
        return self._person is None

    def read(self, now: float) -> None:
        """Take what was painted until ``now``."""
        with suppress(OSError):  # Linux says so when the last writer is gone
            found = os.read(self._pty, 1 << 16)
            self._painted += len(found)
            self._painted_at = now
            self._stream.feed(found)
            self.shown = "\n".join(self._screen.display)
            self._look(now)

    def _look(self, now: float) -> None:
        if re.search(r"Traceback|inside the program|gave an error", self.shown):
            self.errors.append(self.shown)
        waits = self._waits
        if waits is not None and re.search(waits.until, self.shown):
            self.steps.append(Step(waits.what, now - self._begun, self._painted, self._again))
            self._waits, self._rests_until = None, now + (_LOOK_S if waits.opens else 0)
            waits.told(now, self.shown)

    def go_on(self, now: float) -> None:
        """The person's next act, once what they wait for stands still before them."""
        if self._waits is not None:
            waited = now - self._begun
            if waited > PATIENCE_S:
                raise TimeoutError(f"{self.name} waits for {self._waits}:\n{self.shown}")
            if waited > _LOOK_S and re.search(self._waits.until, self.shown):
                self._waits = None  # it stood there already, and there was nothing to paint
            elif now - self._pressed > _AGAIN_S and self._unanswered(now):
                self._again = True
                self._press(self._waits.keys)
        elif now >= self._rests_until and now - self._painted_at >= _QUIET_S and self._person is not None:
            try:
                self._go_on(self._person.send(self.shown))
            except StopIteration:
                self._person = None

    def _go_on(self, act: Press | Rest) -> None:
        self._begun = perf_counter()
        if isinstance(act, Rest):
            self._rests_until = self._begun + act.seconds
            return
        self._waits, self._painted, self._again = act, 0, False
        self._press(act.keys)

    def _press(self, keys: str) -> None:
        self._pressed, self._before = perf_counter(), self._body()
        os.write(self._pty, keys.encode())

    def _unanswered(self, now: float) -> bool:
        return now - self._painted_at > _AGAIN_S or self._body() == self._before

    def _body(self) -> str:
        """All but the title, where the clock goes on."""
        return self.shown.partition("\n")[2]

    def close(self) -> None:
        """End it as whoever pulls its plug does."""
        os.close(self._pty)
        self.child.wait(timeout=30)


def work(screens: Sequence[Screen]) -> Iterator[float]:
    """Until every person is done; yields after each look at all screens, with the time of it."""
    while not all(screen.free for screen in screens):
        ready, _, _ = select.select(screens, [], [], 0.01)
        now = perf_counter()
        for screen in ready:
            screen.read(now)
        for screen in screens:
            screen.go_on(now)
        yield now


@contextmanager
def opened(home: Path, terms: dict[str, tuple[str, Sequence[str]]]) -> Iterator[list[Screen]]:
    """A screen for each name, with its TERM and what ``stty`` sets; all are ended with the block."""
    screens: list[Screen] = []
    try:
        for name, (term, stty) in terms.items():
            screens.append(Screen(home, name, term, stty))
        yield screens
    finally:
        for screen in screens:
            with suppress(ProcessLookupError):
                os.killpg(screen.child.pid, signal.SIGTERM)
            screen.close()
