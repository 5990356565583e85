"""What passed with a tube, and on which day: facts by hand against rows by hand."""

import json
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from labkiosk.board.turnaround import Passage, Printed, passages, printed
from labkiosk.facts.base import Fact
from labkiosk.facts.collection import Collected
from labkiosk.facts.divert import DivertRecalled, DivertSent
from labkiosk.facts.paper import Job, PaperAsked, PaperConfirmed, PaperSending
from labkiosk.facts.priority import PriorityRaised
from labkiosk.facts.results import Confirmation, ResultsConfirmed, ResultsValidated
from tests.board.arrivals import Board, Said, after, at
from tests.board.at_random import arrivals, homes
from tests.board.made import (
    TUBE,
    added,
    cancelled,
    entry,
    placed,
    plan,
    poured,
    received,
    recorded,
    rejected,
    released,
)

DAY, NEXT = "2026-11-22", "2026-11-23"


def told(minutes: Iterable[tuple[int, Fact]]) -> Board:
    """Facts of one home, each so many minutes after noon."""
    board = Board()
    board.arrive([Said(1, n, n, minute, "badge:tech", f) for n, (minute, f) in enumerate(minutes, 1)])
    return board


def on(board: Board, day: str = DAY) -> list[Passage]:
    return sorted(passages(board.conn, day), key=lambda p: (p.at, p.stage, p.tests))


def of_the_tube(stage: str, minute: int, *tests: str, place: str = "") -> Passage:
    return Passage(
        *(stage, at(minute), "", tests, place, "routine", "Ward 3", 0, None, None, None, None, None, None)
    )


def out(
    minute: int,
    bench: str,
    tests: tuple[str, ...],
    target: int,
    *clocks: int | None,
    priority: str = "routine",
    validated: int | None = None,
) -> Passage:
    """Released; the clocks in minutes after noon, as ordered, collected, received, recorded, confirmed."""
    reached = (None if clock is None else at(clock) for clock in (*clocks, validated))
    return Passage("released", at(minute), bench, tests, "", priority, "Ward 3", target, *reached)


def test_what_is_expected_has_not_passed() -> None:
    assert after(placed(plan(TUBE, "HB", "NA"))).rows("passage") == []


def test_each_stage_of_a_result_has_its_time() -> None:
    second = ResultsConfirmed(
        sample=TUBE, confirmations=(Confirmation(test="HB", value="7.80", step="again"),)
    )
    board = told(
        [
            (1, placed(plan(TUBE, "HB", "ESR", "NA"))),
            (5, Collected(sample=TUBE, at=at(3), by="R. Devi")),
            (20, received()),
            (30, recorded(entry("HB", "7.80", "again"), entry("ESR"))),
            (33, recorded(entry("NA"))),
            (40, second),
            (50, released("HB", "ESR", "NA")),
        ]
    )
    assert on(board) == [
        of_the_tube("received", 20),
        out(50, "HAEM", ("ESR",), 90, 1, 3, 20, 30, None),
        out(50, "HAEM", ("HB",), 60, 1, 3, 20, 30, 40),
        out(50, "CHEM", ("NA",), 120, 1, 3, 20, 33, None),
    ]


def test_what_a_technician_looked_at_first_has_the_time_of_the_last_look() -> None:
    looked = ResultsValidated(sample=TUBE, tests=("HB",))
    steps: list[tuple[int, Fact]] = [
        (1, placed()),
        (2, received()),
        (3, recorded(replace(entry("HB"), steps=2))),
        (5, looked),
        (6, recorded(replace(entry("HB", "7.90"), steps=2))),
    ]
    board = Board()
    facts = [
        *((m, "badge:tech", f) for m, f in steps),
        (9, "badge:other", looked),
        (12, "badge:path", released()),
    ]
    board.arrive([Said(1, n, n, minute, who, fact) for n, (minute, who, fact) in enumerate(facts, 1)])
    assert on(board)[1:] == [out(12, "HAEM", ("HB",), 60, 1, None, 2, 3, None, validated=9)]


