"""Control materials, lots and targets."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from labkiosk.board import controls, jobs
from labkiosk.lab.lab import Lab
from labkiosk.lab.qc import Reading, run_controls
from labkiosk.lab.qc_lots import (
    Goal,
    close_lot,
    material_of,
    name_material,
    open_lot,
    set_targets,
    target_from_runs,
)
from labkiosk.lab.qc_vial import is_lot, lot_code, lot_of
from labkiosk.services.paper import draw_paper
from tests.lab.controls import LOW, set_up, sodium
from tests.lab.homes import Clock
from tests.lab.refusals import refused


def test_a_material_is_known_by_name_and_level(lab: Lab) -> None:
    one = name_material(lab, "Serum control", "low")
    two = name_material(lab, "Serum control", "high", "Acme")
    assert name_material(lab, "serum CONTROL", "LOW", "Zenith").id == one.id
    assert [(m.id, m.name, m.maker, m.level) for m in controls.materials(lab.conn)] == [
        (two.id, "Serum control", "Acme", "high"),
        (one.id, "serum CONTROL", "Zenith", "LOW"),
    ]
    assert material_of(lab.conn, two.id.lower()) == two
    with refused("Serum control has levels: say high or LOW."):
        material_of(lab.conn, "Serum control")
    with refused("No control material Urine is known here: labkiosk qc materials lists them."):
        material_of(lab.conn, "Urine")


def test_a_lot_is_found_by_its_code_id_and_number(lab: Lab) -> None:
    set_up(lab)
    lot = lot_of(lab.conn, LOW)
    assert (lot.number, lot.material.level, lot.expires, lot.opened) == (
        "4581",
        "1",
        "2027-03-31",
        "2026-11-20",
    )
    assert lot_code(LOW) == "LK:QC:V01-0000001"
    assert [lot_of(lab.conn, text).id for text in ("lk:qc:v01-0000001", " 4581 ", LOW)] == [LOW] * 3
    assert [is_lot(text) for text in (lot_code(LOW), LOW, "4581", "LK:RACK:K01-0000001")] == [
        True,
        True,
        False,
        False,
    ]
    open_lot(lab, "Serum control", "4581", "2027-01-01", level="2")
    with refused(
        "2 lots in use are numbered 4581: name one of V01-0000001 (level 1) and V01-0000003 (level 2)."
    ):
        lot_of(lab.conn, "4581")


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"expires": "2026-11-21"}, "Lot 9 expired on 21 Nov 2026: it cannot be used."),
        ({"expires": "31/3/27"}, "Type the expiry date like 2027-03-31."),
        ({"opened": "soon"}, "Type the day it was opened like 2027-03-31."),
        ({"opened": "2026-11-23"}, "Lot 9 cannot have been opened on 23 Nov 2026: that has not come yet."),
        ({"number": " "}, "Lot number is missing. Type it."),
        ({"number": "4581"}, "Lot 4581 of Serum control, level 1, is in use already."),
    ],
)
def test_what_is_no_lot_is_refused(lab: Lab, said: dict[str, str], line: str) -> None:
    set_up(lab)
    with refused(line):
        open_lot(lab, **{"material": "C01-0000001", "number": "9", "expires": "2026-11-22", **said})


def test_a_lot_that_is_closed_is_used_no_more(lab: Lab) -> None:
    set_up(lab)
    close_lot(lab, "4581", "used up")
    gone = "Lot 4581 is no more in use (used up): open a new one."
    with refused(gone):
        close_lot(lab, LOW, "twice")
    with refused(gone):
        sodium(lab, "120")
    with refused(gone):
        set_targets(lab, LOW, [Goal("NA", "1", "1")])
    assert [lot.number for lot in controls.lots(lab.conn)] == ["4582"]
    assert [lot.reason for lot in controls.lots(lab.conn, closed=True)] == ["used up"]


@pytest.mark.parametrize(
    ("goal", "line"),
    [
        (Goal("NA", "140"), "NA: give mean and SD, or neither."),
        (Goal("NA", "140", "-1"), "NA: an SD is not below zero."),
        (Goal("NA", ">140", "1"), "NA mean: >140 is no single number. Type one like 7.8."),
        (Goal("ELEC", "1", "1"), "ELEC is no numeric test: it has no mean and no SD."),
        (Goal("HBSAG", "1", "1"), "HBSAG is no numeric test: it has no mean and no SD."),
    ],
)
def test_what_is_no_target_is_refused(lab: Lab, goal: Goal, line: str) -> None:
    set_up(lab)
    with refused(line):
        set_targets(lab, LOW, [goal])


def test_without_a_target_or_with_an_sd_of_zero_no_rule_is_applied(lab: Lab) -> None:
    set_up(lab)
    set_targets(lab, LOW, [Goal("CREA"), Goal("NA", "120", "0.0")])
    found = run_controls(lab, [Reading(LOW, "CREA", "1.1"), Reading(LOW, "NA", "500")])
    assert [(p.test, p.unjudged, p.z, p.rejects, p.good, p.failed) for p in found] == [
        ("CREA", "no target", "", (), False, False),
        ("NA", "the SD is zero", "", (), False, False),
    ]


def test_a_target_of_the_laboratorys_own_takes_twenty_values(lab: Lab, clock: Clock) -> None:
    set_up(lab)
    set_targets(lab, LOW, [Goal("NA")])
    for value in range(111, 130):
        sodium(lab, str(value))
        clock.turn(1)
    with refused("NA has 19 values of lot 4581: a mean and an SD take 20."):
        target_from_runs(lab, LOW, "na")
    sodium(lab, "130")
    # 111 to 130: the mean is 120.5, the SD the root of 35 (the sum of squares 665 over 19).
    target = target_from_runs(lab, "4581", "NA")
    assert (target.mean, target.sd, target.unit, target.n) == ("120.50", "5.92", "mmol/L", 20)
    assert [(t.test, t.mean, t.n) for t in controls.targets(lab.conn, LOW)] == [
        ("K", "3.0", 0),
        ("NA", "120.50", 20),
    ]
    assert sodium(lab, "138.5")[0].rejects == ("1-3s",)


def test_the_label_of_a_vial_reads_back_as_its_lot(lab: Lab) -> None:
    set_up(lab)
    (job,) = jobs.of_subject(lab.conn, LOW, "control")
    picture = Image.open(BytesIO(draw_paper(lab, job).png))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [lot_code(LOW)]
