"""Pregnancy: said of an order, and its values are judged by her ranges."""

import pytest

from labkiosk.board import orders, samples
from labkiosk.lab.bench import receive
from labkiosk.lab.given import subject_of
from labkiosk.lab.history import history
from labkiosk.lab.lab import Lab
from labkiosk.lab.pregnancy import state_pregnancy
from labkiosk.lab.release import release
from labkiosk.lab.report_paper import report_of
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.lab.scan import sample_of
from tests.lab.homes import order
from tests.lab.refusals import refused

TUBE = "010000000016"
GITA = PatientRequest(name="Gita Rao", sex="F", birth_date="1998-02-01")


@pytest.fixture
def lab(lab: Lab) -> Lab:
    order(lab, "HB", patient=GITA)
    receive(lab, TUBE)
    return lab


def hb(lab: Lab) -> samples.Result:
    return samples.results(lab.conn, TUBE)["HB"]


def test_where_nobody_said_it_she_is_judged_as_not_pregnant(lab: Lab) -> None:
    record(lab, TUBE, [Given(test="HB", value="11.4")])
    assert (hb(lab).flag, hb(lab).reference) == ("L", "12.0–16.0")


def test_her_ranges_hold_from_then_on(lab: Lab) -> None:
    assert state_pregnancy(lab, TUBE, " Yes ") == "O01-0000001"
    assert subject_of(lab, lab.conn, sample_of(lab.conn, TUBE)).pregnant
    record(lab, TUBE, [Given(test="HB", value="11.4")])
    assert (hb(lab).flag, hb(lab).reference) == ("", "≥ 11.0")


def test_what_is_not_released_is_judged_anew_and_what_is_stays(lab: Lab) -> None:
    record(lab, TUBE, [Given(test="HB", value="11.4")])
    state_pregnancy(lab, "O01-0000001", "yes")
    assert (hb(lab).flag, hb(lab).reference) == ("", "≥ 11.0")
    lab.sign_in("path")
    release(lab, [TUBE])
    assert report_of(lab, "O01-0000001", 1).sex == "F, pregnant"
    state_pregnancy(lab, TUBE, "unknown")
    assert orders.pregnant(lab.conn, "O01-0000001") == ""
    assert hb(lab).flag == ""
    said = [line.text for line in history(lab, sample_of(lab.conn, TUBE))]
    assert [text for text in said if "regnan" in text] == [
        "Pregnant, said of order O01-0000001.",
        "HB judged anew: no flag, range ≥ 11.0 (pregnant).",
        "Not known after all whether pregnant, said of order O01-0000001.",
    ]


def test_another_order_of_hers_is_not_concerned(lab: Lab) -> None:
    patient = sample_of(lab.conn, TUBE).patient
    second = order(lab, "HB", patient=PatientRequest(id=patient)).samples[0].sample
    receive(lab, second)
    state_pregnancy(lab, TUBE, "yes")
    record(lab, second, [Given(test="HB", value="11.4")])
    assert samples.results(lab.conn, second)["HB"].flag == "L"


def test_what_cannot_be_said(lab: Lab) -> None:
    with refused('"perhaps" is no answer. Say yes, no or unknown.'):
        state_pregnancy(lab, TUBE, "perhaps")
    with refused("That is known of order O01-0000001 already: pregnancy not known."):
        state_pregnancy(lab, TUBE, "unknown")
    man = order(lab, "HB", patient=PatientRequest(name="Ravi Kumar", sex="M", age="40 y")).order
    with refused("Ravi Kumar is recorded as male: correct the patient first, or say no."):
        state_pregnancy(lab, man, "yes")