def test_a_result_counts_when_it_leaves_first() -> None:
    facts: list[tuple[int, Fact]] = [
        (1, placed()),
        (2, received()),
        (3, recorded()),
        (4, released("HB", provisional=True)),
        (30, recorded(entry("HB", "7.90"))),
        (40, released("HB", version=2)),
    ]
    assert on(told(facts))[1:] == [out(4, "HAEM", ("HB",), 60, 1, None, 2, 3, None)]


def test_what_came_before_midnight_and_left_after_it_stands_on_both_days() -> None:
    board = told([(1, placed()), (719, received()), (725, recorded()), (730, released())])
    assert on(board) == [of_the_tube("received", 719)]
    assert on(board, NEXT) == [out(730, "HAEM", ("HB",), 60, 1, None, 719, 725, None)]


def test_an_added_test_and_a_raised_priority_have_clocks_of_their_own() -> None:
    board = told(
        [
            (1, placed(priority="urgent")),
            (2, received()),
            (50, added("NA")),
            (60, recorded(entry("NA"))),
            (61, PriorityRaised(order="O01-0000001", samples=(TUBE,), priority="stat", head_start_min=99,
                                targets={"NA": 45, "HB": 30})),
            (70, released("NA")),
        ]
    )  # fmt: skip
    assert on(board)[1:] == [out(70, "CHEM", ("NA",), 45, 50, None, 50, 60, None, priority="stat")]


def test_what_is_refused_cancelled_and_sent_stands_on_its_day() -> None:
    sent = DivertSent(sample=TUBE, tests=("HB", "NA"), to="State lab", back_min=60)
    board = told(
        [
            (1, placed(plan(TUBE, "HB", "NA", "ESR"))),
            (2, received()),
            (3, cancelled("ESR")),
            (4, sent),
            (5, DivertRecalled(sample=TUBE, tests=("NA",), reason="kit is here")),
            (800, rejected(TUBE, "NA")),
        ]
    )
    assert on(board) == [
        of_the_tube("received", 2),
        of_the_tube("cancelled", 3, "ESR"),
        of_the_tube("sent", 4, "HB", place="State lab"),
    ]
    assert on(board, NEXT) == [of_the_tube("rejected", 800, "NA")]


def test_an_aliquot_did_not_come_and_its_tests_did_not_end() -> None:
    board = told([(1, placed(plan(TUBE, "HB", "NA"))), (2, received()), (3, poured("NA", at=at(2)))])
    assert on(board) == [of_the_tube("received", 2)]
    assert [row[0] for row in board.rows("passage")] == [TUBE]


def test_a_report_s_first_copy_is_printed_on_the_day_it_came_out() -> None:
    def job(n: int, form: str, copy: int = 0) -> Job:
        return Job(job=f"J01-000000{n}", form=form, subject="O01-0000001", version=1, copy=copy)

    asked = PaperAsked(jobs=(job(1, "report"), job(2, "slip"), job(3, "report", copy=1), job(4, "sealed")))
    done = [PaperConfirmed(job=f"J01-000000{n}", how="printer") for n in (1, 2, 3)]
    sending = PaperSending(job="J01-0000001", printer="T01-0000001", digest="d")
    board = told([(1, placed()), (10, asked), (11, sending), *((12 + n, f) for n, f in enumerate(done))])
    assert list(printed(board.conn, DAY)) == [Printed(at(10), at(12), "routine", "Ward 3")]
    assert list(printed(board.conn, NEXT)) == []


@settings(max_examples=30)
@given(homes(), st.data())
def test_no_result_leaves_twice_whatever_comes_in_whatever_order(
    said: list[list[Said]], data: st.DataObject
) -> None:
    board = Board()
    for batch in data.draw(arrivals(said)):
        board.arrive(batch)
    left = [
        (row[0], test)
        for row in board.rows("passage")
        if row[3] == "released"
        for test in json.loads(str(row[6]))
    ]
    assert len(left) == len(set(left))
    tubes = [row[0] for row in board.rows("passage") if row[3] == "received"]
    assert len(tubes) == len(set(tubes))
