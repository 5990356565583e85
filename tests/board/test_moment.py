"""Counts of a moment of the past are those of a board that knows no more than was known then."""

import tracemalloc
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from labkiosk.board.counts import Line, lines
from labkiosk.board.moment import lines_at
from tests.board.arrivals import MINUTE, NOON, Board, Said, chain
from tests.board.at_random import arrivals, homes
from tests.board.made import placed, plan, received, recorded, rejected, released


def summed(found: object) -> dict[tuple[str, ...], int]:
    sums: Counter[tuple[str, ...]] = Counter()
    for *alike, n in found:  # type: ignore[attr-defined]
        sums[tuple(alike)] += n
    return {alike: n for alike, n in sums.items() if n}


def then(said: list[list[Said]], minute: int) -> list[Said]:
    """Of each home what it had said when its clock last showed that minute."""
    known = []
    for of_home in said:
        last = max((i for i, one in enumerate(of_home) if one.at <= minute), default=-1)
        known += of_home[: last + 1]
    return known


@given(data=st.data(), said=homes(), minute=st.integers(-3100, 3100))
@settings(max_examples=150)
def test_a_moment_is_the_board_of_then(data: st.DataObject, said: list[list[Said]], minute: int) -> None:
    now, before = Board(), Board()
    for batch in data.draw(arrivals(said)):
        now.arrive(batch)
    before.arrive(then(said, minute))
    assert summed(lines_at(now.conn, NOON + minute * MINUTE)) == summed(lines(before.conn))


def test_every_minute_of_a_tube() -> None:
    board = Board()
    board.arrive(
        chain(1, [placed(plan("010000000016", "HB", "NA")), received(), recorded(), released(), rejected()])
    )
    tube = ("2026-11-22", "routine", "Ward 3")
    found = [summed(lines_at(board.conn, NOON + minute * MINUTE)) for minute in range(6)]

    def one(state: str, chem: str, haem: str) -> dict[tuple[str, ...], int]:
        return {(tube[0], state, *tube[1:], f'{{"CHEM":"{chem}","HAEM":"{haem}"}}'): 1}

    assert found[:5] == [
        {},
        one("expected", "expected", "expected"),
        one("received", "received", "received"),
        one("received", "received", "resulted"),
        one("received", "received", "reported"),
    ]
    # Rejected after its release: the rejection is kept, and a conflict row says so elsewhere.
    assert found[5] == one("rejected", "rejected", "rejected") | {
        (tube[0], "expected", *tube[1:], '{"HAEM":"expected"}'): 1
    }


def test_it_holds_one_sample_at_a_time() -> None:
    board = Board()
    tubes = [plan(f"01{n:010}", "HB") for n in range(3000)]
    board.arrive(chain(1, [placed(tube, order=f"O01-{n:07}") for n, tube in enumerate(tubes, 1)]))
    tracemalloc.start()
    try:
        assert sum(line.n for line in lines_at(board.conn, NOON)) == 0
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 1_000_000  # the tubes of these samples alone take five times that


def test_a_line_is_a_row_of_the_tally() -> None:
    board = Board()
    board.arrive(chain(1, [placed()]))
    assert list(lines(board.conn)) == [
        Line("2026-11-22", "expected", "routine", "Ward 3", '{"HAEM":"expected"}', 1)
    ]
