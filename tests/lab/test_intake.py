"""Intake: one act makes a patient, tubes with numbers, labels and a slip, or nothing at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkiosk.board import jobs, orders, patients, samples
from labkiosk.lab.intake import cancel, cancel_order, register
from labkiosk.lab.lab import Lab
from labkiosk.lab.request import Ident, OrderRequest, PatientRequest, SampleMade
from labkiosk.lab.when import when
from tests.journal.outsider import journal
from tests.lab.homes import ASHA, NOON, Clock, make, order
from tests.lab.refusals import refused

TUBE = "010000000016"


@pytest.fixture
def lab(tmp_path: Path, clock: Clock) -> Iterator[Lab]:
    with make(tmp_path / "home", clock) as lab:
        lab.sign_in("phleb")
        yield lab


def test_an_order_becomes_tubes_in_order_of_draw_with_labels_and_a_slip(lab: Lab) -> None:
    made = order(lab, "HB", "NA", "PT", "K", location="Ward 3", bed="12", clinician="Dr Rao", note="fever")
    assert (made.order, made.patient, made.similar) == ("O01-0000001", "P01-0000001", ())
    assert made.samples == (
        SampleMade(sample="010000000016", container="CIT", tests=("PT",)),
        SampleMade(sample="010000000027", container="SST", tests=("NA", "K")),
        SampleMade(sample="010000000034", container="EDTA", tests=("HB",)),
    )
    found = samples.of_order(lab.conn, made.order)
    assert [(s.id, s.number, s.part, s.parts, s.cap, s.state) for s in found] == [
        ("010000000016", "010000000016", 1, 3, "light blue", "expected"),
        ("010000000027", "010000000027", 2, 3, "yellow", "expected"),
        ("010000000034", "010000000034", 3, 3, "lavender", "expected"),
    ]
    papers = [(j.id, j.form, j.subject) for j in jobs.to_print(lab.conn)]
    assert papers == [
        ("J01-0000001", "label", "010000000016"),
        ("J01-0000002", "label", "010000000027"),
        ("J01-0000003", "label", "010000000034"),
        ("J01-0000004", "slip", "O01-0000001"),
    ]
    placed = orders.order(lab.conn, made.order)
    assert placed is not None
    assert placed[:6] == ("O01-0000001", "P01-0000001", "routine", "Ward 3", "12", "Dr Rao")
    assert (placed.note, placed.collected_at, placed.collected_by, placed.at) == ("fever", None, "", NOON)


def test_all_of_it_is_told_at_once(lab: Lab) -> None:
    order(lab, "NA")
    kinds = [r["kind"] for r in journal(lab.home.folder)]
    assert kinds[5:] == ["patient.registered", "order.placed", "paper.asked"]


def test_panels_and_tests_are_each_asked_once(lab: Lab) -> None:
    made = order(lab, "elec", "NA", " k ")
    assert [s.tests for s in made.samples] == [("NA", "K", "CL", "HCO3", "AGAP")]


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"tests": ()}, "No tests: name at least one test or panel."),
        ({"location": "a\x07b"}, "Location has a control character (\\x07). Type it again without it."),
        ({"bed": "x" * 21}, "Bed is too long: 21 characters, at most 20."),
        ({"note": "x" * 401}, "Note is too long: 401 characters, at most 400."),
        ({"collected_at": "yesterday"}, "Type the collection time like 07:10 or 2026-11-22 07:10."),
        ({"collected_at": "25:00"}, "Type the collection time like 07:10 or 2026-11-22 07:10."),
        ({"collected_at": "7:1"}, "Type the collection time like 07:10 or 2026-11-22 07:10."),
        ({"collected_at": "٠٧:١٠"}, "Type the collection time like 07:10 or 2026-11-22 07:10."),
        ({"collected_at": "2026-11-22"}, "Type the collection time like 07:10 or 2026-11-22 07:10."),
        ({"collected_at": "2026-W47-7"}, "Type the collection time like 07:10 or 2026-11-22 07:10."),
        (
            {"collected_at": "0026-11-22 07:10"},
            "The year of collection is from 2000 on: type the date again.",
        ),
        (
            {"collected_at": "12:01"},
            "The collection time is in the future: check it. With its day it is like 2026-11-21 23:50.",
        ),
        (
            {"patient": PatientRequest(id="P01-0000009")},
            "Patient P01-0000009 is not known here: search by name or number.",
        ),
        (
            {"patient": PatientRequest(id="P01-0000001", name="Asha")},
            "Give a known patient by id alone: a correction is an act of its own.",
        ),
        ({"patient": PatientRequest(sex="F")}, "Name is missing. Type it."),
        (
            {"patient": PatientRequest(name="A", unknown=True)},
            "A patient is unknown or has a name, not both.",
        ),
        (
            {"patient": PatientRequest(name="A", age="5 y", birth_date="2020-01-01")},
            "Give the date of birth or the age, not both.",
        ),
        (
            {"patient": PatientRequest(name="A", ids=(Ident(system="mobile", value="12345"),))},
            'Mobile number "12345" is wrong: type 10 digits that begin with 6 to 9, or + and the country code.',
        ),
    ],
)
def test_what_is_refused_leaves_nothing(lab: Lab, said: dict[str, object], line: str) -> None:
    before = journal(lab.home.folder)
    with refused(line):
        register(lab, OrderRequest(**({"patient": ASHA, "tests": ("NA",)} | said)))  # type: ignore[arg-type]
    assert journal(lab.home.folder) == before
    # No number was used up either.
    assert order(lab, "NA").samples[0].sample == TUBE


def test_an_unknown_test_is_named_with_the_nearest_ones(lab: Lab) -> None:
    with refused("no test or panel is called 'NAX'; the nearest are NA, UNA"):
        order(lab, "NA", "NAX")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (None, None),
        ("", None),
        ("Not stated", None),
        ("07:10", NOON - 290 * 60_000),
        ("7:10", NOON - 290 * 60_000),
        ("12:00", NOON),
        ("2026-11-22 07:10", NOON - 290 * 60_000),
        ("2026-11-21T12:00", NOON - 24 * 3_600_000),
        ("2026-11-22 06:30+00:00", NOON),
    ],
)
def test_when_a_sample_was_taken(lab: Lab, text: str | None, at: int | None) -> None:
    assert when(lab, text) == at


def test_a_known_patient_by_number_is_used_again(lab: Lab) -> None:
    first = order(lab, "NA")
    by_id = order(lab, "K", patient=PatientRequest(id=first.patient))
    by_number = order(lab, "K")
    assert {first.patient, by_id.patient, by_number.patient} == {"P01-0000001"}
    assert by_number.similar == ()


HOSPITAL = Ident(system="hospital", value="104233")


@pytest.mark.parametrize(
    "other",
    [
        PatientRequest(name="Usha Devi", sex="F", ids=(HOSPITAL,)),
        PatientRequest(name="Asha Devi", sex="M", ids=(HOSPITAL,)),
        PatientRequest(name="Asha Devi", sex="F", birth_date="2001-01-01", ids=(HOSPITAL,)),
    ],
    ids=["name", "sex", "birth"],
)
def test_a_number_of_somebody_else_is_never_a_silent_merge(lab: Lab, other: PatientRequest) -> None:
    order(lab, "NA")
    with refused(
        "Number 104233 is that of Asha Devi (F), patient P01-0000001: choose that patient, or check the number."
    ):
        order(lab, "NA", patient=other)


def test_an_age_does_not_contradict_a_date_of_birth(lab: Lab) -> None:
    order(lab, "NA")
    again = PatientRequest(name="asha devi", sex="F", age="51 y", ids=(HOSPITAL,))
    assert order(lab, "NA", patient=again).patient == "P01-0000001"


def test_two_numbers_of_two_patients_are_refused(lab: Lab) -> None:
    one, two = Ident(system="hospital", value="H1"), Ident(system="hospital", value="H2")
    for ids in ((one,), (two,)):
        order(lab, "NA", patient=PatientRequest(name="Ravi", sex="M", ids=ids))
    with refused(
        "Number H2 is that of Ravi (M), patient P01-0000002: choose that patient, or check the number."
    ):
        order(lab, "NA", patient=PatientRequest(name="Ravi", sex="M", ids=(one, two)))


FAMILY = Ident(system="mobile", value="9876543210")


@pytest.mark.parametrize(
    ("patient", "similar"),
    [
        (PatientRequest(name="Asha Devi", sex="F"), ("P01-0000001",)),
        (PatientRequest(name="ASHA DEVI", sex="U"), ("P01-0000001",)),
        (PatientRequest(name="Asha Devi", sex="M"), ()),
        (PatientRequest(name="Asha Kumari", sex="F", ids=(FAMILY,)), ("P01-0000001",)),
        (PatientRequest(name="Ravi Kumar", sex="M", ids=(FAMILY,)), ()),
        (PatientRequest(unknown=True), ()),
    ],
    ids=["namesake", "sex not known", "other sex", "first name and mobile", "same mobile", "unknown"],
)
def test_who_it_may_be_is_offered_and_a_mobile_opens_nobody(
    lab: Lab, patient: PatientRequest, similar: tuple[str, ...]
) -> None:
    order(lab, "NA")
    made = order(lab, "NA", patient=patient)
    assert (made.patient, made.similar) == ("P01-0000002", similar)


def test_unknown_patients_get_names_that_nobody_else_has(lab: Lab) -> None:
    tests = PatientRequest(unknown=True, sex="M", age="40 y", ids=(FAMILY,))
    first, second = (order(lab, "NA", patient=tests).patient for _ in range(2))
    found = [patients.patient(lab.conn, p) for p in (first, second)]
    names = [p.name for p in found if p]
    assert [n.split()[0] for n in names] == ["UNKNOWN", "UNKNOWN"]
    assert not set(names[0].split()) & set(names[1].split()) - {"UNKNOWN"}
    assert found[0] is not None
    assert found[0][2:6] == ("M", "1986-11-22", True, True)
    # A number found in a pocket is kept beside the name.
    assert patients.identifiers(lab.conn, first) == [("emergency", names[0]), ("mobile", "9876543210")]


def test_tests_are_cancelled_with_a_reason(lab: Lab) -> None:
    made = order(lab, "NA", "K", "CL")
    assert cancel(lab, TUBE, ("k", "K"), "Ordered twice") == ("K",)
    assert [(t.code, t.state, t.reason) for t in samples.tests(lab.conn, TUBE)] == [
        ("NA", "open", ""), ("K", "cancelled", "Ordered twice"), ("CL", "open", ""),
    ]  # fmt: skip
    assert cancel(lab, TUBE, (), "Patient left") == ("NA", "CL")
    assert samples.of_order(lab.conn, made.order)[0].state == "cancelled"
    assert samples.conflicts(lab.conn) == []


def test_what_cannot_be_cancelled(lab: Lab) -> None:
    order(lab, "NA")
    with refused("K cannot be cancelled: it is not asked for on this sample."):
        cancel(lab, TUBE, ("K",), "x")
    with refused("Reason is missing. Type it."):
        cancel(lab, TUBE, (), " ")
    cancel(lab, TUBE, (), "x")
    with refused("NA cannot be cancelled: it is cancelled on this sample."):
        cancel(lab, TUBE, ("NA",), "x")
    with refused("Nothing to cancel: no test of this sample is open."):
        cancel(lab, TUBE, (), "x")


def test_an_order_is_cancelled_as_far_as_it_is_open(lab: Lab) -> None:
    made = order(lab, "NA", "K", "PT")
    cancel(lab, made.samples[0].sample, (), "x")
    assert cancel_order(lab, made.order, "Wrong patient") == 2
    assert [s.state for s in samples.of_order(lab.conn, made.order)] == ["cancelled", "cancelled"]
    with refused("Nothing to cancel: no test of order O01-0000001 is open."):
        cancel_order(lab, made.order, "x")
    with refused("Order O01-0000009 is not known here."):
        cancel_order(lab, "O01-0000009", "x")


@pytest.mark.parametrize(
    ("number", "line"),
    [
        ("010000000999", "Scan again: check digit wrong in 010000000999."),
        ("01000000001", "Scan again: a sample number has 12 digits, 01000000001 has 11."),
        ("LK:CARD:O01-1", 'Scan again: a sample number has only digits, not "LK:CARD:O01-1".'),
        ("010000000027", "Sample 010000000027 is not known here: look at the label, or register it."),
    ],
)
def test_a_number_that_is_none_of_ours(lab: Lab, number: str, line: str) -> None:
    order(lab, "NA")
    with refused(line):
        cancel(lab, number, (), "x")
