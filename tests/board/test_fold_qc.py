"""Facts of quality control written by hand, and by hand the rows that must stand after them."""

from labkiosk.facts.base import Fact
from labkiosk.facts.qc import (
    ControlsRun,
    FailureResolved,
    LotClosed,
    LotOpened,
    MaterialNamed,
    Measured,
    RunCorrected,
    Target,
    TargetsSet,
)
from tests.board.arrivals import Board, at, chain

MATERIAL, LOT, RUN = "C01-0000001", "V01-0000001", "E01-0000001"


def after(*facts: Fact) -> Board:
    """Each fact comes in by itself, at 12:01, 12:02 and so on."""
    board = Board()
    for said in chain(1, facts):
        board.arrive([said])
    return board


def lot() -> LotOpened:
    return LotOpened(lot=LOT, material=MATERIAL, number="45801", expires="2027-03-31", opened="2026-11-20")


def measured(test: str, *rejects: str) -> Measured:
    return Measured(
        lot=LOT, test=test, value="151", unit="mmol/L", number="151", own_unit="mmol/L", mean="140", sd="2",
        z="5.50", rejects=rejects,
    )  # fmt: skip


def resolved(*tests: str) -> FailureResolved:
    return FailureResolved(run=RUN, tests=tests, action="recalibrated", reason="drift", good_run=True)


def value(test: str, rejects: str, good: int, failed: int, *done: object) -> tuple[object, ...]:
    return (
        RUN, LOT, test, "XN-1", at(1), "badge:tech", "151", "mmol/L", "151", "mmol/L", "140", "2", "5.50",
        rejects, "[]", "", "", good, failed, *done, "", None, "", "",
    )  # fmt: skip


def test_a_material_named_anew() -> None:
    first = MaterialNamed(material=MATERIAL, name="Serum", maker="Acme", level="1")
    again = MaterialNamed(material=MATERIAL, name="Serum control", maker="Acme", level="low")
    assert after(first, again).rows("qc_material") == [(MATERIAL, "Serum control", "Acme", "low")]


def test_a_lot_its_targets_and_its_end() -> None:
    maker = TargetsSet(
        lot=LOT,
        targets=(
            Target(test="NA", mean="140", sd="2", unit="mmol/L"),
            Target(test="K", mean="", sd="", unit="mmol/L"),
        ),
    )
    own = TargetsSet(lot=LOT, targets=(Target(test="NA", mean="139.4", sd="1.71", unit="mmol/L", n=20),))
    board = after(lot(), maker, own)
    assert board.rows("qc_lot") == [
        (LOT, MATERIAL, "45801", "2027-03-31", "2026-11-20", at(1), None, ""),
    ]
    assert board.rows("qc_target") == [
        (LOT, "K", "", "", "mmol/L", 0, at(2), "badge:tech"),
        (LOT, "NA", "139.4", "1.71", "mmol/L", 20, at(3), "badge:tech"),
    ]
    assert after(lot(), LotClosed(lot=LOT, reason="used up")).rows("qc_lot") == [
        (LOT, MATERIAL, "45801", "2027-03-31", "2026-11-20", at(1), at(2), "used up"),
    ]


def test_a_run_and_what_was_done_about_its_failure() -> None:
    run = ControlsRun(run=RUN, values=(measured("K"), measured("NA", "1-3s")), instrument="XN-1")
    good = value("K", "[]", 1, 0, None, "", "", "", 0)
    failed = '["1-3s"]'
    assert after(run).rows("qc_value") == [good, value("NA", failed, 0, 1, None, "", "", "", 0)]
    board = after(run, resolved("K", "NA"))
    done = (at(2), "badge:tech", "recalibrated", "drift", 1)
    assert board.rows("qc_value") == [good, value("NA", failed, 0, 1, *done)]
    assert board.rows("conflict") == []


def test_what_does_not_fit_is_for_a_person_to_look_at() -> None:
    run = ControlsRun(run=RUN, values=(measured("NA", "1-3s"),))
    board = after(run, resolved("NA"), run, resolved("NA"))
    assert [row[2:] for row in board.rows("conflict")] == [
        (3, "not a run of its own"),
        (4, "NA was resolved already"),
    ]
    assert after(resolved("NA")).rows("qc_value") == []


def right(test: str, text: str, *rejects: str) -> Measured:
    return Measured(
        lot=LOT, test=test, value=text, unit="mmol/L", number=text, own_unit="mmol/L", mean="140", sd="2", z="0.50",
        rejects=rejects,
    )  # fmt: skip


def states(*facts: Fact) -> dict[str, tuple[object, ...]]:
    """By test: value, whether it failed and when that was resolved, what was typed first, when and why corrected."""
    rows = after(*facts).rows("qc_value")
    return {str(row[2]): (row[6], row[18], row[19], row[24], row[25], row[27]) for row in rows}


def test_what_was_typed_wrong_gives_way_to_what_is_right() -> None:
    run = ControlsRun(run=RUN, values=(measured("K", "R-4s"), measured("NA", "1-3s")))
    typo = RunCorrected(run=RUN, values=(right("NA", "141"),), reason="typed 151")
    first = ("151", 1, None, "", None, "")
    assert states(run, typo) == {"K": first, "NA": ("141", 0, None, "151 mmol/L", at(2), "typed 151")}
    # Of a value that stays only the judgement is new, and what was done about it holds.
    both = RunCorrected(run=RUN, values=(right("NA", "151", "1-3s"), right("K", "152", "1-3s")), reason="")
    found = states(run, resolved("NA", "K"), both)
    assert found == {"NA": ("151", 1, at(2), "", None, ""), "K": ("152", 1, None, "151 mmol/L", at(3), "")}
    assert states(run, typo, resolved("K"), both)["NA"] == ("151", 1, None, "151 mmol/L", at(4), "")


def test_a_correction_of_what_was_not_run_is_for_a_person_to_look_at() -> None:
    run = ControlsRun(run=RUN, values=(measured("NA"),))
    typo = RunCorrected(run=RUN, values=(right("K", "4"),), reason="")
    board = after(run, typo)
    assert [row[2:] for row in board.rows("conflict")] == [(2, f"K of {LOT} was not run")]
    assert len(board.rows("qc_value")) == 1
    assert after(typo).rows("qc_value") == []
