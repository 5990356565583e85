"""Calls as facts written by hand leave them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from labkiosk.facts.base import Fact
from labkiosk.facts.call import CallEscalated, CallNotNeeded, CallTried, CallWanted
from labkiosk.facts.results import Confirmation, Reassessment, ResultsConfirmed, ResultsReassessed
from tests.board.arrivals import Board, at
from tests.board.made import (
    TUBE,
    called,
    cancelled,
    critical,
    entry,
    placed,
    plan,
    received,
    recorded,
    rejected,
    released,
    taken,
)
from tests.board.test_fold_rows import after

TRIED = CallTried(calls=(called(),), how="no answer", phone="4112")
TRY = '[[{at},"badge:tech","no answer","4112",""]]'


def ward(*facts: Fact) -> Board:
    """The tube is at the bench at 12:02; these follow from 12:03 on."""
    return after(placed(plan(TUBE, "HB", "NA")), received(), *facts)


def states(board: Board) -> list[tuple[object, ...]]:
    """Of each call: test, number, value, since when, why, what was told before, state."""
    return [(row[1], row[2], row[6], row[9], row[10], row[11], row[12]) for row in board.rows("call")]


def confirmed(step: str = "again", test: str = "HB") -> ResultsConfirmed:
    return ResultsConfirmed(sample=TUBE, confirmations=(Confirmation(test=test, value="4.1", step=step),))


def judged(flag: str, needs: tuple[str, ...] = ()) -> ResultsReassessed:
    one = Reassessment(test="HB", flag=flag, reference="", example=False, needs=needs)
    return ResultsReassessed(sample=TUBE, values=(one,), reason="sex", catalogue="c" * 64)


def test_a_critical_value_that_needs_nothing_is_to_be_told_at_once() -> None:
    board = ward(recorded(critical(), entry("NA", "140")))
    assert board.rows("call") == [
        (
            TUBE, "HB", 1, "P01-0000001", "O01-0000001", "Test HB", "4.1", "g/dL", "LL", at(3), "", "", "open", 0,
            "badge:tech", "[]", None, None, "", "", "", "", "", "",
        )
    ]  # fmt: skip


def test_one_that_is_held_is_told_once_it_is_confirmed_and_its_clock_starts_then() -> None:
    assert ward(recorded(critical("HB", "4.1", "again", "second"))).rows("call") == []
    assert ward(recorded(critical("HB", "4.1", "again", "second")), confirmed()).rows("call") == []
    board = ward(recorded(critical("HB", "4.1", "again")), confirmed(), released())
    assert states(board) == [("HB", 1, "4.1", at(4), "", "", "open")]


def test_tries_the_next_in_line_and_who_took_it() -> None:
    gone_on = CallEscalated(calls=(called(),), to="Dr Rao", phone="4100", why="2 tries")
    [row] = ward(recorded(critical()), TRIED, gone_on, taken("4.10")).rows("call")
    assert row[12:] == (
        "taken", 0, "badge:tech",
        f'[[{at(4)},"badge:tech","no answer","4112",""],[{at(5)},"badge:tech","goes to Dr Rao","4100","2 tries"]]',
        at(5), at(6), "badge:tech", "Mary", "Sister", "4112", "4.10", "",
    )  # fmt: skip


def test_a_value_corrected_before_anybody_was_told_closes_its_call_and_opens_its_own() -> None:
    board = ward(recorded(critical()), TRIED, recorded(critical("HB", "5.1", reason="misread")))
    assert states(board) == [
        ("HB", 1, "4.1", at(3), "", "", "replaced"),
        ("HB", 2, "5.1", at(5), "", "", "open"),
    ]
    assert board.rows("call")[0][23] == "value corrected"
    board = ward(recorded(critical()), recorded(entry("HB", "14")))
    assert states(board) == [("HB", 1, "4.1", at(3), "", "", "replaced")]


def test_a_value_corrected_after_it_was_told_is_told_too_even_when_it_is_harmless() -> None:
    board = ward(recorded(critical()), taken("4.1"), recorded(entry("HB", "14")))
    expected = [
        ("HB", 1, "4.1", at(3), "", "", "taken"),
        ("HB", 2, "14", at(5), "corrected", "4.1 g/dL", "open"),
    ]
    assert states(board) == expected
    board = ward(recorded(critical()), taken("4.1"), recorded(entry("HB", "14", "again")), confirmed())
    assert states(board)[1] == ("HB", 2, "14", at(6), "corrected", "4.1 g/dL", "open")
    board = ward(recorded(critical()), taken("4.1"), recorded(entry("HB", "14")), taken("14", 2))
    assert [row[6] for row in states(board)] == ["taken", "taken"]


def test_a_culture_s_next_reading_corrects_nothing() -> None:
    further = recorded(critical("HB", "4.1 and more"))
    assert states(ward(recorded(critical()), further)) == [("HB", 1, "4.1 and more", at(3), "", "", "open")]
    told = ward(recorded(critical()), taken("4.1"), further)
    assert states(told) == [("HB", 1, "4.1", at(3), "", "", "taken")]


def test_what_was_told_and_withdrawn_is_told_again() -> None:
    assert states(ward(recorded(critical()), cancelled("HB"))) == [
        ("HB", 1, "4.1", at(3), "", "", "replaced")
    ]
    board = ward(recorded(critical()), taken("4.1"), rejected())
    assert states(board)[1] == ("HB", 2, "withdrawn", at(5), "withdrawn", "4.1 g/dL", "open")
    board = ward(recorded(critical()), taken("4.1"), rejected(), taken("withdrawn", 2), TRIED)
    assert [row[6] for row in states(board)] == ["taken", "taken"]


def test_what_is_not_needed_may_be_wanted_all_the_same() -> None:
    known = CallNotNeeded(calls=(called(),), why="known: 4.3 on 20 Nov")
    [row] = ward(recorded(critical()), known).rows("call")
    assert (row[12], row[17], row[18], row[23]) == ("not_needed", at(4), "badge:tech", "known: 4.3 on 20 Nov")
    [row] = ward(recorded(critical()), known, CallWanted(calls=(called(),), reason="asked")).rows("call")
    assert (row[9], row[12], row[17], row[23]) == (at(5), "open", None, "asked")


def test_a_value_judged_anew() -> None:
    board = ward(recorded(critical()), judged("L"), judged("LL"))
    assert states(board) == [
        ("HB", 1, "4.1", at(3), "", "", "replaced"),
        ("HB", 2, "4.1", at(5), "", "", "open"),
    ]
    assert states(ward(recorded(critical()), judged("HH"))) == [("HB", 1, "4.1", at(3), "", "", "open")]
    assert ward(recorded(entry()), judged("LL", ("again",))).rows("call") == []
    assert states(ward(recorded(entry()), judged("LL"))) == [("HB", 1, "7.80", at(4), "", "", "open")]


def test_what_does_not_fit_is_said() -> None:
    board = ward(
        recorded(critical()), taken("4.1"), TRIED, taken("4.1"), CallWanted(calls=(called(),), reason="")
    )
    assert [row[3] for row in board.rows("conflict")] == ["the call about HB is not so"] * 3
    assert states(board) == [("HB", 1, "4.1", at(3), "", "", "taken")]


FLAGS = st.sampled_from(["", "LL", "HH"])
NEEDS = st.sampled_from([(), (), ("again",)])
CALLS = st.integers(1, 3).map(lambda n: (called(n),))
RECORDED = st.builds(
    lambda value, flag, needs, reason: recorded(critical("HB", value, *needs, reason=reason, flag=flag)),
    st.sampled_from(["4.1", "5.1", "30"]),
    FLAGS,
    NEEDS,
    st.sampled_from(["misread", ""]),
)
ACTS = st.lists(
    st.one_of(
        *[RECORDED] * 4,
        st.just(confirmed()),
        st.builds(judged, FLAGS, NEEDS),
        st.builds(taken, st.just("4.1"), st.integers(1, 3)),
        st.builds(CallNotNeeded, calls=CALLS, why=st.just("known")),
        st.builds(CallWanted, calls=CALLS, reason=st.just("asked")),
        st.just(released(provisional=True)),
        st.sampled_from([released(), rejected()]),
    ),
    max_size=9,
)


@given(acts=ACTS)
@settings(max_examples=300)
def test_whatever_is_done_no_critical_value_is_without_its_call(acts: list[Fact]) -> None:
    board = ward(*acts)
    calls = [row[2:13] for row in board.rows("call")]
    assert [call[0] for call in calls] == list(range(1, len(calls) + 1))
    assert all(call[10] in ("open", "taken", "not_needed", "replaced") for call in calls)
    assert all(call[10] != "open" for call in calls[:-1])
    for row in board.rows("result"):
        value, flag, needs = row[3], row[7], row[10]
        if needs == "[]" and flag in ("LL", "HH"):
            assert calls[-1][10] != "replaced" and calls[-1][8] != "withdrawn"
            assert calls[-1][10] != "open" or calls[-1][4] == value
    if calls and calls[-1][10] == "open" and calls[-1][8] == "":
        assert [row[7] in ("LL", "HH") for row in board.rows("result")] == [True]
