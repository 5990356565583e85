"""A machine whose clocks a test turns, and a home on it."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

from labkiosk.journal.clock import Reading
from labkiosk.lab.lab import Lab
from labkiosk.lab.site import make_home, set_clock

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
START = 1_795_329_000_000  # 22 Nov 2026 12:00 at 330 minutes east


class Box:
    """A machine of which the test knows the true time; its wall clock is off by ``error`` ms."""

    def __init__(self) -> None:
        self.truth, self.error = START, 0
        self._booted, self._boot = START - HOUR, 1

    def __call__(self) -> Reading:
        return Reading(f"boot-{self._boot}", self.truth - self._booted, self.truth + self.error, 330)

    def wait(self, ms: int) -> None:
        self.truth += ms

    def power_cut(self, off_for: int, *, wall: int | None = None) -> None:
        """Off for so long, then on again, by a battery-backed clock, or by one that starts at ``wall``."""
        self.truth += off_for
        self._booted, self._boot = self.truth, self._boot + 1
        if wall is not None:
            self.error = wall - self.truth


def home_on(folder: Path, box: Box) -> Path:
    """A new home 01 with example people, made by the clock of ``box``."""
    home = folder / "home"
    make_home(home, kiosk=1, site="District Hospital", address="", examples=True, user="root", clock=box)
    return home


def opened(home: Path, box: Box, badge: str = "tech") -> Lab:
    """The home opened by somebody whose program has just started."""
    return Lab(home, badge=badge, user="root", clock=box)


def say_the_time(lab: Lab, box: Box) -> None:
    """A person sets lab time to the true one."""
    set_clock(lab, datetime.fromtimestamp(box.truth / 1000, timezone(timedelta(minutes=330))))
