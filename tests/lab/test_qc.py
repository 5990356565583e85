"""Controls: run, judged, failed, looked back from, resolved."""

from pathlib import Path

import pytest

from labkiosk.board import qc
from labkiosk.lab.bench import receive
from labkiosk.lab.handover import standing
from labkiosk.lab.lab import Lab
from labkiosk.lab.qc import Reading, look_back, resolve, run_controls, summary_lines
from labkiosk.lab.qc_gate import blocked
from labkiosk.lab.qc_lots import Goal, close_lot, set_targets
from labkiosk.lab.qc_state import standings
from labkiosk.lab.results import Given, record
from tests.lab.controls import LOW, set_up, sodium
from tests.lab.homes import Clock, order
from tests.lab.refusals import refused


@pytest.fixture
def lab(lab: Lab) -> Lab:
    set_up(lab)
    return lab


def said(lab: Lab) -> list[str]:
    return [
        f"{s.test} {s.lot.material.level} {s.instrument}{s.tone}: {s.said}" for s in standings(lab, "CHEM")
    ]


def patient(lab: Lab, value: str) -> str:
    number = order(lab, "NA").samples[0].sample
    receive(lab, number)
    record(lab, number, [Given(test="NA", value=value)])
    return number


def test_a_run_is_kept_with_what_the_rules_said(lab: Lab) -> None:
    points = run_controls(
        lab, [Reading(LOW, "NA", "124.2"), Reading("4582", "na", "150"), Reading(f"LK:QC:{LOW}", "K", "3.05")],
        instrument="XN 1", comment="after service",
    )  # fmt: skip
    assert [
        (p.test, p.level, p.value, p.unit, p.mean, p.sd, p.z, p.rejects, p.warns, p.good) for p in points
    ] == [
        ("K", "1", "3.05", "mEq/L", "3.0", "0.1", "+0.50", (), (), True),
        ("NA", "1", "124.2", "mmol/L", "120", "2", "+2.10", (), ("1-2s",), True),
        ("NA", "2", "150", "mmol/L", "150", "2", "+0.00", (), (), True),
    ]
    assert {(p.instrument, p.comment, p.lot_number) for p in points if p.level == "1"} == {
        ("XN 1", "after service", "4581")
    }


def test_a_value_in_another_unit_is_judged_in_the_tests_own(lab: Lab) -> None:
    set_targets(lab, LOW, [Goal("GLUR", "100", "5")])
    (point,) = run_controls(lab, [Reading(LOW, "GLUR", "6", "mmol/L")])
    assert (point.value, point.unit, point.number, point.own_unit) == ("6", "mmol/L", "108.0936", "mg/dL")
    assert (point.mean, point.z) == ("100", "+1.62")


def test_rules_look_back_over_the_runs_of_the_same_lot_and_instrument(lab: Lab, clock: Clock) -> None:
    def rules(*given: str, instrument: str = "") -> tuple[str, ...]:
        clock.turn(60)
        return sodium(lab, *given, instrument=instrument)[0].rejects

    assert rules("124.2") == ()
    assert rules("124.2", instrument="B") == ()
    assert rules("124.2") == ("2-2s",)
    assert [rules("122.2") for _ in range(3)] == [(), ("4-1s",), ("4-1s",)]


def test_after_a_failure_is_resolved_the_rules_begin_anew(lab: Lab, clock: Clock) -> None:
    sodium(lab, "124.2")
    clock.turn(1)
    (failed,) = sodium(lab, "124.2")
    clock.turn(1)
    assert sodium(lab, "124.2")[0].rejects == ("2-2s",)
    lab.sign_in("super")
    for point in qc.open_failures(lab.conn):
        resolve(lab, point.run, (), "recalibrated", "drift")
    clock.turn(1)
    assert sodium(lab, "124.2")[0].rejects == ()
    assert failed.rejects == ("2-2s",)


