"""An order of three tubes and twelve tests, with its labels asked for, durable."""

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import msgspec

from labkiosk.journal.connection import connect
from labkiosk.journal.home import Home
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from tests.bench.homes import FEW, MANY, Homes
from tests.bench.measure import clocked, side_by_side
from tests.bench.row import Row, compared
from tests.support import syncs

ROUNDS = 300
COUNTED = 400

BARE = """
CREATE TABLE bare (id INTEGER PRIMARY KEY, number TEXT NOT NULL, mobile TEXT NOT NULL, name TEXT NOT NULL) STRICT;
CREATE INDEX bare_number ON bare (number);
CREATE INDEX bare_mobile ON bare (mobile);
CREATE INDEX bare_name ON bare (name);
"""
INSERT = "INSERT INTO bare (number, mobile, name) VALUES (?, ?, ?)"


def rows(homes: Homes) -> Iterator[Row]:
    """At each size, and the fsyncs counted."""
    for orders in (FEW, MANY, homes.most)[: 3 if homes.full else 2]:
        home = Home(homes.of(orders))
        bare = Bare(homes.folder / f"bare-{orders}.db", home.key(), orders)
        with Lab(home.folder, badge="tech", user="bench") as lab:
            pair = side_by_side(
                clocked(lambda lab=lab: register(lab, homes.request())), clocked(bare.commit), ROUNDS, 50
            )
        bare.conn.close()
        baseline = f"one bare commit, 3 indexed columns, {orders:,} rows"
        yield compared(f"register one order, {orders:,} there", pair, baseline, 5)
    yield _fsyncs(homes)


class Bare:
    """A table of as many rows as there are orders, each with what an order is found by: a number that grows,
    a mobile number and a name."""

    def __init__(self, database: Path, key: str, count: int) -> None:
        self.conn = connect(database, key, create=True)
        self._dice, self._numbers = Random(7), iter(range(10**10, 10**11))
        self.conn.executescript(BARE)
        self.conn.execute("BEGIN IMMEDIATE")
        self.conn.executemany(INSERT, (self._row() for _ in range(count)))
        self.conn.execute("COMMIT")

    def commit(self) -> None:
        """One row more, durable."""
        self.conn.execute("BEGIN IMMEDIATE")
        self.conn.execute(INSERT, self._row())
        self.conn.execute("COMMIT")

    def _row(self) -> tuple[str, str, str]:
        name = f"{self._dice.getrandbits(60):x}"
        return str(next(self._numbers)), str(self._dice.randrange(10**10)), name


def _fsyncs(homes: Homes) -> Row:
    """Counted around the real program, opening, checkpoints and closing with it."""
    home = homes.of(FEW)
    orders = homes.folder / "orders.jsonl"
    orders.write_bytes(b"\n".join(msgspec.json.encode(homes.request()) for _ in range(COUNTED)))
    command = [sys.executable, "-m", "labkiosk", "register", str(orders), "--home", str(home)]
    done = syncs.counted(command, homes.folder / "syncs.log", cwd=Path.cwd())
    made = len(done.out.splitlines())
    if made != COUNTED:
        raise RuntimeError(f"{made} of {COUNTED} orders were registered")
    waits = done.waits.total()
    return Row("fsyncs an order", f"{waits}", f"{COUNTED} orders by labkiosk register", waits / COUNTED, 1.1)
