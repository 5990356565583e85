"""What quality control says before a result may leave by itself."""

import pytest

from labkiosk.facts.qc import (
    ControlsRun,
    FailureResolved,
    LotClosed,
    LotOpened,
    MaterialNamed,
    Measured,
    Target,
    TargetsSet,
)
from labkiosk.lab.lab import Lab
from labkiosk.lab.qc_gate import blocked
from tests.lab.homes import Clock

LOTS = {"1": "V01-0000001", "2": "V01-0000002"}


@pytest.fixture
def lab(lab: Lab) -> Lab:
    """A control of two levels."""
    with lab.act() as act:
        for level, lot in LOTS.items():
            material = lot.replace("V", "C")
            act.append(MaterialNamed(material=material, name="Serum", maker="", level=level))
            act.append(
                LotOpened(lot=lot, material=material, number="7", expires="2027-03-31", opened="2026-11-01")
            )
    return lab


def hours(lab: Lab, hours: str) -> None:
    lab.home.catalogue.mkdir(exist_ok=True)
    (lab.home.catalogue / "qc.csv").write_text(
        "test,bench,warn,reject,hours,good_run,source,approved_by,note\n"
        f",CHEM,1-2s,1-3s,{hours},no,hospital,,\n,HAEM,,1-3s,,no,hospital,,\n"
    )


def run(
    lab: Lab, level: str = "1", *rejects: str, test: str = "NA", instrument: str = "", unjudged: str = ""
) -> str:
    value = Measured(
        lot=LOTS[level], test=test, value="1", unit="", number="1", own_unit="", rejects=rejects,
        unjudged=unjudged,
    )  # fmt: skip
    with lab.act() as act:
        made = act.mint("E")
        act.append(ControlsRun(run=made, values=(value,), instrument=instrument))
    return made


def resolve(lab: Lab, made: str, *, good_run: bool = False) -> None:
    with lab.act() as act:
        act.append(
            FailureResolved(run=made, tests=("NA",), action="repeated", reason="bubble", good_run=good_run)
        )


def says(lab: Lab, test: str = "NA") -> str:
    return blocked(lab, lab.conn, test)


def test_nothing_speaks_against_a_test_of_which_nothing_is_known(lab: Lab) -> None:
    assert says(lab) == ""
    assert says(lab, "HBSAG") == ""
    assert says(lab, "GONE") == ""


def test_a_failure_blocks_its_test_alone_until_it_is_resolved(lab: Lab, clock: Clock) -> None:
    made = run(lab, "2", "1-3s", "2-2s")
    clock.turn(30)
    run(lab, "2")
    assert says(lab) == "QC failed 12:00 (1-3s, 2-2s, level 2), not resolved"
    assert says(lab, "K") == ""
    resolve(lab, made)
    assert says(lab) == ""


def test_a_second_failure_blocks_on_its_own(lab: Lab, clock: Clock) -> None:
    first = run(lab, "1", "1-3s")
    clock.turn(24 * 60)
    run(lab, "1", "R-4s")
    assert says(lab) == "QC failed 12:00 yesterday (1-3s, level 1), not resolved"
    resolve(lab, first)
    assert says(lab) == "QC failed 12:00 (R-4s, level 1), not resolved"


def test_a_good_run_of_the_same_level_and_instrument_must_follow_where_it_is_asked(
    lab: Lab, clock: Clock
) -> None:
    made = run(lab, "2", "1-3s", instrument="A")
    clock.turn(10)
    resolve(lab, made, good_run=True)
    waits = "QC failed 12:00 (level 2), no good run since"
    assert says(lab) == waits
    for other in (("1", "A", ""), ("2", "B", ""), ("2", "A", "no target")):
        run(lab, other[0], instrument=other[1], unjudged=other[2])
        assert says(lab) == waits
    run(lab, "2", instrument="A")
    assert says(lab) == ""


def test_of_a_level_without_a_lot_no_good_run_is_asked(lab: Lab) -> None:
    resolve(lab, run(lab, "2", "1-3s"), good_run=True)
    assert says(lab) == "QC failed 12:00 (level 2), no good run since"
    with lab.act() as act:
        act.append(LotClosed(lot=LOTS["2"], reason="used up"))
    assert says(lab) == ""


def test_a_good_control_holds_for_so_many_hours(lab: Lab, clock: Clock) -> None:
    hours(lab, "24")
    assert says(lab) == "no good QC yet, and one is asked every 24 hours"
    assert says(lab, "HB") == ""
    run(lab, "1")
    clock.turn(24 * 60)
    assert says(lab) == ""
    clock.turn(1)
    assert says(lab) == "no good QC since 12:00 yesterday"
    clock.turn(3 * 24 * 60)
    assert says(lab) == "no good QC since 12:00 on 22 Nov"
    resolve(lab, run(lab, "1", "1-3s"))
    assert says(lab) == "no good QC since 12:00 on 22 Nov"
    run(lab, "2")
    assert says(lab) == ""


def test_each_level_in_use_is_to_be_good(lab: Lab, clock: Clock) -> None:
    hours(lab, "24")
    target = Target(test="NA", mean="1", sd="1", unit="")
    with lab.act() as act:
        for lot in LOTS.values():
            act.append(TargetsSet(lot=lot, targets=(target,)))
    run(lab, "1")
    assert says(lab) == "no good QC of level 2 yet, and one is asked every 24 hours"
    clock.turn(24 * 60)
    run(lab, "2")
    assert says(lab) == ""
    clock.turn(1)
    assert says(lab) == "no good QC of level 1 since 12:00 yesterday"
    with lab.act() as act:
        act.append(LotClosed(lot=LOTS["1"], reason="used up"))
    assert says(lab) == ""


@pytest.mark.parametrize("name", ["qc.csv", "averages.csv"])
def test_while_a_file_of_rules_has_a_fault_nothing_leaves_by_itself(lab: Lab, name: str) -> None:
    lab.home.catalogue.mkdir()
    (lab.home.catalogue / name).write_text("test\n")
    assert says(lab).startswith(f"QC cannot be looked at: {name} row 1: column '")
