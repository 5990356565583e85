"""A wrong identity is replaced by a new fact; tubes in use get new numbers, and their old labels are void."""

import pytest

from labkiosk.board import jobs, patients, samples
from labkiosk.forms.slip import card_code
from labkiosk.lab.bench import receive
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import page, slip_data
from labkiosk.lab.patients import correct_patient, find_patients
from labkiosk.lab.release import release
from labkiosk.lab.request import Ident, PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.lab.scan import order_of, sample_ever
from labkiosk.services.paper import paper_name
from labkiosk.tui.next_step import order_in
from tests.lab.homes import ASHA, order
from tests.lab.refusals import refused

USHA = PatientRequest(name="Usha Devi", sex="F", ids=ASHA.ids)


def test_the_old_label_is_void_and_the_new_one_works(lab: Lab) -> None:
    made = order(lab, "NA")
    old = made.samples[0].sample
    (new,) = correct_patient(lab, made.patient, USHA, "misread")
    assert (old, new) == ("010000000016", "010000000027")
    with refused(
        "This label is void: the sample was relabelled and now ends in 0027. Put the new label on, then scan that."
    ):
        receive(lab, old)
    assert receive(lab, new).state == "received"
    assert record(lab, new, [Given(test="NA", value="140")])[0].sample == new
    # For looking at, the old number still leads there.
    assert sample_ever(lab.conn, old).number == new
    assert order_of(lab.conn, new).id == made.order


def test_a_second_correction_voids_the_second_label_too(lab: Lab) -> None:
    made = order(lab, "NA")
    (second,) = correct_patient(lab, made.patient, USHA, "misread")
    (third,) = correct_patient(lab, made.patient, ASHA, "read right at first")
    for void in (made.samples[0].sample, second):
        with refused(
            "This label is void: the sample was relabelled and now ends in 0034. "
            "Put the new label on, then scan that."
        ):
            receive(lab, void)
    assert receive(lab, third).id == made.samples[0].sample


def test_a_new_label_is_asked_for_and_is_no_copy(lab: Lab) -> None:
    made = order(lab, "NA")
    correct_patient(lab, made.patient, USHA, "misread")
    labels = jobs.of_subject(lab.conn, made.samples[0].sample, "label")
    assert [(j.version, j.copy, j.reason) for j in labels] == [(0, 0, ""), (1, 0, "identity corrected")]


def test_only_tubes_in_use_get_new_numbers(lab: Lab) -> None:
    done, waiting = (order(lab, "NA").samples[0].sample for _ in range(2))
    receive(lab, done)
    record(lab, done, [Given(test="NA", value="140")])
    lab.sign_in("path")
    release(lab, [done])
    lab.sign_in("tech")
    assert len(correct_patient(lab, "P01-0000001", USHA, "misread")) == 1
    assert sample_ever(lab.conn, done).number == done
    assert sample_ever(lab.conn, waiting).number != waiting


def test_the_patient_is_found_by_the_right_name_alone(lab: Lab) -> None:
    made = order(lab, "NA")
    correct_patient(lab, made.patient, USHA, "misread")
    assert find_patients(lab, "asha") == []
    (found,) = find_patients(lab, "ush")
    assert (found.id, found.name, found.birth_date, found.corrected) == (made.patient, "Usha Devi", None, 1)


def test_a_correction_never_names_an_unknown_patient_and_leaves_the_emergency_name(lab: Lab) -> None:
    made = order(lab, "NA", patient=PatientRequest(unknown=True))
    before = patients.patient(lab.conn, made.patient)
    assert before is not None
    with refused(
        f"Two people say who {before.name} is: propose it with labkiosk link, or on the patient's screen."
    ):
        correct_patient(lab, made.patient, USHA, "the family came")
    correct_patient(lab, made.patient, PatientRequest(sex="F", age="40 y"), "looked again")
    after = patients.patient(lab.conn, made.patient)
    assert after is not None
    assert (after.name, after.unknown, after.sex) == (before.name, True, "F")
    assert patients.by_identifier(lab.conn, before.name) == [after]


def test_what_is_refused(lab: Lab) -> None:
    made = order(lab, "NA")
    other = order(lab, "NA", patient=PatientRequest(name="Ravi", sex="M"))
    with refused("Nothing to correct: all of this is known already."):
        correct_patient(lab, made.patient, ASHA, "x")
    with refused("Reason is missing. Type it."):
        correct_patient(lab, made.patient, USHA, "")
    with refused("Patient P01-0000009 is not known here."):
        correct_patient(lab, "P01-0000009", USHA, "x")
    with refused("Number 104233 is that of Asha Devi, patient P01-0000001: check it."):
        correct_patient(lab, other.patient, USHA, "x")
    assert samples.sample(lab.conn, made.samples[0].sample) is not None
    assert patients.patient(lab.conn, made.patient) == patients.Patient(
        "P01-0000001", "Asha Devi", "F", "1975-03-14", birth_estimated=False, unknown=False, corrected=0
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("9876543210", ["Ravi Devi", "Asha Devi"]),
        ("+91 98765 43210", ["Ravi Devi", "Asha Devi"]),
        ("104233", ["Asha Devi"]),
        ("dev", ["Ravi Devi", "Asha Devi"]),
        ("devi ash", ["Asha Devi"]),
        ("RAVI", ["Ravi Devi"]),
        ("sha", []),
        ("", []),
        ("%_*\"'", []),
    ],
)
def test_patients_are_found_by_number_or_by_the_beginnings_of_names(
    lab: Lab, text: str, found: list[str]
) -> None:
    order(lab, "NA")
    family = (Ident(system="mobile", value="9876543210"),)
    order(lab, "NA", patient=PatientRequest(name="Ravi Devi", sex="M", ids=family))
    assert [p.name for p in find_patients(lab, text)] == found


def test_a_new_slip_for_the_card_prints_in_place_of_the_old(lab: Lab) -> None:
    two = order(lab, "NA", "HB")
    one = order(lab, "NA")
    correct_patient(lab, two.patient, USHA, "misread")
    for made in (one, two):
        slips = jobs.of_subject(lab.conn, made.order, "slip")
        assert [(j.version, j.copy, j.reason) for j in slips] == [(0, 0, ""), (1, 0, "identity corrected")]
        assert slip_data(lab, slips[1]).patient_name == "Usha Devi"
        assert paper_name(lab, slips[1]) == f"slip-{made.order}-v1"
        with refused("not printed: the patient was corrected since, and a new slip prints for the card."):
            page(lab, slips[0])
        # The code on the old slip is that of the new one.
        assert order_in(lab, card_code(made.order)) == made.order
