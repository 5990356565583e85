"""Tests that are at another laboratory, and tubes on worksheets: facts by hand against rows by hand."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from labkiosk.board import queue, samples
from labkiosk.board.counts import counts
from labkiosk.facts.batch import BatchClosed, BatchMade, BatchTakenOut
from labkiosk.facts.divert import DivertRecalled, DivertSent
from labkiosk.facts.order import SampleTests
from tests.board.arrivals import Board, after, at
from tests.board.at_random import arrivals, homes
from tests.board.made import (
    SECOND,
    TUBE,
    cancelled,
    entry,
    placed,
    plan,
    received,
    recorded,
    rejected,
    released,
)

BATCH = "W01-0000001"


def sent(*tests: str, to: str = "State lab") -> DivertSent:
    return DivertSent(sample=TUBE, tests=tests, to=to, back_min=60, number="77", reason="kit is empty")


def batch(*parts: tuple[str, tuple[str, ...]], batch: str = BATCH, bench: str = "HAEM") -> BatchMade:
    return BatchMade(
        batch=batch, bench=bench, samples=tuple(SampleTests(sample=s, tests=t) for s, t in parts)
    )


def state(board: Board) -> object:
    return board.rows("sample")[0][12]


def said(board: Board) -> list[object]:
    return [row[3] for row in board.rows("conflict")]


BOTH = (placed(plan(TUBE, "HB", "NA")), received())


def test_a_test_that_is_sent_leaves_the_queue_and_stands_among_what_is_out() -> None:
    board = after(*BOTH, sent("NA"))
    assert board.rows("sent") == [
        (TUBE, "NA", "State lab", "77", "kit is empty", at(3), at(63), 60, "badge:tech")
    ]
    assert [row[1] for row in board.rows("work")] == ["HAEM"]
    assert state(board) == "received"
    assert samples.tests(board.conn, TUBE)[1][3:6] == ("CHEM", "diverted", "State lab")


def test_a_sample_is_diverted_while_nothing_of_it_is_to_be_done_here() -> None:
    assert state(after(*BOTH, sent("NA", "HB"))) == "diverted"
    board = after(*BOTH, recorded(), sent("NA"))
    assert (state(board), [row[1:3] for row in board.rows("work")]) == ("diverted", [("HAEM", "routine")])
    assert counts(board.conn)[2:] == (1, 0, 0, 0, 0, 0, 1)


def test_its_value_brings_it_back() -> None:
    board = after(*BOTH, recorded(), sent("NA"), recorded(entry("NA", "140")))
    assert (board.rows("sent"), state(board)) == ([], "resulted")
    assert said(board) == []


def test_called_back_it_waits_as_before() -> None:
    board = after(*BOTH, sent("NA", "HB"), DivertRecalled(sample=TUBE, tests=("NA",), reason="kit came"))
    assert [row[1] for row in board.rows("sent")] == ["HB"]
    assert [row[1] for row in board.rows("work")] == ["CHEM"]


def test_a_tube_that_is_rejected_elsewhere_is_out_no_more() -> None:
    board = after(*BOTH, sent("NA", "HB"), rejected())
    assert (board.rows("sent"), state(board)) == ([], "rejected")


def test_what_does_not_fit_a_sending() -> None:
    assert said(after(placed(), sent("HB"))) == ["sent to State lab before it was received"]
    board = after(*BOTH, recorded(), sent("HB", "K"), DivertRecalled(sample=TUBE, tests=("NA",), reason="x"))
    assert said(board) == [
        "HB sent to State lab, but it is not open here",
        "K sent to State lab, but it is not open here",
        "NA called back, but it is nowhere else",
    ]


def test_a_batch_marks_its_tubes_in_the_queue_until_they_are_done() -> None:
    two = placed(plan(TUBE, "HB", "ESR"), plan(SECOND, "HB"))
    facts = (two, received(), received(SECOND), batch((TUBE, ("ESR",)), (SECOND, ("HB",))))
    board = after(*facts)
    assert board.rows("batch") == [(BATCH, "HAEM", at(4), "badge:tech", 2, None, "")]
    assert board.rows("batch_tube") == [
        (BATCH, TUBE, 1, "HAEM", '["ESR"]', 1, 0),
        (BATCH, SECOND, 2, "HAEM", '["HB"]', 1, 0),
    ]
    assert [row[-1] for row in board.rows("work")] == [BATCH, BATCH]
    board = after(*facts, recorded(entry("ESR", "20")))
    assert [row[5] for row in board.rows("batch_tube")] == [0, 1]
    assert [(row[0], row[-1]) for row in board.rows("work")] == [(TUBE, ""), (SECOND, BATCH)]
    board = after(*facts, recorded(entry("ESR", "20", "second")))
    assert [row[5] for row in board.rows("batch_tube")] == [1, 1]


def test_out_of_a_batch_into_the_queue() -> None:
    made = (*BOTH, batch((TUBE, ("HB",))))
    taken = BatchTakenOut(batch=BATCH, sample=TUBE, reason="clot")
    closed = BatchClosed(batch=BATCH, samples=(TUBE,), reason="no kit")
    for fact in (taken, closed):
        board = after(*made, fact)
        assert board.rows("batch_tube") == [(BATCH, TUBE, 1, "HAEM", '["HB"]', 0, 1)]
        assert [row[-1] for row in board.rows("work")] == ["", ""]
    assert board.rows("batch") == [(BATCH, "HAEM", at(3), "badge:tech", 1, at(4), "no kit")]
    assert said(after(*made, taken, closed)) == [f"taken out of worksheet {BATCH}, but it is not on it"]


def test_a_bench_has_a_tube_on_one_open_worksheet_at_most() -> None:
    other = "W01-0000002"
    again = batch((TUBE, ("HB",)), batch=other)
    board = after(*BOTH, batch((TUBE, ("HB",))), again)
    assert said(board) == [f"put on worksheet {other}, but it is on {BATCH} already"]
    assert [row[0] for row in board.rows("batch_tube")] == [BATCH]
    elsewhere = batch((TUBE, ("NA",)), batch=other, bench="CHEM")
    assert said(after(*BOTH, batch((TUBE, ("HB",))), elsewhere)) == []
    done = after(*BOTH, batch((TUBE, ("HB",))), recorded(), released(), again)
    assert [row[5] for row in done.rows("batch_tube")] == [0, 0]


def test_a_cancelled_test_is_on_no_worksheet_any_more() -> None:
    board = after(*BOTH, batch((TUBE, ("HB",))), cancelled("HB"))
    assert [row[5] for row in board.rows("batch_tube")] == [0]


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_happens_a_test_is_in_one_place_and_the_counts_add_up(data: st.DataObject) -> None:
    board = Board()
    for arrived in data.draw(homes().flatmap(arrivals)):
        board.arrive(arrived)
    out = {(row[0], row[1]) for row in board.rows("sent")}
    for sample, bench, *_, tests, to_do, _release, _last, worksheet in board.rows("work"):
        codes = str(tests)
        assert not [code for s, code in out if s == sample and f'"{code}"' in codes]
        on = [r for r in board.rows("batch_tube") if (r[1], r[3]) == (sample, bench) and r[5] > 0]  # type: ignore[operator]
        assert [r[0] for r in on] == ([worksheet] if worksheet else [])
        assert to_do or not worksheet
    open_at = Counter(str(row[1]) for row in board.rows("work") if row[8])
    assert {o.bench: o.waiting for o in queue.benches(board.conn, 0)} == open_at
    for sample, test in out:
        assert not [row for row in board.rows("result") if row[:2] == (sample, test)]
    c = counts(board.conn)
    assert c.registered == c.expected + c.received + c.rejected + c.cancelled == len(board.rows("sample"))
    assert c.received == c.pending + c.resulted + c.reported + c.diverted
