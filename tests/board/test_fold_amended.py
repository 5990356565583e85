"""Values validated, corrected and withdrawn: by hand the facts, and by hand the rows."""

from msgspec.structs import replace

from labkiosk.facts.amend import HolderTold
from labkiosk.facts.order import SampleTests
from labkiosk.facts.results import Entry, Had, ResultsReleased, ResultsValidated
from tests.board.arrivals import Board, Said, at
from tests.board.made import TUBE, entry, placed, plan, received, recorded, released
from tests.board.test_fold_rows import after

ORDER = "O01-0000001"
OUT = (placed(), received(), recorded(), released())


def column(board: Board, name: str) -> object:
    """What the one result has there."""
    (row,) = board.conn.execute(f"SELECT {name} FROM result")
    return row[0]


def correction(amends: int, value: str = "9.1") -> Entry:
    return replace(entry("HB", value), amends=amends, reason="wrong rack")


def withdrawal(version: int = 2) -> ResultsReleased:
    taken_back = (SampleTests(sample=TUBE, tests=("HB",)),)
    return ResultsReleased(
        order=ORDER, version=version, samples=(), withdrawn=taken_back, reason="wrong patient"
    )


def test_a_correction_takes_the_place_of_the_released_value_which_stays() -> None:
    board = after(*OUT, recorded(correction(1)))
    assert board.rows("earlier") == [
        (TUBE, "HB", 1, "7.80", "g/dL", "L", at(3), "badge:tech", 1, 0, 0, "wrong rack", at(5), "badge:tech")
    ]
    assert [column(board, name) for name in ("value", "version", "amends")] == ["9.1", None, 1]
    assert board.rows("work")[0][6] == "recorded"
    assert board.rows("conflict") == []


def test_a_correction_of_a_correction_still_corrects_what_was_out() -> None:
    board = after(*OUT, recorded(correction(1)), recorded(replace(entry("HB", "9.9"), reason="typed wrong")))
    assert [(row[3], row[8], row[11]) for row in board.rows("earlier")] == [
        ("7.80", 1, "wrong rack"),
        ("9.1", None, "typed wrong"),
    ]
    assert column(board, "amends") == 1


def test_a_value_that_corrects_another_version_is_a_conflict_and_changes_nothing() -> None:
    board = after(*OUT, recorded(correction(2)), recorded())
    assert [row[3] for row in board.rows("result")] == ["7.80"]
    assert board.rows("earlier") == []
    assert [row[3] for row in board.rows("conflict")] == ["a value for HB after its release"] * 2


def test_a_value_replaced_after_its_provisional_release_amends_it_too() -> None:
    board = after(placed(), received(), recorded(), released(provisional=True), recorded(entry("HB", "8.0")))
    assert column(board, "amends") == 1
    assert board.rows("earlier")[0][8:10] == (1, 1)


def test_a_withdrawn_value_leaves_a_test_that_will_have_none() -> None:
    board = after(*OUT, withdrawal())
    assert board.rows("result") == []
    assert board.rows("earlier")[0][11] == "withdrawn: wrong patient"
    assert board.rows("sample")[0][12] == "cancelled"
    assert board.rows("orders")[0][11] == 2
    assert board.rows("delivery")[0][2] == 2


def test_what_was_not_out_is_not_withdrawn() -> None:
    board = after(placed(), received(), recorded(), withdrawal())
    assert len(board.rows("result")) == 1
    assert [row[3] for row in board.rows("conflict")] == ["HB withdrawn, but it was not out"]


def by(actor: str, *facts: object) -> list[Said]:
    return [Said(1, n, n, n, actor, fact) for n, fact in enumerate(facts, start=6)]  # type: ignore[arg-type]


def test_two_steps_leave_only_after_another_person_validated() -> None:
    two = recorded(replace(entry(), steps=2))
    validated = ResultsValidated(sample=TUBE, tests=("HB",))
    board = after(placed(), received(), two, released(), validated)
    assert [row[3] for row in board.rows("conflict")] == [
        "HB released, but it was not ready",
        "HB validated by who entered it",
    ]
    board.arrive(by("badge:meena", validated, released()))
    validation = [column(board, name) for name in ("version", "steps", "validated_at", "validated_by")]
    assert validation == [1, 2, at(6), "badge:meena"]


def test_validation_of_what_asks_for_none_is_a_conflict() -> None:
    board = after(placed(), received(), recorded(), ResultsValidated(sample=TUBE, tests=("HB", "NA")))
    assert len(board.rows("conflict")) == 2


def test_an_interim_stage_is_out_and_still_to_be_done_and_the_next_amends_nothing() -> None:
    parts = (SampleTests(sample=TUBE, tests=("HB",)),)
    interim = ResultsReleased(order=ORDER, version=1, samples=parts, interim=parts)
    board = after(placed(), received(), recorded(), interim)
    assert board.rows("sample")[0][12] == "received"
    assert board.rows("work")[0][6:11] == ("part", '["HB"]', 1, 0, 1)
    board.arrive([Said(1, 5, 5, 5, "badge:tech", recorded(entry("HB", "8.0")))])
    assert column(board, "amends") == 0
    assert board.rows("earlier")[0][8] == 1
    assert board.rows("conflict") == []


def _amended() -> Board:
    ward, window = Had(how="sheet", who="Ward 3", version=1), Had(how="window", who="her brother", version=1)
    amended = replace(released(version=2), tell=(ward, window))
    return after(*OUT, recorded(correction(1)), amended)


def test_those_who_had_it_stand_until_they_are_told_and_after() -> None:
    board = _amended()
    told = HolderTold(order=ORDER, version=2, holder=1, who="Ravi")
    again = HolderTold(order=ORDER, version=2, holder=1, who="Usha")
    board.arrive([Said(1, 7, 7, 7, "badge:path", told), Said(1, 8, 8, 8, "badge:path", again)])
    assert board.rows("holder") == [
        (ORDER, 2, 0, "sheet", "Ward 3", 1, at(6), None, "", ""),
        (ORDER, 2, 1, "window", "her brother", 1, at(6), at(7), "badge:path", "Ravi"),
    ]


def test_two_tests_of_a_tube_are_withdrawn_one_by_one() -> None:
    board = after(
        placed(plan(TUBE, "HB", "ESR")), received(), recorded(entry(), entry("ESR", "4")),
        released("HB", "ESR"), withdrawal(),
    )  # fmt: skip
    assert [row[1] for row in board.rows("result")] == ["ESR"]
    assert board.rows("sample")[0][12] == "reported"


def test_what_rules_released_was_released_by_who_approved_them() -> None:
    by_rules = replace(released(), auto="1 0123456789ab", approved_by="Dr Rao")
    board = after(placed(), received(), recorded(), by_rules)
    assert column(board, "released_by") == "rules:Dr Rao"
