"""A run of controls that was typed wrong, or by two people."""

import pytest

from labkiosk.board import qc
from labkiosk.lab.lab import Lab
from labkiosk.lab.qc import Reading, look_back, resolve, run_controls
from labkiosk.lab.qc_chart import point_words
from labkiosk.lab.qc_correct import correct_run
from labkiosk.lab.qc_gate import blocked
from labkiosk.lab.qc_lots import Goal, close_lot, set_targets
from tests.lab.controls import HIGH, LOW, set_up, sodium
from tests.lab.homes import Clock
from tests.lab.refusals import refused

MAY_NOT = "tech (technician) may not resolve failed QC: ask a pathologist or a supervisor."


@pytest.fixture
def lab(lab: Lab) -> Lab:
    set_up(lab)
    return lab


def na(value: str, lot: str = LOW) -> list[Reading]:
    return [Reading(lot, "NA", value)]


def test_what_was_typed_first_stays_known(lab: Lab, clock: Clock) -> None:
    run = sodium(lab, "121", "150")[0].run
    clock.turn(5)
    low, high = correct_run(lab, run.lower(), na("120.5", "4581"), " read the wrong line ")
    assert point_words(low) == (
        "level 1: 120.5 mmol/L, +0.25 SD, corrected from 121 mmol/L (read the wrong line)"
    )
    assert (low.at, low.corrected_by, low.corrected_at) == (high.at, "badge:tech", low.at + 5 * 60_000)
    assert (high.value, high.typed_first) == ("150", "")
    correct_run(lab, run, na("122"), "again")
    assert [(p.value, p.typed_first, p.correction) for p in qc.run_of(lab.conn, run) if p.lot == LOW] == [
        ("122", "121 mmol/L", "again")
    ]


def test_a_failure_is_no_slip_until_who_may_resolve_it_says_so(lab: Lab, clock: Clock) -> None:
    run = sodium(lab, "127", "150")[0].run
    for lot, value in ((LOW, "120"), (HIGH, "151")):
        with refused(MAY_NOT):
            correct_run(lab, run, na(value, lot), "slip")
    lab.sign_in("path")
    (low, _) = correct_run(lab, run, na("120"), "slip")
    assert (low.failed, low.good, low.typed_first) == (False, True, "127 mmol/L")
    assert blocked(lab, lab.conn, "NA") == ""
    assert qc.how_many_open(lab.conn) == 0


def test_the_other_levels_of_the_run_are_judged_anew(lab: Lab) -> None:
    low, high = sodium(lab, "124.2", "145.8")
    assert (low.rejects, high.rejects) == (("R-4s",), ("R-4s",))
    lab.sign_in("path")
    low, high = correct_run(lab, low.run, na("120.2"), "slip")
    assert (low.rejects, low.warns, high.rejects, high.warns) == ((), (), (), ("1-2s",))
    assert (high.failed, high.typed_first) == (False, "")


def test_it_is_judged_beside_the_runs_before_it_by_the_target_of_then(lab: Lab, clock: Clock) -> None:
    sodium(lab, "124.2")
    clock.turn(60)
    run = sodium(lab, "120")[0].run
    clock.turn(60)
    sodium(lab, "118")
    set_targets(lab, LOW, [Goal("NA", "130", "1")])
    close_lot(lab, LOW, "used up")
    (point,) = correct_run(lab, run, na("124.6 ", "lk:qc:v01-0000001"), "slip")
    assert (point.rejects, point.mean, point.z) == (("2-2s",), "120", "+2.30")
    assert blocked(lab, lab.conn, "NA") == "QC failed 13:00 (2-2s, level 1), not resolved"


def test_a_failure_that_a_correction_makes_waits_to_be_resolved(lab: Lab) -> None:
    run = sodium(lab, "127")[0].run
    lab.sign_in("path")
    resolve(lab, run, (), "vial", "old")
    assert blocked(lab, lab.conn, "NA") == ""
    (point,) = correct_run(lab, run, na("113"), "typed the wrong way round")
    assert (point.failed, point.open) == (True, True)
    assert blocked(lab, lab.conn, "NA") != ""
    resolve(lab, run, (), "vial", "old")
    assert look_back(lab, lab.conn, point)[0] == 0


@pytest.mark.parametrize(
    ("run", "given", "why", "line"),
    [
        ("E9", na("1"), "x", "Run E9 is not known here: labkiosk qc list names those that failed."),
        ("E01-0000001", [], "x", "Give at least one control's value."),
        ("E01-0000001", na("120"), " ", "Reason is missing. Type it."),
        ("E01-0000001", na("120.0"), "x", "NA of level 1 is 120 mmol/L already."),
        ("E01-0000001", na("120", HIGH), "x", "Run E01-0000001 has no NA of lot V01-0000002."),
        ("E01-0000001", [Reading(LOW, "K", "3")], "x", "Run E01-0000001 has no K of lot V01-0000001."),
        ("E01-0000001", na("<120"), "x", "NA: <120 is no single number. Type one like 7.8."),
    ],
)
def test_what_cannot_be_corrected_is_refused(
    lab: Lab, run: str, given: list[Reading], why: str, line: str
) -> None:
    sodium(lab, "120")
    with refused(line):
        correct_run(lab, run, given, why)
    assert [p.typed_first for p in qc.run_of(lab.conn, "E01-0000001")] == [""]


def test_a_run_that_two_people_type_is_kept_once(lab: Lab, clock: Clock) -> None:
    both = [Reading(LOW, "NA", "124.2"), Reading(HIGH, "NA", "150")]
    run_controls(lab, both)
    clock.turn(15)
    lab.sign_in("super")
    line = "Recorded at 12:00 already, by Example Technician. Measured twice: say so as a comment."
    for same in (both, both[::-1], both[:1], [Reading(LOW, "NA", "124.20"), both[1]]):
        with refused(line):
            run_controls(lab, same)
    assert len(qc.runs_of_test(lab.conn, "NA", "", limit=9)) == 2
    for other in ([both[0], Reading(HIGH, "NA", "151")], [*both, Reading(LOW, "K", "3.0")]):
        run_controls(lab, other)
    run_controls(lab, both, instrument="B")
    assert run_controls(lab, both, comment="another drop")[0].rejects == ("2-2s", "4-1s")
    clock.turn(16)
    assert len(run_controls(lab, both)) == 2


def test_what_was_resolved_later_does_not_cut_off_what_was_run_before(lab: Lab, clock: Clock) -> None:
    runs = []
    for value in ("124.2", "120", "127"):
        runs.append(sodium(lab, value)[0].run)
        clock.turn(60)
    lab.sign_in("path")
    resolve(lab, runs[2], (), "vial", "old")
    (point,) = correct_run(lab, runs[1], na("124.6"), "slip")
    assert point.rejects == ("2-2s",)
