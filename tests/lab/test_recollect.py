"""What the wards are to draw, and the lists that tell them."""

from labkiosk.board import jobs
from labkiosk.board.recollect import Awaited, awaited
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.collection import collect, not_drawn
from labkiosk.lab.intake import cancel
from labkiosk.lab.lab import Lab
from labkiosk.lab.recollect import print_lists
from labkiosk.lab.recollect_paper import recollect_data
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.transfer import transfer
from tests.lab.homes import Clock, order
from tests.lab.refusals import refused


def rejected(lab: Lab, name: str, ward: str, bed: str, *tests: str) -> tuple[str, str]:
    """The order and the number of the tube that is expected instead."""
    made = order(lab, *tests, patient=PatientRequest(name=name, sex="F", age="51 y"), location=ward, bed=bed)
    (tube,) = made.samples
    receive(lab, tube.sample)
    return made.order, reject(lab, tube.sample, "CLOTTED").replacement


def seen(found: list[Awaited]) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    return [(a.ward, a.bed, a.name, a.reason, a.tests) for a in found]


def listed(lab: Lab, ward: str | None = None) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    return seen(awaited(lab.conn, lab.time().at, ward))


def test_what_replaces_a_rejected_tube_by_ward_and_bed_of_now(lab: Lab) -> None:
    asha, _ = rejected(lab, "Asha", "Ward 3", "10", "K")
    rejected(lab, "Ravi", "Ward 3", "9", "NA")
    rejected(lab, "Sita", "ICU", "", "CBC")
    assert [(a[:4]) for a in listed(lab)] == [
        ("ICU", "", "Sita", "Clotted"),
        ("Ward 3", "9", "Ravi", "Clotted"),
        ("Ward 3", "10", "Asha", "Clotted"),
    ]
    assert [a[2] for a in listed(lab, "ward 3")] == ["Ravi", "Asha"]
    transfer(lab, asha, "ICU", "2")
    assert [a[2] for a in listed(lab, "ICU")] == ["Sita", "Asha"]


def test_it_leaves_the_list_when_it_is_drawn_received_or_cancelled(lab: Lab) -> None:
    _, one = rejected(lab, "Asha", "Ward 3", "1", "K")
    _, two = rejected(lab, "Ravi", "Ward 3", "2", "K")
    placed, three = rejected(lab, "Sita", "Ward 3", "3", "K")
    receive(lab, one)
    cancel(lab, two, (), "not wanted")
    assert [a[2] for a in listed(lab)] == ["Sita"]
    collect(lab, placed, three)
    assert listed(lab) == []


def test_what_could_not_be_drawn_and_what_was_forgotten(lab: Lab, clock: Clock) -> None:
    stated = PatientRequest(name="Gita", sex="F", age="3 y")
    order(lab, "K", patient=stated, location="Ward 1", collected_at="2026-11-22 11:50")
    later = order(lab, "NA", patient=PatientRequest(name="Noor", sex="F", age="4 y"), location="Ward 1")
    assert listed(lab) == []
    not_drawn(lab, later.order, (), "no vein")
    assert listed(lab) == [("Ward 1", "", "Noor", "no vein", ("NA",))]
    order(lab, "UREA", patient=PatientRequest(name="Maya", sex="F", age="5 y"), location="Ward 1")
    clock.turn(119)
    assert [a[2] for a in listed(lab)] == ["Noor"]
    clock.turn(1)
    assert [(a[2], a[3]) for a in listed(lab)] == [("Maya", ""), ("Noor", "no vein")]


def test_a_list_for_each_ward_on_paper(lab: Lab) -> None:
    rejected(lab, "Asha", "Ward 3", "10", "K", "NA")
    _, sita = rejected(lab, "Sita", "ICU", "", "CBC")
    rejected(lab, "Ravi", "ward 3", "9", "NA")
    assert [(p.id, p.ward, p.tubes) for p in print_lists(lab)] == [
        ("R01-0000001", "ICU", 1),
        ("R01-0000002", "ward 3", 2),
    ]
    (icu,) = jobs.of_subject(lab.conn, "R01-0000001", "recollect")
    (ward3,) = jobs.of_subject(lab.conn, "R01-0000002", "recollect")
    data = recollect_data(lab, ward3)
    assert (data.ward, data.made, data.list) == ("ward 3", "22 Nov 2026 12:00", "R01-0000002")
    assert [(w.bed, w.name, w.tests, w.reason, w.since) for w in data.wanted] == [
        ("bed 9", "Ravi", ("NA",), "Clotted", "22 Nov 2026 12:00"),
        ("bed 10", "Asha", ("K", "NA"), "Clotted", "22 Nov 2026 12:00"),
    ]
    assert [w.tests for w in recollect_data(lab, icu).wanted] == [("CBC",)]
    receive(lab, sita)
    with refused("not printed: nothing of this list is to be collected any more."):
        recollect_data(lab, icu)
    with refused("Nothing is to be collected again in ICU."):
        print_lists(lab, "ICU")
