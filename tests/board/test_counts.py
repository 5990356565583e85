"""Counts by bench, ward and priority, from lines written by hand."""

from labkiosk.board.counts import Counts, Line, grouped, total

DAY, NEXT = "2026-11-22", "2026-11-23"
LINES = [
    Line(DAY, "received", "stat", "Ward 3", '{"CHEM":"reported","HAEM":"received"}', 2),
    Line(DAY, "expected", "routine", "ward 3", '{"HAEM":"expected"}', 1),
    Line(DAY, "rejected", "routine", "", '{"HAEM":"rejected"}', 1),
    Line(NEXT, "diverted", "routine", "Ward 3", '{"CHEM":"diverted"}', 4),
    Line(NEXT, "cancelled", "urgent", "Ward 9", '{"CHEM":"cancelled"}', 1),
    Line(NEXT, "cancelled", "urgent", "Ward 9", '{"CHEM":"cancelled"}', -1),
]


def test_all() -> None:
    assert total(LINES) == Counts(8, 1, 6, 1, 0, pending=2, resulted=0, reported=0, diverted=4)
    assert total(LINES, DAY) == Counts(4, 1, 2, 1, 0, pending=2, resulted=0, reported=0, diverted=0)


def test_a_tube_at_two_benches_counts_at_each() -> None:
    assert grouped(LINES, "bench") == {
        "CHEM": Counts(6, 0, 6, 0, 0, pending=0, resulted=0, reported=2, diverted=4),
        "HAEM": Counts(4, 1, 2, 1, 0, pending=2, resulted=0, reported=0, diverted=0),
    }


def test_wards_are_one_however_they_are_capitalised_and_an_empty_one_is_gone() -> None:
    assert grouped(LINES, "ward") == {
        "": Counts(1, 0, 0, 1, 0, pending=0, resulted=0, reported=0, diverted=0),
        "Ward 3": Counts(7, 1, 6, 0, 0, pending=2, resulted=0, reported=0, diverted=4),
    }


def test_priorities_of_a_day() -> None:
    assert grouped(LINES, "priority", NEXT) == {
        "routine": Counts(4, 0, 4, 0, 0, pending=0, resulted=0, reported=0, diverted=4)
    }
