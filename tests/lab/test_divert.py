"""Tests that another laboratory does, from the sending to the report."""

import pytest

from labkiosk.board import jobs, queue, samples, sent
from labkiosk.board.counts import counts
from labkiosk.facts.results import ResultsReassessed
from labkiosk.journal.read import told
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.divert import divert, recall
from labkiosk.lab.divert_paper import divert_data
from labkiosk.lab.intake import cancel
from labkiosk.lab.lab import Lab
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.release import release
from labkiosk.lab.report_paper import report_of
from labkiosk.lab.report_text import report_text
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.results import Given, record
from tests.lab.homes import Clock, order, states
from tests.lab.refusals import refused


@pytest.fixture
def tube(lab: Lab) -> str:
    (made,) = order(lab, "K", "NA", "FERR", location="Ward 3", clinician="Dr Rao").samples
    receive(lab, made.sample, ("HAEMOLYSED",))
    return made.sample


def test_what_is_sent_leaves_the_queue_and_is_counted_as_diverted(lab: Lab, tube: str, clock: Clock) -> None:
    assert divert(lab, tube, "state", tests=("ferr",), their_number="S-77") == (
        ("FERR",), "State Public Health Laboratory",
    )  # fmt: skip
    assert [item.tests for item in queue.following(lab.conn)] == [("K", "NA")]
    (out,) = sent.out(lab.conn)
    assert (out.number, out.place, out.their_number, out.tests, out.name) == (
        tube, "State Public Health Laboratory", "S-77", ("FERR",), "Asha Devi",
    )  # fmt: skip
    assert out.due - out.at == 2880 * 60_000
    assert counts(lab.conn).diverted == 0
    divert(lab, tube, "Dr Sen's clinic")
    assert [(o.place, o.tests, (o.due - o.at) // 60_000) for o in sent.out(lab.conn)] == [
        ("Dr Sen's clinic", ("K", "NA"), 1440),
        ("State Public Health Laboratory", ("FERR",), 2880),
    ]
    assert queue.following(lab.conn) == []
    assert (counts(lab.conn).diverted, counts(lab.conn).pending) == (1, 0)


def test_the_slip_says_what_the_other_laboratory_needs(lab: Lab, tube: str) -> None:
    divert(lab, tube, "STATE", tests=("FERR", "K"), their_number="S-77", reason="kit is empty")
    (slip,) = jobs.of_subject(lab.conn, tube, "divert")
    said = divert_data(lab, slip)
    assert (said.to, said.their_number, said.tests) == (
        "State Public Health Laboratory", "S-77", ("Potassium", "Ferritin"),
    )  # fmt: skip
    assert (said.number, said.patient_name, said.clinician, said.condition, said.reason) == (
        tube, "Asha Devi", "Dr Rao", "Haemolysed", "kit is empty",
    )  # fmt: skip
    recall(lab, tube, (), "kit came")
    with refused("not printed: nothing of this is wanted from another laboratory any more."):
        divert_data(lab, slip)


def test_the_result_keeps_the_name_and_the_report_says_done_at(lab: Lab, tube: str) -> None:
    divert(lab, tube, "STATE", tests=("FERR", "K"))
    (answer,) = record(lab, tube, [Given(test="FERR", value="210", reference="20-300")])
    assert (answer.laboratory, answer.reference, answer.flag) == (
        "State Public Health Laboratory", "20-300", "",
    )  # fmt: skip
    lab.sign_in("path")
    (done,) = release(lab, [tube])
    report = report_of(lab, done.order, done.version)
    (result,) = (r for g in report.groups for r in g.results)
    assert result.done_at == "State Public Health Laboratory, its own range"
    assert report.pending == ("Sodium", "Potassium: sent to State Public Health Laboratory")
    assert "    done at State Public Health Laboratory, its own range\n" in report_text(report)


def test_theirs_is_not_judged_by_our_range_but_by_what_is_critical_and_held(lab: Lab, tube: str) -> None:
    divert(lab, tube, "STATE")
    low = record(lab, tube, [Given(test="NA", value="130", reference="125-140")])[0]
    assert (low.flag, low.state) == ("", "recorded")
    held = record(lab, tube, [Given(test="K", value="7.8", again="7.8", reference="3.4-5.0")])[0]
    assert (held.flag, held.needs, held.reference) == ("HH", ("second",), "3.4-5.0")
    ours = record(lab, tube, [Given(test="NA", value="131", reason="misread")])[0]
    assert (ours.flag, ours.laboratory) == ("L", "State Public Health Laboratory")


def test_a_corrected_patient_does_not_bring_our_range_back(lab: Lab, tube: str) -> None:
    divert(lab, tube, "STATE")
    record(lab, tube, [Given(test="FERR", value="210", reference="20-300")])
    found = samples.sample(lab.conn, tube)
    assert found is not None
    correct_patient(lab, found.patient, PatientRequest(name="Asha Devi", sex="M"), "form")
    assert samples.results(lab.conn, tube)["FERR"].reference == "20-300"
    assert told(lab.conn, tube, frozenset({ResultsReassessed.kind})) == []


def test_what_may_not_be_sent_or_called_back(lab: Lab, tube: str) -> None:
    (late,) = order(lab, "K", patient=PatientRequest(name="Ravi", sex="M")).samples
    with refused(f"Sample {late.sample[-4:]} is not received yet: scan it at receipt first."):
        divert(lab, late.sample, "STATE")
    record(lab, tube, [Given(test="K", value="4.1")])
    with refused("K cannot be sent elsewhere: it is recorded."):
        divert(lab, tube, "STATE", tests=("K",))
    with refused("HB was not asked for on this sample: it has K, NA, FERR."):
        divert(lab, tube, "STATE", tests=("HB",))
    with refused("Laboratory is missing. Type it."):
        divert(lab, tube, " ")
    with refused(f"No test of sample {tube[-4:]} is at another laboratory."):
        recall(lab, tube, (), "x")
    divert(lab, tube, "STATE")
    with refused("Nothing to send: no test of this sample is open."):
        divert(lab, tube, "STATE")
    with refused("NA cannot be cancelled: it is diverted on this sample."):
        cancel(lab, tube, ("NA",), "x")
    with refused("K is done here: its range is the catalogue's. Leave the other one out."):
        record(lab, tube, [Given(test="K", value="4.2", reason="x", reference="3-5")])


def test_rejected_elsewhere_a_new_one_is_expected_here(lab: Lab, tube: str) -> None:
    divert(lab, tube, "STATE")
    done = reject(lab, tube, "CLOTTED")
    assert set(states(lab, tube).values()) == {"rejected"}
    assert set(states(lab, done.replacement).values()) == {"open"}
    assert sent.out(lab.conn) == []