def test_a_failure_is_resolved_with_what_was_done_and_by_whom(lab: Lab, clock: Clock) -> None:
    run = sodium(lab, "127", "150")[0].run
    assert blocked(lab, lab.conn, "NA") == "QC failed 12:00 (1-3s, level 1), not resolved"
    with refused("tech (technician) may not resolve failed QC: ask a pathologist or a supervisor."):
        resolve(lab, run, (), "vial", "old vial")
    lab.sign_in("path")
    clock.turn(5)
    (done,) = resolve(lab, run.lower(), ("na",), "Vial", "old vial")
    assert (done.level, done.action, done.reason, done.resolved_by, done.open) == (
        "1", "vial", "old vial", "badge:path", False,
    )  # fmt: skip
    assert blocked(lab, lab.conn, "NA") == ""
    with refused(f"NA has no open failure in run {run}."):
        resolve(lab, run, ("NA",), "vial", "old vial")
    with refused(f"Run {run} has no open failure."):
        resolve(lab, run, (), "vial", "old vial")
    with refused("Run E9 is not known here: labkiosk qc list names those that failed."):
        resolve(lab, "E9", (), "vial", "old vial")
    with refused(
        "'prayer' is not what can be done: name repeated, vial, recalibrated, reagent, serviced or other."
    ):
        resolve(lab, run, (), "prayer", "old vial")
    with refused("Reason is missing. Type it."):
        resolve(lab, run, (), "other", " ")


def test_a_good_run_is_asked_for_where_the_rules_do(lab: Lab, clock: Clock) -> None:
    lab.home.catalogue.mkdir()
    (lab.home.catalogue / "qc.csv").write_text(
        "test,bench,warn,reject,hours,good_run,source,approved_by,note\n,,,1-3s,24,yes,hospital,,\n"
    )
    run = sodium(lab, "127")[0].run
    lab.sign_in("path")
    resolve(lab, run, (), "vial", "old vial")
    assert blocked(lab, lab.conn, "NA") == "QC failed 12:00 (level 1), no good run since"
    assert said(lab)[0] == "NA 1 bad: resolved; a good run must follow"
    clock.turn(5)
    sodium(lab, "121")
    assert blocked(lab, lab.conn, "NA") == "no good QC of level 2 yet, and one is asked every 24 hours"
    sodium(lab, "", "150")
    assert blocked(lab, lab.conn, "NA") == ""
    assert said(lab)[-2:] == ["NA 1 : good 12:05", "NA 2 : good 12:05"]
    clock.turn(24 * 60 + 1)
    assert said(lab)[-2:] == [f"NA {level} warn: too old: 12:05 yesterday" for level in "12"]


def test_patients_since_the_last_good_control_are_named(lab: Lab, clock: Clock) -> None:
    numbers = []
    for value, control in (("140", ""), ("141", "120"), ("142", ""), ("143", "127"), ("144", "")):
        clock.turn(1)
        numbers.append(patient(lab, value))
        if control:
            clock.turn(1)
            point = sodium(lab, control, "150")[0]
    count, found = look_back(lab, lab.conn, point)
    assert count == 3
    assert [(each.number, each.value) for each in found] == list(
        zip(numbers[2:], ("142", "143", "144"), strict=True)
    )
    lab.sign_in("path")
    (done,) = resolve(lab, point.run, (), "vial", "old vial")
    lab.sign_in("tech")
    clock.turn(1)
    patient(lab, "145")
    assert look_back(lab, lab.conn, done)[0] == 3


def test_a_run_of_which_one_level_failed_is_no_good_control(lab: Lab, clock: Clock) -> None:
    sodium(lab, "120", "150")
    for _ in range(2):
        clock.turn(1)
        patient(lab, "140")
        clock.turn(1)
        failed = sodium(lab, "127", "150")[0]
        lab.sign_in("path")
        resolve(lab, failed.run, (), "vial", "old vial")
        lab.sign_in("tech")
    assert look_back(lab, lab.conn, failed)[0] == 2


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ((), "Give at least one control's value."),
        ((Reading("4583", "NA", "1"),), "No control lot 4583 is in use here: labkiosk qc lots lists them."),
        ((Reading(LOW, "NA", "<120"),), "NA: <120 is no single number. Type one like 7.8."),
        ((Reading(LOW, "NA", "x"),), 'NA: "x" is not a number. Type it like 7.8, <15 or >1000.'),
        ((Reading(LOW, "CREA", "1"),), "CREA is not controlled by lot 4581: labkiosk qc target adds it."),
        ((Reading(LOW, "HBSAG", "1"),), "HBSAG is no numeric test: it has no mean and no SD."),
        ((Reading(LOW, "NA", "1"), Reading("4581", "na", "2")), f"NA of {LOW} stands there twice: give one value."),
        ((Reading(LOW, "NA", "1", "g/L"),), 'Sodium: unit "g/L" is not accepted. Use mmol/L or mEq/L.'),
    ],
)  # fmt: skip
def test_what_is_no_run_is_refused_whole(lab: Lab, given: tuple[Reading, ...], line: str) -> None:
    with refused(line):
        run_controls(lab, [*given[1:], *given[:1]])
    assert qc.runs_of_test(lab.conn, "NA", "", limit=9) == []


