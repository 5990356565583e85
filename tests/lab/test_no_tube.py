"""Tests that are done on the patient: a number, a place in the queue, a report; no label and no receipt."""

import pytest

from labkiosk.board import jobs, queue, samples
from labkiosk.board.counts import counts
from labkiosk.facts.errors import Refused
from labkiosk.lab.aliquot import pour
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.collection import collect, to_draw
from labkiosk.lab.intake import cancel
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import slip_data
from labkiosk.lab.papers import ask, print_again, report_job
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.release import release
from labkiosk.lab.report_paper import report_data
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.lab.storage import make_rack, store
from tests.lab.homes import Clock, order

NO_TUBE = "0016 has no tube: it is done on the patient and waits for results."


def bleeding(lab: Lab) -> str:
    (only,) = order(lab, "BT").samples
    return only.sample


def test_an_order_of_it_alone_waits_at_its_bench_at_once(lab: Lab) -> None:
    made = order(lab, "BT")
    (only,) = made.samples
    assert (only.container, only.tests) == ("", ("BT",))
    (item,) = queue.following(lab.conn)
    assert (item.sample, item.bench, item.state, item.due) == (
        only.sample,
        "COAG",
        "waiting",
        lab.time().at + 240 * 60_000,
    )
    assert [j.form for s in (only.sample, made.order) for j in jobs.of_subject(lab.conn, s)] == ["slip"]
    assert (counts(lab.conn).registered, counts(lab.conn).received, counts(lab.conn).pending) == (1, 1, 1)


def test_beside_tubes_it_counts_as_none_of_them(lab: Lab) -> None:
    made = order(lab, "BT", "K", "HB", collected_at="11:40")
    found = samples.of_order(lab.conn, made.order)
    assert [s.tube for s in found] == ["1/2 Serum tube with gel", "2/2 EDTA tube", "no tube"]
    assert [s.container for s in to_draw(found)] == ["SST", "EDTA"]
    assert [s.container for s in samples.expected(lab.conn)] == ["SST", "EDTA"]
    with lab.act() as act:
        assert slip_data(lab, ask(act, "slip", made.order)).samples == tuple(s.number for s in found)
    arrived = order(lab, "BT", "K", arrived=True)  # type: ignore[arg-type]
    assert [s.state for s in samples.of_order(lab.conn, arrived.order)] == ["received", "received"]


def test_from_the_order_to_the_report(lab: Lab) -> None:
    number = bleeding(lab)
    record(lab, number, [Given(test="BT", value="4.5")])
    lab.sign_in("path")
    (released,) = release(lab, [number])
    with lab.act() as act:
        (specimen,) = report_data(lab, report_job(act, released.order)).specimens
    assert (specimen.specimen, specimen.container, specimen.number) == ("Patient", "no tube", number)
    assert (counts(lab.conn).reported, counts(lab.conn).pending) == (1, 0)


def test_there_is_nothing_to_receive_reject_draw_store_or_pour(lab: Lab, clock: Clock) -> None:
    made = order(lab, "BT")
    number = made.samples[0].sample
    rack = make_rack(lab, "A", 10).id
    for act in (
        lambda: receive(lab, number),
        lambda: reject(lab, number, "CLOTTED"),
        lambda: collect(lab, made.order, number, at="11:00"),
        lambda: store(lab, rack, number),
        lambda: pour(lab, number, ("BT",)),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert str(refused.value) == NO_TUBE
    with pytest.raises(Refused, match=r"^There is no label of 010000000016 to print again\.$"):
        print_again(lab, "label", number, "lost")
    assert cancel(lab, number, (), "not wanted") == ("BT",)


def test_a_corrected_patient_s_number_without_a_tube_stays(lab: Lab) -> None:
    made = order(lab, "BT", "K")
    correct_patient(
        lab, made.patient, PatientRequest(name="Asha Devi", sex="F", birth_date="1976-03-14"), "misread"
    )
    tube, none = samples.of_order(lab.conn, made.order)
    assert tube.number != tube.id
    assert none.number == none.id
    assert [j.form for j in jobs.of_subject(lab.conn, none.id)] == []
