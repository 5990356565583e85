"""Whatever two homes said, and in whatever order it arrives, there is one board, and nothing refuses."""

from hypothesis import given, settings
from hypothesis import strategies as st

from labkiosk.board.rebuild import differences, rebuild
from tests.board.arrivals import Board, Said
from tests.board.at_random import arrivals, homes
from tests.board.made import placed, received, recorded, rejected


@given(data=st.data(), said=homes())
@settings(max_examples=150)
def test_any_arrival_folds_to_one_board(data: st.DataObject, said: list[list[Said]]) -> None:
    first, second = Board(), Board()
    for batch in data.draw(arrivals(said)):
        first.arrive(batch)
    for batch in data.draw(arrivals(said)):
        second.arrive(batch)
    board = first.everything()
    assert board == second.everything()
    assert list(differences(first.conn)) == []
    rebuild(second.conn)
    assert second.everything() == board


@given(said=homes())
@settings(max_examples=100)
def test_counts_are_those_of_the_rows(said: list[list[Said]]) -> None:
    board = Board()
    for lines in said:
        board.arrive(lines)
    alike = "day, state, priority, ward, benches"
    sql = f"SELECT {alike}, count(*) FROM sample GROUP BY {alike}"
    assert board.rows("tally") == sorted(board.conn.execute(sql).fetchall(), key=repr)


def test_a_fact_that_arrives_late_takes_its_place() -> None:
    """Home 2 rejected the tube before home 1 recorded a value of it, and is heard of only afterwards."""
    ours = [Said(1, n, n * 10, n, "badge:t1", f) for n, f in enumerate((placed(), received(), recorded()), 1)]
    late = Said(2, 1, 25, 1, "badge:t2", rejected())
    board = Board()
    board.arrive(ours)
    assert board.rows("sample")[0][12] == "resulted"
    board.arrive([late])
    assert [row[12] for row in board.rows("sample")] == ["rejected", "expected"]
    assert board.rows("conflict") == [("010000000016", 1, 3, "a value for HB, which is not open here")]
