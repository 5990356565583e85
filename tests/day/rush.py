"""A rush hour in a home: eight people at eight screens, and how soon each screen answered and saw what others did."""

import re
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from labkiosk.board import jobs
from labkiosk.journal.connection import Connection, connect
from labkiosk.journal.home import Home
from labkiosk.resources import asset
from tests.day.crew import QUEUE, RECEIVE, RELEASE, Rush, pathologist, phlebotomist, technician
from tests.day.glass import Screen, Step, opened, work
from tests.disasters.house import found, labkiosk

_WORK = {"phlebotomist": phlebotomist, "technician": technician, "pathologist": pathologist}
STAFF = {f"{role[:4]}{n}": role for role, many in (("phlebotomist", 3), ("technician", 4), ("pathologist", 1)) for n in range(many)}  # fmt: skip
_IN_SIGHT = {QUEUE: 14, RECEIVE: 10, RELEASE: 4}
"""So many tubes stand on a list of 24 lines for certain: of a longer one the last may be below the edge."""


class Sight:
    """How long it took until a tube that one screen put on a list stood on every other screen that showed this list."""

    def __init__(self) -> None:
        self.screens: Sequence[Screen] = ()
        self.seconds: list[float] = []
        self._awaited: dict[tuple[Screen, str], tuple[str, float]] = {}

    def appears(self, place: str, number: str, now: float) -> None:
        """Whoever looks at this list now is to see the tube."""
        for screen in self.screens:
            if self._whole(screen, place) and number not in screen.shown:
                self._awaited[screen, number] = (place, now)

    def look(self, now: float) -> None:
        """Which of them are seen; a screen that has left its list, or has a full one, owes nothing."""
        for (screen, number), (place, since) in list(self._awaited.items()):
            seen = number in screen.shown
            if seen:
                self.seconds.append(now - since)
            if seen or not self._whole(screen, place):
                del self._awaited[screen, number]

    def _whole(self, screen: Screen, place: str) -> bool:
        listed = len(re.findall(r"\b\d{12}\b", screen.shown))
        return screen.shown.startswith(f" {place} ") and listed <= _IN_SIGHT[place]


class Hour(NamedTuple):
    """What came of it; ``seen_s`` are seconds from an act on one screen to its tube on another's list."""

    rush: Rush
    steps: list[Step]
    errors: list[str]
    seen_s: list[float]


def staffed(folder: Path) -> Path:
    """A home with eight people."""
    home = found(folder)
    for badge, role in STAFF.items():
        done = labkiosk("people", home, "add", badge, f"Person {badge}", "--role", role, "--as", "super")
        assert done.returncode == 0, done.stderr
    return home


def terminals() -> dict[str, tuple[str, Sequence[str]]]:
    """Consoles, and one serial line, set as its unit sets it; an SSH session brings the TERM of its own terminal."""
    serial = asset("systemd") / "system/labkiosk-serial@.service"
    unit = dict(re.findall(r"^(?:Environment=)?(\w+)=(.*)$", serial.read_text("ascii"), re.MULTILINE))
    stty = unit["ExecStartPre"].replace("${BAUD}", unit["BAUD"]).split()[1:]
    first, second, *_ = STAFF
    others: dict[str, tuple[str, Sequence[str]]] = dict.fromkeys(STAFF, ("linux", ()))
    return others | {first: (unit["TERM"], stty), second: ("xterm-256color", ())}


def rush_hour(home: Path, intakes: int, pause_s: float = 0.0) -> Hour:
    """All at once, until the last tube is released. Raises TimeoutError where a screen does not answer."""
    sight, place = Sight(), Home(home)
    with closing(connect(place.database, place.key())) as conn, opened(home, terminals()) as screens:
        rush = Rush(intakes, sight.appears, lambda: _all_printed(conn), pause_s)
        sight.screens = screens
        for screen in screens:
            screen.seat(_WORK[STAFF[screen.name]](rush, screen.name))
        for now in work(screens):
            sight.look(now)
    steps = [step for screen in screens for step in screen.steps]
    return Hour(rush, steps, [error for screen in screens for error in screen.errors], sight.seconds)


def _all_printed(conn: Connection) -> bool:
    return not any(jobs.unfinished(conn, state, limit=1) for state in ("queued", "sending"))
