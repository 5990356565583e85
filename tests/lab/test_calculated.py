"""Calculated tests of an order: facts of their own, made and made anew with their inputs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkiosk.board import samples
from labkiosk.facts.results import Entry, ResultsRecorded
from labkiosk.journal.read import told
from labkiosk.lab.addon import AddedTo, add_on
from labkiosk.lab.aliquot import pour
from labkiosk.lab.amend import amend
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.calculated import formula_of, unset_of
from labkiosk.lab.intake import cancel, cancel_order
from labkiosk.lab.lab import Lab
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.release import release
from labkiosk.lab.report_paper import report_of
from labkiosk.lab.report_text import report_text
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.lab.scan import sample_of
from labkiosk.lab.staff import add_person
from tests.lab.homes import ASHA, Clock, make, order, states
from tests.lab.refusals import refused

TUBE = "010000000016"


@pytest.fixture
def lab(tmp_path: Path, clock: Clock) -> Iterator[Lab]:
    with make(tmp_path / "home", clock) as lab:
        lab.sign_in("super")
        add_person(lab, "tech2", "Second Technician", "technician")
        lab.sign_in("tech")
        yield lab


def asked(lab: Lab, *tests: str, patient: PatientRequest = ASHA) -> list[str]:
    numbers = [s.sample for s in order(lab, *tests, patient=patient).samples]
    for number in numbers:
        receive(lab, number)
    return numbers


def typed(lab: Lab, number: str, said: str, reason: str = "") -> None:
    """Values such as ``CHOL 250, TG 4.5 mmol/L``, all at once, critical ones typed twice."""
    values = [one.split(" ") for one in said.split(", ")]
    record(
        lab,
        number,
        [
            Given(test=v[0], value=v[1], again=v[1], unit=v[2] if len(v) > 2 else None, reason=reason)
            for v in values
        ],
    )


def kept(lab: Lab, number: str, test: str) -> samples.Result:
    return samples.results(lab.conn, number)[test]


def entries(lab: Lab, number: str, test: str) -> list[Entry]:
    found = (t.fact for t in told(lab.conn, number, frozenset({ResultsRecorded.kind})))
    return [e for fact in found if isinstance(fact, ResultsRecorded) for e in fact.entries if e.test == test]


def test_made_when_the_last_input_is_there(lab: Lab) -> None:
    (tube,) = asked(lab, "LIPID")
    typed(lab, tube, "CHOL 250, HDL 40")
    assert "LDL" not in samples.results(lab.conn, tube)
    assert kept(lab, tube, "NHDL").value == "210"
    typed(lab, tube, "TG 210")
    ldl = kept(lab, tube, "LDL")
    assert (ldl.value, ldl.unit, ldl.number, ldl.flag) == ("168", "mg/dL", "168", "H")
    assert (ldl.calculated, ldl.reference, ldl.actor) == (
        "TC - HDL - TG/5 (Friedewald)",
        "≤ 130",
        "badge:tech",
    )
    assert set(states(lab, tube).values()) == {"recorded"}


def test_inputs_in_another_unit_are_converted_exactly(lab: Lab) -> None:
    (tube,) = asked(lab, "CCA", "CA", "ALB")
    typed(lab, tube, "CA 1.83 mmol/L, ALB 26 g/L")
    assert kept(lab, tube, "CCA").value == "8.5"


def test_inputs_may_come_on_another_tube(lab: Lab) -> None:
    (tube,) = asked(lab, "CA", "CCA", "ALB")
    child = pour(lab, tube, ("ALB",))[0]
    typed(lab, tube, "CA 7.9")
    typed(lab, child, "ALB 2.5")
    assert kept(lab, tube, "CCA").value == "9.1"
    typed(lab, child, "ALB 3.5", reason="misread")
    assert kept(lab, tube, "CCA").value == "8.3"


def test_one_that_is_added_on_has_its_value_at_once_however_old_the_tube_is(lab: Lab, clock: Clock) -> None:
    (tube,) = asked(lab, "CHOL", "HDL", "TG")
    typed(lab, tube, "CHOL 250, HDL 40, TG 210")
    clock.turn(60 * 72)
    assert add_on(lab, tube, ("LDL", "NHDL")).tubes == (AddedTo(tube, ("LDL", "NHDL"), False),)
    assert (kept(lab, tube, "LDL").value, kept(lab, tube, "NHDL").value) == ("168", "210")
    assert [(e.value, e.reason) for e in entries(lab, tube, "LDL")] == [("168", "")]
    assert {t.note for t in samples.tests(lab.conn, tube)} == {""}


def test_one_that_is_added_on_without_its_inputs_is_judged_as_any_other(lab: Lab) -> None:
    (tube,) = asked(lab, "CHOL")
    with refused(
        f"nobody says how long LDL keeps, and {tube[-4:]} is 0 min from receipt (collection not stated). "
        "Say why the tube is still fit (--fit), or ask for a new one (--new-tube)."
    ):
        add_on(lab, tube, ("LDL",))
    add_on(lab, tube, ("LIPID",))
    assert {t.note for t in samples.tests(lab.conn, tube)} == {""}


def test_one_whose_own_tube_comes_last_has_its_value_then(lab: Lab) -> None:
    (tube,) = asked(lab, "CHOL", "HDL", "NHDL")
    new = reject(lab, tube, "TOO-HAEMOLYSED", ("NHDL",)).replacement
    typed(lab, tube, "CHOL 250, HDL 40")
    assert "NHDL" not in samples.results(lab.conn, new)
    receive(lab, new)
    assert kept(lab, new, "NHDL").value == "210"


def test_what_was_not_asked_for_is_not_calculated(lab: Lab) -> None:
    (tube,) = asked(lab, "CHOL", "HDL", "TG")
    typed(lab, tube, "CHOL 250, HDL 40, TG 210")
    assert set(samples.results(lab.conn, tube)) == {"CHOL", "HDL", "TG"}


def test_a_corrected_input_makes_it_anew_and_the_earlier_stays(lab: Lab) -> None:
    (tube,) = asked(lab, "LIPID")
    typed(lab, tube, "CHOL 250, HDL 40, TG 210")
    typed(lab, tube, "TG 150", reason="misread")
    assert kept(lab, tube, "LDL").value == "180"
    assert [(e.value, e.reason) for e in entries(lab, tube, "LDL")] == [
        ("168", ""),
        ("180", "recalculated: TG changed"),
    ]
    assert len(entries(lab, tube, "NHDL")) == 1


def test_outside_its_validity_there_is_no_number_and_the_report_says_why(lab: Lab) -> None:
    (tube,) = asked(lab, "LIPID")
    typed(lab, tube, "CHOL 250, HDL 40, TG 512")
    assert (kept(lab, tube, "LDL").value, kept(lab, tube, "LDL").number) == ("not calculated", None)
    lab.sign_in("path")
    release(lab, [tube])
    text = report_text(report_of(lab, "O01-0000001", 1))
    assert "  LDL cholesterol (calculated)\n    not calculated  (no range)\n" in text
    assert "    triglycerides are not under 400 mg/dL\n" in text
    assert "    calculated: TC - HDL\n" in text


def test_a_censored_input_gives_no_number(lab: Lab) -> None:
    (tube,) = asked(lab, "LIPID")
    typed(lab, tube, "CHOL 250, HDL 40, TG <15")
    assert kept(lab, tube, "LDL").comment == "Triglycerides is no exact number: <15"


def test_while_an_input_is_held_there_is_nothing(lab: Lab) -> None:
    (tube,) = asked(lab, "AGAP", "NA", "CL", "HCO3")
    record(lab, tube, [Given(test="NA", value="119")])
    typed(lab, tube, "CL 90, HCO3 20")
    assert states(lab, tube)["AGAP"] == "open"
    record(lab, tube, [Given(test="NA", value="119")])
    assert kept(lab, tube, "AGAP").value == "9"


def test_an_input_that_becomes_held_holds_it(lab: Lab) -> None:
    (tube,) = asked(lab, "AGAP", "NA", "CL", "HCO3")
    typed(lab, tube, "NA 138, CL 103, HCO3 25")
    assert states(lab, tube)["AGAP"] == "recorded"
    record(lab, tube, [Given(test="NA", value="119", reason="misread")])
    held = kept(lab, tube, "AGAP")
    assert (held.value, held.needs, held.comment) == (
        "not calculated",
        ("input",),
        "Sodium must be confirmed first",
    )
    lab.sign_in("path")
    release(lab, [tube])
    assert states(lab, tube) == {"AGAP": "held", "NA": "held", "CL": "released", "HCO3": "released"}
    with refused(f"Sample {tube[-4:]} AGAP waits: a value that it is calculated from is held or missing."):
        release(lab, [tube])
    lab.sign_in("tech")
    record(lab, tube, [Given(test="NA", value="119")])
    assert kept(lab, tube, "AGAP").value == "-9"


def test_nobody_types_over_it_without_a_reason(lab: Lab) -> None:
    (tube,) = asked(lab, "LIPID")
    said = (
        "LDL is calculated here (TC - HDL - TG/5 (Friedewald)): leave it out, "
        "or give the reason to type another value."
    )
    with refused(said):
        record(lab, tube, [Given(test="LDL", value="120")])
    typed(lab, tube, "CHOL 250, HDL 40, TG 210")
    with refused(said):
        record(lab, tube, [Given(test="LDL", value="120")])
    typed(lab, tube, "LDL 120", reason="measured directly")
    typed(lab, tube, "TG 150", reason="misread")
    ldl = kept(lab, tube, "LDL")
    assert (ldl.value, ldl.calculated) == ("120", "")


def test_a_value_takes_the_place_of_one_that_could_not_be_calculated(lab: Lab) -> None:
    (tube,) = asked(lab, "LIPID")
    typed(lab, tube, "CHOL 250, HDL 40, TG 512")
    typed(lab, tube, "LDL 120", reason="measured directly")
    assert kept(lab, tube, "LDL").value == "120"


def test_what_was_typed_over_it_can_be_taken_back(lab: Lab) -> None:
    (tube,) = asked(lab, "LIPID")
    with refused("LDL comes by itself: Cholesterol total and HDL cholesterol and Triglycerides are missing."):
        typed(lab, tube, "LDL =", reason="as the formula has it")
    typed(lab, tube, "CHOL 250, HDL 40, TG 210")
    with refused("LDL is calculated already."):
        typed(lab, tube, "LDL =", reason="as the formula has it")
    typed(lab, tube, "LDL 120", reason="measured directly")
    with refused("LDL was typed: give the reason to calculate it in place of that."):
        typed(lab, tube, "LDL =")
    typed(lab, tube, "LDL =, HDL 50", reason="other tube")
    ldl = kept(lab, tube, "LDL")
    assert (ldl.value, ldl.calculated, ldl.flag) == ("158", "TC - HDL - TG/5 (Friedewald)", "H")
    assert [(e.value, e.reason) for e in entries(lab, tube, "LDL")] == [
        ("168", ""),
        ("120", "measured directly"),
        ("168", "other tube"),
        ("158", "recalculated: HDL changed"),
    ]
    with refused("CHOL is not calculated here: type its value."):
        typed(lab, tube, "CHOL =", reason="other tube")


def test_it_is_taken_back_after_release_too(lab: Lab) -> None:
    (tube,) = asked(lab, "NHDL", "CHOL", "HDL")
    typed(lab, tube, "CHOL 250, HDL 40")
    typed(lab, tube, "NHDL 111", reason="slip")
    lab.sign_in("path")
    release(lab, [tube])
    amend(lab, tube, [Given(test="NHDL", value="=", reason="typed by mistake")])
    nhdl = kept(lab, tube, "NHDL")
    assert (nhdl.value, nhdl.amends, nhdl.version) == ("210", 1, None)


def test_an_input_that_is_rejected_takes_it_along_until_it_is_done_anew(lab: Lab) -> None:
    (tube,) = asked(lab, "CA", "CCA", "ALB")
    child = pour(lab, tube, ("ALB",))[0]
    typed(lab, tube, "CA 7.9")
    typed(lab, child, "ALB 2.5")
    new = reject(lab, child, "TOO-HAEMOLYSED").replacement
    lost = kept(lab, tube, "CCA")
    assert (lost.value, lost.number, lost.needs, lost.comment) == (
        "not calculated",
        None,
        ("input",),
        "Albumin is missing",
    )
    assert entries(lab, tube, "CCA")[-1].reason == "recalculated: ALB rejected"
    receive(lab, new)
    typed(lab, new, "ALB 3.5")
    assert kept(lab, tube, "CCA").value == "8.3"


def test_an_input_that_will_never_come_leaves_it_without_a_value(lab: Lab) -> None:
    (tube,) = asked(lab, "CA", "CCA", "ALB")
    child = pour(lab, tube, ("ALB",))[0]
    typed(lab, tube, "CA 7.9")
    typed(lab, child, "ALB 2.5")
    cancel(lab, reject(lab, child, "TOO-HAEMOLYSED").replacement, (), "patient went home")
    lost = kept(lab, tube, "CCA")
    assert (lost.value, lost.needs, lost.comment) == ("not calculated", (), "Albumin is missing")
    assert lost.calculated == "Ca + 0.8 x (4 - albumin)"


def test_an_order_that_is_cancelled_leaves_nothing_that_waits_for_it(lab: Lab) -> None:
    (tube,) = asked(lab, "CA", "CCA", "ALB")
    child = pour(lab, tube, ("ALB",))[0]
    typed(lab, tube, "CA 7.9")
    typed(lab, child, "ALB 2.5")
    reject(lab, child, "TOO-HAEMOLYSED")
    cancel_order(lab, "O01-0000001", "patient went home")
    assert kept(lab, tube, "CCA").needs == ()


def test_what_was_typed_for_it_stays_when_an_input_is_rejected(lab: Lab) -> None:
    (tube,) = asked(lab, "CA", "CCA", "ALB")
    child = pour(lab, tube, ("ALB",))[0]
    typed(lab, tube, "CA 7.9, CCA 9.0", reason="measured")
    typed(lab, child, "ALB 2.5")
    reject(lab, child, "TOO-HAEMOLYSED")
    assert kept(lab, tube, "CCA").value == "9.0"


def test_a_released_value_that_loses_its_validity_is_corrected_with_its_input(lab: Lab) -> None:
    (tube,) = asked(lab, "LIPID")
    typed(lab, tube, "CHOL 250, HDL 40, TG 210")
    lab.sign_in("path")
    release(lab, [tube])
    amend(lab, tube, [Given(test="TG", value="512", reason="wrong tube")])
    ldl = kept(lab, tube, "LDL")
    assert (ldl.value, ldl.number, ldl.amends, ldl.version) == ("not calculated", None, 1, None)
    assert ldl.comment == "triglycerides are not under 400 mg/dL"
    lab.sign_in("super")
    add_person(lab, "path2", "Second Pathologist", "pathologist")
    lab.sign_in("path2")
    release(lab, [tube])
    text = report_text(report_of(lab, "O01-0000001", 2))
    assert "    triglycerides are not under 400 mg/dL\n" in text
    assert "168" in text


def test_without_its_inputs_it_is_typed_as_any_other(lab: Lab) -> None:
    (tube,) = asked(lab, "LDL", "HDL")
    typed(lab, tube, "LDL 120")
    assert kept(lab, tube, "LDL").value == "120"


def test_inr_is_typed_until_the_lot_s_figures_are_set(lab: Lab, clock: Clock) -> None:
    (tube,) = asked(lab, "COAG")
    sample = sample_of(lab.conn, tube)
    assert formula_of(lab, lab.conn, sample, "INR") == ""
    assert unset_of(lab, "INR") == ("ISI", "mean normal PT")
    typed(lab, tube, "PT 24, INR 2.1")
    assert kept(lab, tube, "INR").calculated == ""
    set_lot(lab, "1.2", "12")
    with Lab(lab.home.folder, badge="tech", user="root", clock=clock) as now:
        assert unset_of(now, "INR") == ()
        (second,) = asked(now, "COAG")
        typed(now, second, "PT 24")
        inr = kept(now, second, "INR")
        assert (inr.value, inr.calculated) == (
            "2.30",
            "(PT / mean normal PT) ^ ISI; ISI 1.2, mean normal PT 12",
        )


def test_inr_of_a_lot_that_is_no_longer_set_goes_with_its_pt(lab: Lab, clock: Clock) -> None:
    set_lot(lab, "1.2", "12")
    with Lab(lab.home.folder, badge="tech", user="root", clock=clock) as now:
        (tube,) = asked(now, "COAG")
        typed(now, tube, "PT 24")
    set_lot(lab, "", "")
    with Lab(lab.home.folder, badge="tech", user="root", clock=clock) as later:
        typed(later, tube, "PT 30", reason="misread")
        inr = kept(later, tube, "INR")
        assert (inr.value, inr.needs, inr.comment) == (
            "not calculated",
            (),
            "ISI and mean normal PT are not set",
        )
        typed(later, tube, "INR 3.1", reason="by hand")
        assert kept(later, tube, "INR").value == "3.1"


def set_lot(lab: Lab, isi: str, mean_normal: str) -> None:
    lab.home.catalogue.mkdir(exist_ok=True)
    (lab.home.catalogue / "constants.csv").write_text(
        f"code,name,value,source,note\nISI,ISI,{isi},lot 7,\nMNPT,mean normal PT,{mean_normal},lot 7,\n"
    )


def test_who_the_patient_is_makes_it_anew(lab: Lab) -> None:
    (tube,) = asked(lab, "CREA", "EGFR")
    typed(lab, tube, "CREA 1.2")
    assert kept(lab, tube, "EGFR").value == "55"
    lab.sign_in("super")
    patient = samples.sample(lab.conn, tube)
    assert patient is not None
    right = PatientRequest(name="Asha Devi", sex="M", birth_date="1971-03-14", ids=ASHA.ids)
    correct_patient(lab, patient.patient, right, "wrong person")
    egfr = kept(lab, tube, "EGFR")
    assert (egfr.value, entries(lab, tube, "EGFR")[-1].reason) == ("71", "recalculated: identity corrected")


def test_a_child_has_no_egfr(lab: Lab) -> None:
    (tube,) = asked(lab, "CREA", "EGFR", patient=PatientRequest(name="Meera", sex="F", age="9 y"))
    typed(lab, tube, "CREA 0.5")
    assert kept(lab, tube, "EGFR").comment == "adults only: the equation begins at 18 years"


def test_it_is_released_like_any_other_and_not_by_who_typed_the_inputs(lab: Lab) -> None:
    (tube,) = asked(lab, "NHDL", "CHOL", "HDL")
    typed(lab, tube, "CHOL 250, HDL 40")
    lab.sign_in("path")
    release(lab, [tube])
    assert set(states(lab, tube).values()) == {"released"}
