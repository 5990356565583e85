"""What does not fit is kept for a person to look at; a fold never refuses."""

import pytest

from labkiosk.facts.base import Fact
from labkiosk.facts.results import Confirmation, ResultsConfirmed
from labkiosk.facts.sample import SampleRelabelled
from tests.board.arrivals import Board, chain
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


def confirmed(step: str) -> ResultsConfirmed:
    return ResultsConfirmed(sample=TUBE, confirmations=(Confirmation(test="HB", value="7.8", step=step),))


HELD = recorded(entry("HB", "7.8", "again", "second"))
CASES: dict[str, tuple[list[Fact], list[tuple[int, str]]]] = {
    "before its order": ([received(), placed()], [(1, "the sample is not known yet")]),
    "received twice": ([placed(), received(), received()], [(3, "received twice")]),
    "received after it was rejected": (
        [placed(), rejected(), received()],
        [(3, "received after it was rejected")],
    ),
    "rejected twice": (
        [placed(), rejected(), rejected(TUBE, "HB")],
        [(3, "HB rejected, but it is not open here")],
    ),
    "rejected after its release": (
        [placed(), received(), recorded(), released(), rejected(TUBE, "HB")],
        [(5, "HB rejected after its release")],
    ),
    "cancelled after its release": (
        [placed(), received(), recorded(), released(), cancelled("HB")],
        [(5, "HB cancelled after its release")],
    ),
    "cancelled, never asked for": (
        [placed(), cancelled("NA")],
        [(2, "NA cancelled, but it is not open here")],
    ),
    "a value of a test never asked for": (
        [placed(), received(), recorded(entry("NA", "140"))],
        [(3, "a value for NA, which is not open here")],
    ),
    "a value after rejection": (
        [placed(), received(), rejected(), recorded()],
        [(4, "a value for HB, which is not open here")],
    ),
    "a value after release": (
        [placed(), received(), recorded(), released(), recorded(entry("HB", "9.0"))],
        [(5, "a value for HB after its release")],
    ),
    "confirmed without a value": (
        [placed(), received(), confirmed("second")],
        [(3, "HB confirmed, but nothing of it waited for that")],
    ),
    "confirmed twice": (
        [placed(), received(), HELD, confirmed("again"), confirmed("again")],
        [(5, "HB confirmed, but nothing of it waited for that")],
    ),
    "released while held": (
        [placed(), received(), HELD, released()],
        [(4, "HB released, but it was not ready")],
    ),
    "released twice": (
        [placed(), received(), recorded(), released(), released(version=2)],
        [(5, "HB released, but it was not ready")],
    ),
    "two faults of one fact": (
        [placed(plan(TUBE, "HB", "NA")), cancelled("HB"), cancelled("HB", "ESR")],
        [(3, "ESR cancelled, but it is not open here"), (3, "HB cancelled, but it is not open here")],
    ),
}


@pytest.mark.parametrize(("facts", "said"), CASES.values(), ids=CASES.keys())
def test_conflict(facts: list[Fact], said: list[tuple[int, str]]) -> None:
    board = Board()
    board.arrive(chain(1, facts))
    assert board.rows("conflict") == [(TUBE, 1, seq, words) for seq, words in said]


def test_what_fits_makes_no_conflict() -> None:
    board = Board()
    steps = [placed(plan(TUBE, "HB", "NA", "ESR")), received(), HELD, confirmed("again"), confirmed("second")]
    board.arrive(
        chain(
            1,
            [
                *steps,
                cancelled("ESR"),
                recorded(entry("NA", "140")),
                released(provisional=True),
                released("HB", "NA"),
            ],
        )
    )
    assert board.rows("conflict") == []
    assert board.rows("sample")[0][12] == "reported"


def test_a_value_after_its_release_does_not_change_the_released_one() -> None:
    board = Board()
    board.arrive(chain(1, [placed(), received(), recorded(), released(), recorded(entry("HB", "9.0"))]))
    assert [row[3] for row in board.rows("result")] == ["7.80"]


def test_a_rejection_of_what_was_rejected_already_names_no_other_replacement() -> None:
    other = plan("010000000034")
    board = Board()
    board.arrive(chain(1, [placed(), rejected(), rejected(TUBE, "HB", instead=other)]))
    assert board.rows("sample")[0][19] == SECOND


def test_two_tubes_of_one_new_number_both_stand() -> None:
    tubes = placed(plan(TUBE), plan(SECOND))
    new = [SampleRelabelled(sample=s, number="010000000034", reason="x") for s in (SECOND, TUBE, TUBE)]
    board = Board()
    board.arrive(chain(1, [tubes, *new]))
    assert board.rows("relabel") == [("010000000034", TUBE), ("010000000034", SECOND)]