def test_an_expired_lot_is_refused(lab: Lab, clock: Clock) -> None:
    clock.turn(24 * 60 * 129)
    assert lab.today().isoformat() == "2027-03-31"
    sodium(lab, "120")
    clock.turn(24 * 60)
    with refused("Lot 4581 expired on 2027-03-31: open a new one."):
        sodium(lab, "120")
    assert said(lab)[-1] == "NA 2 bad: lot expired 2027-03-31: open a new one"


def test_how_the_controls_stand(lab: Lab, clock: Clock) -> None:
    assert said(lab) == [f"{test} {level} warn: not run yet" for test in ("K", "NA") for level in "12"]
    sodium(lab, "124.2", instrument="B")
    sodium(lab, "", "157", instrument="B")
    assert said(lab) == [
        "NA 2 Bbad: FAILED 1-3s, 12:00",
        "K 1 warn: not run yet",
        "K 2 warn: not run yet",
        "NA 1 Bwarn: good 12:00, but 1-2s",
    ]
    assert standings(lab, "HAEM") == []


def test_a_failure_of_a_lot_that_was_closed_still_waits(lab: Lab) -> None:
    run = sodium(lab, "127", "150")[0].run
    close_lot(lab, LOW, "thrown away")
    assert said(lab) == ["NA 1 bad: FAILED 1-3s, 12:00", "K 2 warn: not run yet", "NA 2 : good 12:00"]
    assert blocked(lab, lab.conn, "NA") != ""
    lab.sign_in("path")
    resolve(lab, run, (), "vial", "thrown away")
    assert said(lab) == ["K 2 warn: not run yet", "NA 2 : good 12:00"]
    assert blocked(lab, lab.conn, "NA") == ""


def test_the_days_summary_and_the_hand_over_tell_of_them(lab: Lab, clock: Clock) -> None:
    assert summary_lines(lab, "2026-11-22") == ()
    assert not [each for each in standing(lab.conn, lab, lab.time().at).lists if each.list == "qc"]
    sodium(lab, "127", "157")
    sodium(lab, "120")
    assert summary_lines(lab, "2026-11-22") == (
        "2 runs of controls, 3 values", "2 failed, 0 resolved; not resolved: NA",
    )  # fmt: skip
    assert summary_lines(lab, "2026-11-23") == ("failed before, not resolved: NA",)
    (listed,) = [each for each in standing(lab.conn, lab, lab.time().at).lists if each.list == "qc"]
    assert (listed.total, [(line.name, line.what) for line in listed.lines]) == (
        2, [("Sodium", "level 1 1-3s 2-2s E01-0000001"), ("Sodium", "level 2 1-3s 2-2s E01-0000001")],
    )  # fmt: skip
    lab.sign_in("path")
    resolve(lab, "E01-0000001", (), "vial", "old vial")
    assert summary_lines(lab, "2026-11-22") == ("2 runs of controls, 3 values", "2 failed, 2 resolved")
    assert summary_lines(lab, "2026-11-21") == ()
    assert summary_lines(lab, "2026-11-23") == ()


def test_who_may(lab: Lab) -> None:
    lab.sign_in("phleb")
    with refused(
        "phleb (phlebotomist) may not run controls: ask a technician, a pathologist or a supervisor."
    ):
        sodium(lab, "120")


def test_a_file_with_a_fault_judges_nothing(lab: Lab, tmp_path: Path) -> None:
    lab.home.catalogue.mkdir()
    (lab.home.catalogue / "qc.csv").write_text("test\n")
    with pytest.raises(Exception, match=r"^qc\.csv row 1: column 'bench' is missing"):
        sodium(lab, "120")
    assert qc.runs_of_test(lab.conn, "NA", "", limit=9) == []
