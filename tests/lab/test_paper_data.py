"""Labels and slips say what the board says, word for word."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.board import jobs
from labkiosk.catalogue import load
from labkiosk.facts.errors import Refused
from labkiosk.forms.label import LabelData
from labkiosk.forms.rejection import RejectionData
from labkiosk.forms.slip import SlipData
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.intake import cancel
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import label_data, page, short_codes, slip_data
from labkiosk.lab.papers import print_again
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.rejection_paper import rejection_data
from labkiosk.lab.request import Ident, PatientRequest
from tests.lab.homes import ASHA, Clock, make, order

CATALOGUE = load(None)


def queued(lab: Lab, form: str) -> list[jobs.Paper]:
    return [j for j in jobs.unfinished(lab.conn, "queued") if j.form == form]


def test_a_label_says_who_what_and_which_tube(lab: Lab) -> None:
    order(
        lab, "KFT", "PT", priority="stat", location="Ward 3", collected_at="11:40", collected_by="Sr Mary"
    )  # fmt: skip
    assert label_data(lab, queued(lab, "label")[1]) == LabelData(
        number="010000000027",
        patient_name="Asha Devi",
        patient_id="UHID 104233",
        sex="F",
        age="51 y",
        born="14 Mar 1975",
        collected="22 Nov 2026 11:40",
        collector="Sr Mary",
        priority="stat",
        container="SST",
        cap="yellow",
        tests=("KFT",),
        part="2/2",
        ward="Ward 3",
    )


def test_what_was_not_stated_is_said_to_be_so(lab: Lab) -> None:
    order(lab, "UREA", patient=PatientRequest(name="Ravi", sex="M"))
    said = label_data(lab, queued(lab, "label")[0])
    assert (said.patient_id, said.age, said.born) == ("P01-0000001", "", "not stated")
    assert (said.collected, said.collector, said.ward) == ("not stated", "not stated", "ward not stated")


def test_an_estimated_age_says_so(lab: Lab) -> None:
    order(lab, "UREA", patient=PatientRequest(name="Ravi", sex="M", age="8 m"))
    said = label_data(lab, queued(lab, "label")[0])
    assert (said.age, said.born) == ("~8 m", "est. 2026")


@pytest.mark.parametrize(
    ("ids", "shown"),
    [
        ((("mobile", "9876543210"),), "P01-0000001"),
        ((("abha", "12345678901234"), ("mobile", "9876543210")), "ABHA 12345678901234"),
        ((("other", "X1"), ("abha", "12345678901234"), ("hospital", "7")), "UHID 7"),
        ((("hospital", "UHID7"),), "UHID7"),
        ((("other", "X1"),), "ID X1"),
    ],
)
def test_the_identifier_shown_is_the_patients_own_and_never_a_familys(
    lab: Lab, ids: tuple[tuple[str, str], ...], shown: str
) -> None:
    known = tuple(Ident(system=system, value=value) for system, value in ids)
    order(lab, "UREA", patient=PatientRequest(name="Ravi", sex="M", ids=known))
    assert label_data(lab, queued(lab, "label")[0]).patient_id == shown


def test_paper_of_home_98_says_training(tmp_path: Path, clock: Clock) -> None:
    with make(tmp_path / "home", clock, kiosk=98) as lab:
        order(lab, "UREA")
        assert label_data(lab, queued(lab, "label")[0]).training
        assert slip_data(lab, queued(lab, "slip")[0]).training


def test_a_second_print_of_a_label_is_copy_1(lab: Lab) -> None:
    made = order(lab, "UREA")
    print_again(lab, "label", made.samples[0].sample, "torn")
    first, second = queued(lab, "label")
    assert (label_data(lab, first).copy, label_data(lab, second).copy) == (0, 1)


def test_a_corrected_patient_gets_a_new_label_that_is_no_copy_and_the_old_one_is_not_printed(
    lab: Lab,
) -> None:
    made = order(lab, "UREA")
    new = correct_patient(lab, made.patient, PatientRequest(name="Usha Devi", sex="F"), "wrong name")
    old, fresh = queued(lab, "label")
    said = label_data(lab, fresh)
    assert (said.number, said.patient_name, said.relabelled, said.copy) == (new[0], "Usha Devi", True, 0)
    with pytest.raises(
        Refused, match=r"^not printed: the tube has a new number since, and a label of its own"
    ):
        page(lab, old)
    print_again(lab, "label", made.samples[0].sample, "torn")
    assert label_data(lab, queued(lab, "label")[2]).copy == 1


def test_nothing_prints_for_what_was_cancelled_meanwhile(lab: Lab) -> None:
    made = order(lab, "NA", "HB")
    cancel(lab, made.samples[1].sample, (), "asked by mistake")
    first, second = queued(lab, "label")
    assert label_data(lab, first).number == made.samples[0].sample
    with pytest.raises(Refused, match=r"^not printed: every test of this tube is cancelled\.$"):
        label_data(lab, second)
    assert slip_data(lab, *queued(lab, "slip")).tests == ("NA",)
    cancel(lab, made.samples[0].sample, (), "asked by mistake")
    with pytest.raises(Refused, match=r"^not printed: every test of this order is cancelled\.$"):
        slip_data(lab, *queued(lab, "slip"))


def test_the_slip_names_order_tests_and_tubes(lab: Lab) -> None:
    made = order(lab, "KFT", "PT")
    assert slip_data(lab, queued(lab, "slip")[0]) == SlipData(
        lab_name="District Hospital",
        patient_name="Asha Devi",
        patient_id="UHID 104233",
        sex="F",
        age="51 y",
        order=made.order,
        date="22 Nov 2026 12:00",
        priority="Routine",
        tests=("PT", "KFT"),
        samples=("010000000016", "010000000027"),
    )


def test_each_rejection_slip_is_about_its_own_rejection(lab: Lab, clock: Clock) -> None:
    made = order(lab, "UREA", "CREA", location="Ward 3", bed="12")
    number = made.samples[0].sample
    receive(lab, number)
    clock.turn(5)
    reject(lab, number, "TOO-HAEMOLYSED", ("UREA",))
    clock.turn(5)
    reject(lab, number, "CLOTTED")
    first, second = (rejection_data(lab, job) for job in queued(lab, "rejection"))
    assert first == RejectionData(
        lab_name="District Hospital",
        patient_name="Asha Devi",
        patient_id="UHID 104233",
        sex="F",
        age="51 y",
        ward="Ward 3",
        bed="bed 12",
        number="010000000016",
        container="Serum tube with gel",
        tests=("UREA",),
        reason="Too haemolysed to test",
        rejected_at="22 Nov 2026 12:05",
        rejected_by="Example Technician",
        expected="010000000027",
    )
    assert (second.tests, second.reason, second.rejected_at) == (("CREA",), "Clotted", "22 Nov 2026 12:10")
    assert (second.expected, second.copy) == ("010000000034", 0)


def test_a_new_tube_does_not_take_over_when_the_first_was_drawn(lab: Lab) -> None:
    made = order(lab, "UREA", collected_at="11:40", collected_by="Sr Mary")
    reject(lab, made.samples[0].sample, "CLOTTED")
    said = label_data(lab, queued(lab, "label")[1])
    assert (said.collected, said.collector, said.part) == ("not stated", "not stated", "1/1")


def test_every_form_of_a_morning_can_be_drawn(lab: Lab) -> None:
    made = order(lab, "CBC", "KFT", patient=ASHA)
    reject(lab, made.samples[0].sample, "CLOTTED")
    forms = {job.form: page(lab, job).width for job in jobs.unfinished(lab.conn, "queued")}
    assert forms == {"label": 50.8, "slip": 72.0, "rejection": 72.0}


@given(
    st.lists(st.sampled_from([*CATALOGUE.tests, *CATALOGUE.panels]), max_size=8), st.sets(st.integers(0, 40))
)
def test_short_codes_stand_for_exactly_the_tests(asked: list[str], without: set[int]) -> None:
    tests = [t.code for i, t in enumerate(CATALOGUE.expand(asked)) if i not in without]
    short = short_codes(CATALOGUE, tests)
    assert sorted(t.code for t in CATALOGUE.expand(short)) == sorted(tests)
    assert len(short) <= len(tests)


def test_a_panel_stands_for_its_tests_only_where_all_are_there() -> None:
    assert short_codes(CATALOGUE, ["UREA", "CREA", "EGFR", "UA", "NA", "K", "CL", "CRP"]) == ("KFT", "CRP")
    assert short_codes(CATALOGUE, ["UREA", "CREA", "UA", "NA", "K", "CL"]) == (
        "UREA",
        "CREA",
        "UA",
        "NA",
        "K",
        "CL",
    )
