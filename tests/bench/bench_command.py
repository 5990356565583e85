"""``labkiosk queue`` as a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.homes import FEW, Homes
from tests.bench.measure import clocked, side_by_side
from tests.bench.row import Row, compared

ROUNDS = 40
BARE = "import sqlite3, json"


def rows(homes: Homes) -> Iterator[Row]:
    """From its start to its end, with a thousand samples open and with the most."""
    bare = clocked(lambda: _run("-c", BARE))
    for orders in (FEW, homes.most):
        home = homes.of(orders)
        ours = clocked(lambda home=home: _run("-m", "labkiosk", "queue", "--home", str(home)))
        pair = side_by_side(ours, bare, ROUNDS)
        yield compared(f"labkiosk queue, {orders:,} open", pair, f'python -c "{BARE}"', 3)


def _run(*words: str) -> None:
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL, cwd=Path.cwd())
