"""How a tube is drawn, as far as the board shows it: its clock, what it keeps, and numbers without a tube."""

from msgspec.structs import replace

from labkiosk.facts.collection import Collected
from labkiosk.facts.timed import LoadTaken
from tests.board.arrivals import MINUTE, at
from tests.board.made import SECOND, TUBE, placed, plan, received, recorded, rejected
from tests.board.test_fold_rows import after

LATER = replace(plan(SECOND, "NA", part=2, parts=2), mark="60 min", minute=60)
ON_PATIENT = replace(plan(TUBE, "HB", part=0, parts=0), container="", container_name="no tube", cap="")
SYRINGE = replace(plan(TUBE, "HB"), within_min=30)


def load(taken_at: int, reason: str = "") -> LoadTaken:
    return LoadTaken(
        order="O01-0000001", load="75 g glucose", taken_at=taken_at, samples=(TUBE, SECOND), reason=reason
    )


def test_the_clock_starts_at_the_load_and_a_later_word_corrects_it() -> None:
    order = placed(replace(plan(TUBE, "HB", parts=2), mark="fasting", minute=0), LATER)
    assert [row[20:23] for row in after(order, load(at(9))).rows("sample")] == [
        ("fasting", 0, at(9)),
        ("60 min", 60, at(9)),
    ]
    corrected = after(order, load(at(9)), load(at(7), "misread"))
    assert [row[22] for row in corrected.rows("sample")] == [at(7), at(7)]
    assert corrected.rows("conflict") == []


def test_a_tube_in_place_of_a_rejected_one_has_no_load_yet() -> None:
    instead = replace(plan("020000000013", "NA"), mark="60 min", minute=60)
    board = after(placed(LATER), load(at(1)), rejected(SECOND, instead=instead))
    assert [row[20:23] for row in board.rows("sample")] == [("60 min", 60, at(1)), ("60 min", 60, None)]


def test_what_is_done_on_the_patient_is_here_with_its_order() -> None:
    board = after(placed(ON_PATIENT))
    (sample,) = board.rows("sample")
    assert (sample[7:9], sample[12], sample[15]) == (("", "no tube"), "received", at(1))
    assert [row[:6] for row in board.rows("work")] == [(TUBE, "HAEM", "routine", at(1), at(61), 60)]
    assert [(row[0], row[1], row[-1]) for row in board.rows("tally")] == [("2026-11-22", "received", 1)]
    done = after(placed(ON_PATIENT), recorded())
    assert done.rows("sample")[0][12] == "resulted"


def test_what_does_not_keep_goes_before_its_like_and_is_due_before_it_has_run_out() -> None:
    stated = replace(placed(SYRINGE), collected_at=at(-10))
    for order, drawn in (
        (placed(SYRINGE), at(2)),
        (stated, at(-10)),
        (replace(stated, collected_at=at(-99)), at(-28)),
    ):
        (work,) = after(order, received()).rows("work")
        assert work[3:5] == (drawn - 30 * MINUTE, drawn + 30 * MINUTE)


def test_the_tube_s_own_time_counts_before_its_order_s() -> None:
    order = replace(placed(SYRINGE), collected_at=at(-10))
    (work,) = after(order, Collected(sample=TUBE, at=at(0), by="R. Devi"), received()).rows("work")
    assert work[3:5] == (at(-30), at(30))
