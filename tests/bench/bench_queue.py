"""The queue's next fifty."""

from collections.abc import Iterator
from pathlib import Path

from labkiosk.board import queue
from labkiosk.journal.connection import Connection, connect
from labkiosk.journal.home import Home
from tests.bench.homes import FEW, Homes
from tests.bench.measure import clocked, side_by_side
from tests.bench.row import Row, compared

ROUNDS = 400
NEXT = 50
_BENCHES = (("all benches", None), ("one bench", "COAG"))


def rows(homes: Homes) -> Iterator[Row]:
    """With as many samples open as the run has, against a thousand; and how SQLite finds them."""
    many, few = _open(homes.of(homes.most)), _open(homes.of(FEW))
    for who, bench in _BENCHES:
        pair = side_by_side(
            clocked(lambda bench=bench: _fifty(many, bench)),
            clocked(lambda bench=bench: _fifty(few, bench)),
            ROUNDS,
            20,
        )
        what = f"queue's next {NEXT}, {homes.most:,} open, {who}"
        yield compared(what, pair, f"the same with {FEW:,} open", 1.5)
        yield _plan(many, bench, who)
    many.close()
    few.close()


def _open(home: Path) -> Connection:
    return connect(Home(home).database, Home(home).key())


def _fifty(conn: Connection, bench: str | None) -> None:
    found = queue.following(conn, bench, limit=NEXT)
    if len(found) != NEXT:
        raise RuntimeError(f"the queue gave {len(found)} items, not {NEXT}")


def _plan(conn: Connection, bench: str | None, who: str) -> Row:
    """Scans of a table and temporary sorts; ``w`` is the fifty rows already found."""
    seen: list[str] = []
    conn.set_trace_callback(seen.append)
    queue.following(conn, bench, limit=NEXT)
    conn.set_trace_callback(None)
    plan = [row[3] for row in conn.execute(f"EXPLAIN QUERY PLAN {seen[0]}")]
    bad = [step for step in plan if (step.startswith("SCAN ") and step != "SCAN w") or "TEMP B-TREE" in step]
    note = "\n".join(plan)
    return Row(f"scans and sorts in its plan, {who}", f"{len(bad)}", "none", len(bad), 0, note)
