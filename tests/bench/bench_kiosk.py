"""The screen: its start, its memory, and how soon it answers a key and a scan."""

import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from random import Random
from time import sleep

from labkiosk.board import queue
from labkiosk.journal.connection import connect
from labkiosk.journal.home import Home
from tests.bench.homes import Homes
from tests.bench.measure import Pair, shown, side_by_side
from tests.bench.row import Row, compared
from tests.bench.terminal import Terminal, painted_first

STARTS = 20
KEYS = 300
SCANS = 150
IDLE_S = 2.0
SETTLE_S = 0.1
BLANK = [sys.executable, "-m", "tests.bench.blank"]
FIRST_CELL = b"\x1b[1;1H"
SIGNED_OUT, QUEUE = b"Scan your badge", b"All benches"
DOWN, UP, ESCAPE = b"\x1b[B", b"\x1b[A", b"\x1b"


def rows(homes: Homes) -> Iterator[Row]:
    """With as many samples open as the run has."""
    home = Home(homes.of(homes.most))
    ours = [sys.executable, "-m", "labkiosk", "--home", str(home.folder)]
    with _no_printing(home):
        start = side_by_side(
            lambda: painted_first(ours, SIGNED_OUT), lambda: painted_first(BLANK, FIRST_CELL), STARTS, 2
        )
        yield compared("kiosk, exec to first paint", start, "a blank Textual app", 1.3)
        yield _memory(ours)
        yield from _answers(ours, home, f"{homes.most:,} open")


@contextmanager
def _no_printing(home: Home) -> Iterator[None]:
    """Hold the printer: the kiosk's print worker waits, or it would print the labels of every order meanwhile."""
    handle = os.open(home.folder / "printer-file.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


def _memory(ours: list[str]) -> Row:
    peaks: dict[str, list[int]] = {"ours": [], "blank": []}

    def look(terminal: Terminal, who: str) -> None:
        terminal.idle(IDLE_S)
        peaks[who].append(terminal.peak_kb())

    for _ in range(3):
        painted_first(ours, SIGNED_OUT, lambda t: look(t, "ours"))
        painted_first(BLANK, FIRST_CELL, lambda t: look(t, "blank"))
    most, least = max(peaks["ours"]), min(peaks["blank"])
    return Row(
        "kiosk, peak memory after 2 s", f"{most} kB", f"{least} kB a blank Textual app", most / least, 1.6
    )


def _answers(ours: list[str], home: Home, size: str) -> Iterator[Row]:
    kiosk, blank = Terminal(ours), Terminal([*BLANK, "counting"])
    try:
        kiosk.until(SIGNED_OUT)
        kiosk.press(b"\x02tech\r", QUEUE)
        blank.until(b"key 0.")
        kiosk.idle(IDLE_S)
        keys, pressed = Keys(kiosk, home), count(1)

        def bare() -> float:
            blank.press(b"x", b"key %d." % next(pressed))
            return _after_a_moment(lambda: blank.press(b"x", b"key %d." % next(pressed)))

        yield _p99(f"a key to its paint, {size}", side_by_side(keys.down, bare, KEYS, 10))
        yield _p99(f"a scan to its sample on screen, {size}", side_by_side(keys.scan, bare, SCANS, 10))
    finally:
        kiosk.close()
        blank.close()


_dice = Random(3)


def _after_a_moment(press: Callable[[], float]) -> float:
    """The next key comes up to two frames after the last paint, as from a scanner or a held key."""
    sleep(_dice.uniform(0.004, 0.034))
    return press()


class Keys:
    """The kiosk at its queue."""

    def __init__(self, kiosk: Terminal, home: Home) -> None:
        self._kiosk = kiosk
        conn = connect(home.database, home.key())
        self._items = queue.following(conn, limit=12)
        conn.close()
        self._at = 0

    def down(self) -> float:
        """One line further, and at the twelfth back up; the line that is left and the one that is reached change."""
        key = DOWN if self._at % 20 < 10 else UP
        self._at += 1
        at = self._at % 20
        mark = self._items[min(at, 20 - at)].number.encode()
        return _after_a_moment(lambda: self._kiosk.press(key, mark))

    def scan(self) -> float:
        """A tube, from its first byte until the screen of its next step stands; the queue is back a moment before."""
        item = self._items[_dice.randrange(12)]
        keys, mark = f"\x02{item.number}\r".encode(), item.name.encode()
        seconds = _after_a_moment(lambda: self._kiosk.press(keys, mark))
        self._kiosk.idle(SETTLE_S)
        self._kiosk.press(ESCAPE, QUEUE)
        return seconds


def _p99(what: str, pair: Pair) -> Row:
    ours, base = pair.ours.p99, pair.base.p99
    note = f"medians {pair.ours.text} beside {pair.base.text}; {pair.rounds} rounds, to {pair.ours.span} and {pair.base.span}"
    return Row(f"{what}, p99", shown(ours), f"{shown(base)} a key in a blank app, p99", ours / base, 1, note)
