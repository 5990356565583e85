"""Poured, added to, stored: hand-written facts against hand-written rows."""

from labkiosk.facts.aliquot import Late
from labkiosk.facts.storage import RackEmptied, RackMade, SampleStored, SampleTaken
from tests.board.arrivals import Board, after, at
from tests.board.made import (
    SECOND,
    THIRD,
    TUBE,
    added,
    entry,
    placed,
    plan,
    poured,
    received,
    recorded,
    rejected,
    released,
)

RACK = "K01-0000001"
NOTE = "added 30 h after collection"


def states(board: Board) -> list[object]:
    return [row[12] for row in board.rows("sample")]


def test_an_aliquot_has_the_test_and_its_parent_has_it_no_more() -> None:
    board = after(placed(plan(TUBE, "HB", "NA")), received(), poured("NA", at=at(2)))
    parent, child = board.rows("sample")
    assert parent[-2] == (
        '[["HB","Test HB","Blood","HAEM","open",""],["NA","Test NA","Blood","CHEM","moved","to 010000000027"]]'
    )
    assert child == (
        SECOND, SECOND, "O01-0000001", "P01-0000001", "routine", 0, "Blood", "EDTA", "EDTA tube", "lavender", 1, 1,
        "received", "2026-11-22", at(3), at(2), '["Haemolysed"]', "", None, None, "", None, None, None, "", "", TUBE,
        '{"CHEM":"received"}', '[["NA","Test NA","Blood","CHEM","open",""]]', 10000000027,
    )  # fmt: skip
    assert board.rows("work") == [
        (TUBE, "HAEM", "routine", at(2), at(62), 60, "waiting", '["HB"]', 1, 0, 1, ""),
        (SECOND, "CHEM", "routine", at(2), at(122), 120, "waiting", '["NA"]', 1, 0, 1, ""),
    ]
    assert board.rows("orders")[0][13] == '["010000000016","010000000027"]'
    assert parent[-3] == '{"HAEM":"received"}'
    assert board.rows("conflict") == []


def test_a_parent_rejected_leaves_its_aliquot_standing() -> None:
    board = after(
        placed(plan(TUBE, "HB", "NA")), received(), poured("NA"), rejected(TUBE, instead=plan(THIRD, "HB"))
    )
    assert states(board) == ["rejected", "received", "expected"]


def test_what_cannot_be_poured_is_a_conflict() -> None:
    board = after(
        placed(plan(TUBE, "HB", "NA")), received(), recorded(), poured("HB"), poured("HB", into=THIRD)
    )
    assert board.rows("conflict") == [
        (TUBE, 1, 4, "HB moved after it had a value"),
        (TUBE, 1, 5, "HB moved, but it is not open here"),
    ]


def test_a_test_added_to_a_reported_tube_opens_it_and_waits_from_then_on() -> None:
    board = after(placed(), received(), recorded(), released(), added("ESR", note=NOTE))
    assert states(board) == ["received"]
    assert board.rows("sample")[0][-2] == (
        '[["HB","Test HB","Blood","HAEM","released",""],'
        f'["ESR","Test ESR","Blood","HAEM","open","","{NOTE}",{at(5)}]]'
    )
    assert board.rows("work") == [
        (TUBE, "HAEM", "routine", at(5), at(95), 90, "part", '["HB","ESR"]', 1, 0, 1, "")
    ]


def test_an_open_test_beside_it_keeps_its_own_due_time() -> None:
    board = after(placed(), received(), added("ESR"))
    assert board.rows("work") == [
        (TUBE, "HAEM", "routine", at(2), at(62), 60, "waiting", '["HB","ESR"]', 2, 0, 1, "")
    ]


def test_a_tube_expected_for_added_tests() -> None:
    board = after(placed(), received(), added(new=(plan(SECOND, "NA"),)))
    assert states(board) == ["received", "expected"]
    assert board.rows("orders")[0][13] == '["010000000016","010000000027"]'


def test_an_added_test_that_is_poured_keeps_its_time_and_note() -> None:
    late = Late(test="ESR", at=at(50), note=NOTE)
    board = after(placed(), received(), added("ESR", note=NOTE), poured("ESR", at=at(2), late=(late,)))
    assert board.rows("work")[1] == (
        SECOND, "HAEM", "routine", at(50), at(140), 90, "waiting", '["ESR"]', 1, 0, 1, "",
    )  # fmt: skip
    assert board.rows("sample")[1][-2] == f'[["ESR","Test ESR","Blood","HAEM","open","","{NOTE}",{at(50)}]]'


def test_what_cannot_be_added_is_a_conflict() -> None:
    board = after(placed(), received(), added("HB"), rejected(), added("ESR"))
    assert board.rows("conflict") == [
        (TUBE, 1, 3, "HB added, but it is there already"),
        (TUBE, 1, 5, "ESR added, but this tube cannot give it"),
    ]
    assert states(board)[0] == "rejected"


def test_a_tube_stands_where_it_was_last_put() -> None:
    shelf = RackMade(rack=RACK, name="Fridge 1", positions=50, columns=10)
    other = RackMade(rack="K01-0000002", name="Fridge 2", positions=20)
    board = after(
        placed(), received(), shelf, other, SampleStored(sample=TUBE, rack=RACK, position=7),
        SampleStored(sample=TUBE, rack="K01-0000002", position=1),
    )  # fmt: skip
    assert board.rows("rack") == [
        (RACK, "Fridge 1", 50, 10, at(3), None, ""), ("K01-0000002", "Fridge 2", 20, 0, at(4), None, "")
    ]  # fmt: skip
    assert board.rows("stored") == [(TUBE, "K01-0000002", 1, at(6), "badge:tech", "stored")]


def test_taken_out_and_thrown_away() -> None:
    stands = (placed(plan(TUBE), plan(SECOND)), received(), SampleStored(sample=TUBE, rack=RACK, position=7))
    assert after(*stands, SampleTaken(sample=TUBE, rack=RACK)).rows("stored") == []
    thrown = (TUBE, RACK, 7, at(4), "badge:tech", "discarded")
    assert after(*stands, SampleTaken(sample=TUBE, rack=RACK, discarded=True)).rows("stored") == [thrown]
    board = after(*stands, RackEmptied(rack=RACK, samples=(TUBE, SECOND)))
    assert board.rows("stored") == [thrown]
    assert board.rows("conflict") == [(SECOND, 1, 4, "taken out of a rack in which it did not stand")]


def test_a_value_of_an_aliquot_is_reported_from_it() -> None:
    board = after(
        placed(plan(TUBE, "HB", "NA")),
        received(),
        poured("NA", at=at(2)),
        recorded(entry("NA"), sample=SECOND),
    )
    assert [row[:2] for row in board.rows("result")] == [(SECOND, "NA")]
    assert states(board) == ["received", "resulted"]
