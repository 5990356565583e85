"""The patient form: to a request and back, with nothing lost that it does not show."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.board.patients import Ident as KnownIdent
from labkiosk.board.patients import Patient
from labkiosk.facts.errors import Refused
from labkiosk.lab.patients import identity_of
from labkiosk.lab.request import Ident, PatientRequest
from labkiosk.tui.screens.patient_fields import (
    Fields,
    birth_read_back,
    correction_of,
    fields_from_search,
    fields_of,
    request_of,
    unknown_of,
)

TODAY = date(2026, 11, 22)


def test_a_new_patient_in_one_screen() -> None:
    fields = Fields(name="Asha Devi", sex="f", born="51", hospital="h123", mobile="98765 43210")
    assert request_of(fields) == PatientRequest(
        name="Asha Devi",
        sex="F",
        age="51 y",
        ids=(Ident(system="hospital", value="h123"), Ident(system="mobile", value="98765 43210")),
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (Fields(name="Asha"), "Type the sex: F, M, O (other) or U (not known)."),
        (Fields(name="Asha", sex="X"), "Type the sex: F, M, O (other) or U (not known)."),
        (Fields(sex="F"), "Type the name, or press F12 for an unknown patient."),
    ],
)
def test_what_is_missing_is_named(fields: Fields, said: str) -> None:
    with pytest.raises(Refused) as found:
        request_of(fields)
    assert str(found.value) == said


@pytest.mark.parametrize(
    ("born", "said"),
    [
        ("", "age not known"),
        ("51", "~51 y, born about 1975"),
        ("8 m", "~8 m, born about 2026"),
        ("14/03/1975", "51 y, born 14 Mar 1975"),
        ("19 Nov 2026", "3 d, born 19 Nov 2026"),
    ],
)
def test_age_or_date_is_read_back(born: str, said: str) -> None:
    assert birth_read_back(born, TODAY) == said


def test_what_was_searched_begins_the_new_patient() -> None:
    assert fields_from_search("9876543210") == Fields(mobile="9876543210")
    assert fields_from_search("H 77") == Fields(hospital="H 77")
    assert fields_from_search("asha devi") == Fields(name="asha devi")
    assert fields_from_search("") == Fields()


def test_an_unknown_patient_may_have_a_sex_and_an_age() -> None:
    assert unknown_of(Fields()) == PatientRequest(unknown=True, sex="U")
    assert unknown_of(Fields(sex="m", born="40")) == PatientRequest(unknown=True, sex="M", age="40 y")
    with pytest.raises(Refused):
        unknown_of(Fields(born="1975-03-14"))


_VALUES = {"hospital": "H{}", "mobile": "987654321{}", "abha": "1234567890123{}", "other": "X{}"}


@given(
    birth=st.none() | st.dates(date(1930, 1, 1), TODAY),
    estimated=st.booleans(),
    sex=st.sampled_from("FMOU"),
    ids=st.lists(st.tuples(st.sampled_from(sorted(_VALUES)), st.integers(0, 9)), unique=True),
)
def test_a_form_left_alone_changes_nothing(
    birth: date | None, estimated: bool, sex: str, ids: list[tuple[str, int]]
) -> None:
    known = [KnownIdent(system, _VALUES[system].format(n)) for system, n in sorted(ids)]
    patient = Patient(
        "P", "Asha", sex, birth.isoformat() if birth else None, estimated and bool(birth), False, 0
    )
    was = fields_of(patient, known, TODAY)
    found = identity_of(correction_of(was, was, patient, known), TODAY)
    assert (found.name, found.sex, found.birth_date) == ("Asha", sex, patient.birth_date)
    assert found.birth_estimated == patient.birth_estimated
    assert sorted((i.system, i.value) for i in found.ids) == sorted(known)


def test_a_typed_age_replaces_the_birth_date() -> None:
    patient = Patient("P", "Asha", "F", "1975-03-14", False, False, 0)
    was = fields_of(patient, [], TODAY)
    changed = Fields(name=was.name, sex=was.sex, born="40 y")
    assert correction_of(changed, was, patient, []) == PatientRequest(name="Asha", sex="F", age="40 y")


def test_an_unknown_patients_emergency_name_is_not_offered_as_the_name() -> None:
    patient = Patient("P", "UNKNOWN TIGER LOTUS 01-7", "U", None, False, True, 0)
    ids = [KnownIdent("emergency", patient.name)]
    was = fields_of(patient, ids, TODAY)
    assert was.name == ""
    found = correction_of(Fields(name="Asha", sex="F"), was, patient, ids)
    assert found.ids == ()
