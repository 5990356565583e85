"""The screen beside a printer that stands still, held against the same screen beside none."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from labkiosk.board import jobs
from labkiosk.board.printers import printers
from labkiosk.journal.home import Home
from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.printers import set_up
from labkiosk.lab.site import make_home
from tests.bench.bench_kiosk import QUEUE, SIGNED_OUT, Keys
from tests.bench.homes import Homes
from tests.bench.measure import shown, side_by_side
from tests.bench.row import Row
from tests.bench.terminal import Terminal

OPEN, ROUNDS = 60, 300
PATIENCE_S = 60.0
LIMIT = 1.25


def rows(homes: Homes) -> Iterator[Row]:
    """Two homes alike, each with its print worker at work; in one of them every label waits for a printer."""
    with _never_read() as address, _screen(homes, "stalled", address) as ours, _screen(homes, "none") as base:
        pair = side_by_side(ours.down, base.down, ROUNDS, 10)
    note = f"medians {pair.ours.text} beside {pair.base.text}; {pair.rounds} rounds, to {pair.ours.span} and {pair.base.span}"
    yield Row(
        "a key to its paint beside a stalled printer, p99",
        shown(pair.ours.p99),
        f"{shown(pair.base.p99)} beside none, p99",
        pair.ours.p99 / pair.base.p99,
        LIMIT,
        note,
    )


@contextmanager
def _never_read() -> Iterator[str]:
    """The address of a printer that takes every connection, and nothing on it."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as stalled:
        yield f"tcp:127.0.0.1:{stalled.getsockname()[1]}"


@contextmanager
def _screen(homes: Homes, name: str, address: str = "") -> Iterator[Keys]:
    """The keys of a kiosk at its queue; with an address, beside a printer that labels wait for."""
    home = homes.folder / name
    make_home(home, kiosk=1, site="District Hospital", address="Rampur", examples=True, user="bench")
    with Lab(home, badge="super", user="bench") as lab:
        if address:
            set_up(lab, "Labels", address, language="escpos", media="label-50x25", forms=["labels"])
        for _ in range(OPEN):
            receive(lab, register(lab, homes.request()).samples[0].sample)
    command = [sys.executable, "-m", "labkiosk"]
    worker = subprocess.Popen([*command, "print", "--home", str(home)], stdout=subprocess.DEVNULL)
    kiosk = Terminal([*command, "--home", str(home)])
    try:
        kiosk.until(SIGNED_OUT)
        kiosk.press(b"\x02tech\r", QUEUE)
        _await_stall(kiosk, home, stalled=bool(address))
        yield Keys(kiosk, Home(home))
    finally:
        kiosk.close()
        worker.kill()
        worker.wait()


def _await_stall(kiosk: Terminal, home: Path, *, stalled: bool) -> None:
    """Until the worker has printed all it can, and knows that the printer stands still."""
    deadline = monotonic() + PATIENCE_S
    with Lab(home, badge=None, user="bench") as lab:
        while jobs.to_print(lab.conn) or [p.state for p in printers(lab.conn)] != ["silent"] * stalled:
            if monotonic() > deadline:
                raise TimeoutError(f"{jobs.how_many(lab.conn, 'queued')} papers wait")
            kiosk.idle(0.2)
        assert jobs.how_many(lab.conn, "queued") == stalled * OPEN * 3
