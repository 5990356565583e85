"""A patient who comes again: what was not known of them is kept, and what does not fit in time is refused."""

import pytest

from labkiosk.board import patients, samples
from labkiosk.lab.bench import receive
from labkiosk.lab.lab import Lab
from labkiosk.lab.patients import correct_patient, find_patients
from labkiosk.lab.request import Ident, PatientRequest
from labkiosk.lab.results import Given, record
from tests.journal.outsider import journal
from tests.lab.homes import ASHA, order
from tests.lab.refusals import refused

HOSPITAL = Ident(system="hospital", value="H1")
MOBILE = Ident(system="mobile", value="9876543210")
FIRST = PatientRequest(name="Ravi Kumar", ids=(HOSPITAL,))
MORE = PatientRequest(name="ravi kumar", sex="M", age="40 y", ids=(HOSPITAL, MOBILE))


def test_what_was_not_known_is_kept(lab: Lab) -> None:
    order(lab, "NA", patient=FIRST)
    assert order(lab, "NA", patient=MORE).patient == "P01-0000001"
    assert patients.patient(lab.conn, "P01-0000001") == patients.Patient(
        "P01-0000001", "Ravi Kumar", "M", "1986-11-22", True, False, 1
    )
    assert patients.identifiers(lab.conn, "P01-0000001") == [("hospital", "H1"), ("mobile", "9876543210")]


def test_values_not_yet_released_are_judged_by_it_and_labels_stay(lab: Lab) -> None:
    first = order(lab, "HB", patient=FIRST).samples[0].sample
    receive(lab, first)
    record(lab, first, [Given(test="HB", value="12.5")])
    assert samples.results(lab.conn, first)["HB"].flag == ""
    order(lab, "NA", patient=MORE)
    found = samples.results(lab.conn, first)["HB"]
    assert (found.flag, found.reference) == ("L", "13.0–18.0")
    still = samples.sample(lab.conn, first)
    assert still is not None
    assert still.number == first


def test_what_is_known_already_is_not_told_again(lab: Lab) -> None:
    order(lab, "NA", patient=MORE)
    before = len(journal(lab.home.folder))
    order(lab, "NA", patient=FIRST)
    assert [r["kind"] for r in journal(lab.home.folder)[before:]] == ["order.placed", "paper.asked"]


TOO_EARLY = "Date of birth 2026-11-20 is after 2026-11-18. Check both."


@pytest.mark.parametrize(
    "patient", [{"birth_date": "2026-11-20"}, {"id": "P01-0000001"}], ids=["new", "known"]
)
def test_a_tube_drawn_before_birth_is_refused(lab: Lab, patient: dict[str, str]) -> None:
    order(lab, "NA", patient=PatientRequest(name="Baby", sex="F", birth_date="2026-11-20"))
    said = {"name": "Girl", "sex": "F"} | patient if "id" not in patient else patient
    before = journal(lab.home.folder)
    with refused(TOO_EARLY):
        order(lab, "NA", patient=PatientRequest(**said), collected_at="2026-11-18 10:00")  # type: ignore[arg-type]
    assert journal(lab.home.folder) == before


@pytest.mark.parametrize(("age", "born"), [("51 y", "1975-11-21"), ("3 d", "2026-11-18")])
def test_an_age_is_that_of_the_day_of_collection(lab: Lab, age: str, born: str) -> None:
    said = PatientRequest(name="Baby", sex="F", age=age)
    made = order(lab, "NA", patient=said, collected_at="2026-11-21 23:00")
    found = patients.patient(lab.conn, made.patient)
    assert found is not None
    assert found.birth_date == born


EMERGENCY = Ident(system="emergency", value="UNKNOWN TIGER LOTUS 01-7")


def test_nobody_claims_an_emergency_name(lab: Lab) -> None:
    claim = PatientRequest(name="Ravi", sex="M", ids=(EMERGENCY,))
    line = 'Unknown kind of identifier "emergency". Use hospital, mobile, abha or other.'
    with refused(line):
        order(lab, "NA", patient=claim)
    order(lab, "NA", patient=ASHA)
    with refused(line):
        correct_patient(lab, "P01-0000001", claim, "x")


@pytest.mark.parametrize("typed", ["P01-0000001", " p01-0000001 "])
def test_the_id_that_a_label_shows_finds_its_patient(lab: Lab, typed: str) -> None:
    order(lab, "NA", patient=FIRST)
    order(lab, "NA", patient=ASHA)
    assert [p.name for p in find_patients(lab, typed)] == ["Ravi Kumar"]
    assert find_patients(lab, "P01-0000009") == []
