"""Newborns from their mother's record: twins are never taken for one another, nor for her."""

from dataclasses import dataclass

import pytest

from labkiosk.board import jobs, patients, samples
from labkiosk.board.rebuild import differences
from labkiosk.lab.bench import reject
from labkiosk.lab.irreplaceable import cannot_be_retaken
from labkiosk.lab.lab import Lab
from labkiosk.lab.links import propose
from labkiosk.lab.paper_data import label_data, page, slip_data
from labkiosk.lab.patients import correct_patient, find_patients
from labkiosk.lab.request import Ident, PatientRequest, Registered
from tests.lab.homes import ASHA, order
from tests.lab.refusals import refused

MOBILE = "9876543210"


def baby(mother: str, number: int, of: int = 2, **said: object) -> PatientRequest:
    given = {"sex": "M", "born_at": "07:10"} | said
    return PatientRequest(baby_of=mother, baby=number, babies=of, **given)  # type: ignore[arg-type]


@dataclass
class Family:
    mother: Registered
    first: Registered
    second: Registered


@pytest.fixture
def family(lab: Lab) -> Family:
    mother = order(lab, "NA")
    first = order(lab, "NA", patient=baby(mother.patient, 1))
    second = order(lab, "NA", patient=baby(mother.patient, 2, sex="F", born_at="2026-11-22 07:25"))
    return Family(mother, first, second)


def found(lab: Lab, made: Registered) -> patients.Patient:
    patient = patients.patient(lab.conn, made.patient)
    assert patient is not None
    return patient


def test_twins_and_their_mother_on_one_mobile_number(lab: Lab, family: Family) -> None:
    everyone = find_patients(lab, MOBILE)
    assert [(p.name, p.sex, p.baby, p.babies) for p in everyone] == [
        ("Baby 2 of 2 of Asha Devi", "F", 2, 2),
        ("Baby 1 of 2 of Asha Devi", "M", 1, 2),
        ("Asha Devi", "F", 0, 0),
    ]
    assert {p.mother for p in everyone[:2]} == {family.mother.patient}
    assert everyone[1].birth_date == "2026-11-22"
    assert patients.children(lab.conn, family.mother.patient) == [family.first.patient, family.second.patient]
    # Neither is offered as the other, nor is the mother's hospital number theirs.
    assert family.second.similar == ()
    assert find_patients(lab, "104233") == [everyone[2]]
    assert patients.identifiers(lab.conn, family.first.patient) == [("mobile", MOBILE)]
    assert list(differences(lab.conn)) == []


def test_the_order_of_birth_is_on_label_and_slip(lab: Lab, family: Family) -> None:
    tube = family.second.samples[0].sample
    label = jobs.of_subject(lab.conn, tube, "label")[0]
    data = label_data(lab, label)
    assert (data.baby, data.patient_name, data.age) == ("Baby 2 of 2", "Baby 2 of 2 of Asha Devi", "0 d")
    texts = [getattr(item, "text", "") for item in page(lab, label).items]
    assert texts[1:3] == ["BABY 2 OF 2", "of Asha Devi"]
    slip = jobs.of_subject(lab.conn, family.second.order, "slip")[0]
    assert slip_data(lab, slip).patient_name == "Baby 2 of 2 of Asha Devi"


def test_a_name_given_later_keeps_the_order_of_birth(lab: Lab, family: Family) -> None:
    named = PatientRequest(
        name="Rohan", sex="M", birth_date="2026-11-22", ids=(Ident(system="mobile", value=MOBILE),)
    )
    correct_patient(lab, family.first.patient, named, "named")
    patient = found(lab, family.first)
    assert (patient.name, patient.given, patient.mother) == (
        "Rohan (baby 1 of 2)",
        "Rohan",
        family.mother.patient,
    )
    label = jobs.of_subject(lab.conn, family.first.samples[0].sample, "label")[-1]
    texts = [getattr(item, "text", "") for item in page(lab, label).items]
    assert texts[1:3] == ["BABY 1 OF 2", "Rohan"]
    with refused("Nothing to correct: all of this is known already."):
        correct_patient(lab, family.first.patient, named, "named")


def test_the_same_baby_again_is_the_same_patient(lab: Lab, family: Family) -> None:
    again = order(lab, "K", patient=baby(family.mother.patient, 1))
    assert again.patient == family.first.patient
    assert len(patients.children(lab.conn, family.mother.patient)) == 2
    with refused(
        f"Baby 1 of 2 of Asha Devi is registered, {family.first.patient}: there cannot be 3 of one birth."
        " Correct that one first, or check the number."
    ):
        order(lab, "K", patient=baby(family.mother.patient, 3, 3))
    earlier = order(lab, "K", patient=baby(family.mother.patient, 1, 1, born_at=None, age="2 y"))
    assert found(lab, earlier).name == "Baby of Asha Devi"


def test_a_neonates_tube_is_not_simply_rejected(lab: Lab, family: Family) -> None:
    tube = samples.sample(lab.conn, family.first.samples[0].sample)
    assert tube is not None
    assert cannot_be_retaken(lab, lab.conn, tube) == "a neonate's sample"
    assert reject(lab, family.mother.samples[0].sample, "CLOTTED").tests == ("NA",)


def test_family_is_never_linked_into_one(lab: Lab, family: Family) -> None:
    mother, first, second = (found(lab, made) for made in (family.mother, family.first, family.second))
    for one, other in ((first, second), (first, mother), (mother, second)):
        with refused(f"{one.name} and {other.name} are of one family: they are not one person."):
            propose(lab, one.id, other.id, "x")


def test_what_is_refused(lab: Lab) -> None:
    mother = order(lab, "NA").patient
    ravi = order(lab, "NA", patient=PatientRequest(name="Ravi", sex="M")).patient
    for who in ("P01-0000009", ravi):
        with refused(f"Mother {who} is not known here: register her first, or look at the number."):
            order(lab, "K", patient=baby(who, 1))
    with refused("Baby 3 of 2 cannot be: number them from 1, and say how many there are."):
        order(lab, "K", patient=baby(mother, 3))
    with refused("Say when the baby was born: a time, a date or an age."):
        order(lab, "K", patient=baby(mother, 1, born_at=None))
    with refused("Give the time of birth, or the date or age, not both."):
        order(lab, "K", patient=baby(mother, 1, age="1 d"))
    with refused("The birth time is in the future: check it."):
        order(lab, "K", patient=baby(mother, 1, born_at="23:50"))
    with refused("A baby is registered by its mother's id alone, not as another patient too."):
        order(lab, "K", patient=baby(mother, 1, id=ravi))
    assert ASHA.baby_of is None
    assert patients.children(lab.conn, mother) == []
