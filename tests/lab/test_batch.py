"""Worksheets of a manual bench: from the head of its queue, filled, and closed."""

from labkiosk.board import batches, jobs, queue
from labkiosk.board.rebuild import differences
from labkiosk.lab.batch import close_batch, make_batch, print_worksheet, take_out
from labkiosk.lab.bench import receive
from labkiosk.lab.divert import divert
from labkiosk.lab.lab import Lab
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.lab.worksheet_paper import worksheet_data
from tests.lab.homes import Clock, order
from tests.lab.refusals import refused


def waiting(lab: Lab, *tests: str, name: str = "Asha Devi", priority: str = "routine") -> str:
    patient = PatientRequest(name=name, sex="F", age="51 y")
    (made,) = order(lab, *tests, patient=patient, priority=priority).samples
    receive(lab, made.sample)
    return made.sample


def in_batch(lab: Lab, batch: str) -> list[tuple[int, str, tuple[str, ...], int]]:
    return [(p.position, p.sample, p.tests, p.to_do) for p in batches.places(lab.conn, batch)]


def test_it_is_made_from_the_head_of_the_queue_and_its_tubes_stay_there_marked(
    lab: Lab, clock: Clock
) -> None:
    first = waiting(lab, "K", "NA")
    clock.turn(1)
    second = waiting(lab, "UREA", name="Ravi")
    stat = waiting(lab, "K", name="Sita", priority="stat")
    made = make_batch(lab, "chem", size=2)
    assert (made.id, made.bench, made.tubes) == ("W01-0000001", "CHEM", 2)
    assert in_batch(lab, made.id) == [(1, stat, ("K",), 1), (2, first, ("K", "NA"), 2)]
    assert [(i.sample, i.worksheet) for i in queue.following(lab.conn, "CHEM")] == [
        (stat, made.id),
        (first, made.id),
        (second, ""),
    ]
    assert in_batch(lab, make_batch(lab, "CHEM").id) == [(1, second, ("UREA",), 1)]
    with refused("Nothing waits for CHEM that is on no worksheet yet."):
        make_batch(lab, "CHEM")


def test_only_one_test_of_the_bench(lab: Lab) -> None:
    both, other = waiting(lab, "NA", "K"), waiting(lab, "NA", name="Ravi")
    made = make_batch(lab, "CHEM", test="k")
    assert in_batch(lab, made.id) == [(1, both, ("K",), 1)]
    record(lab, both, [Given(test="K", value="4.1")])
    assert batches.open_batches(lab.conn) == []
    assert in_batch(lab, make_batch(lab, "CHEM").id) == [(1, both, ("NA",), 1), (2, other, ("NA",), 1)]


def test_it_closes_when_all_is_done_and_what_is_held_is_not(lab: Lab) -> None:
    tube, away = waiting(lab, "K"), waiting(lab, "K", name="Ravi")
    made = make_batch(lab, "CHEM")
    record(lab, tube, [Given(test="K", value="7.8")])
    divert(lab, away, "STATE")
    assert [(o.id, o.to_do) for o in batches.open_batches(lab.conn)] == [(made.id, 1)]
    record(lab, tube, [Given(test="K", value="7.8")])
    lab.sign_in("path")
    record(lab, tube, [Given(test="K", value="7.8")])
    assert batches.open_batches(lab.conn) == []
    assert list(differences(lab.conn)) == []


def test_a_person_takes_a_tube_out_or_closes_it_and_the_rest_waits_again(lab: Lab) -> None:
    one, two, three = (waiting(lab, "K", name=n) for n in ("Asha", "Ravi", "Sita"))
    made = make_batch(lab, "CHEM")
    take_out(lab, made.id, two, "clot")
    record(lab, one, [Given(test="K", value="4.1")])
    assert close_batch(lab, made.id, "no kit") == 1
    assert [(i.sample, i.worksheet) for i in queue.following(lab.conn, "CHEM")] == [(two, ""), (three, "")]
    found = batches.batch(lab.conn, made.id)
    assert found is not None and (found.reason, found.closed_at is None) == ("no kit", False)
    with refused(f"Worksheet {made.id} is done: nothing of it is to be closed."):
        close_batch(lab, made.id, "again")
    with refused(f"Sample {two[-4:]} is not to be done on worksheet {made.id}."):
        take_out(lab, made.id, two, "clot")
    assert in_batch(lab, make_batch(lab, "CHEM").id) == [(1, two, ("K",), 1), (2, three, ("K",), 1)]


def test_what_it_prints(lab: Lab) -> None:
    one, two = waiting(lab, "K", "NA", priority="stat"), waiting(lab, "K", name="Ravi")
    made = make_batch(lab, "CHEM")
    take_out(lab, made.id, one, "clot")
    print_worksheet(lab, made.id)
    original, copy = jobs.of_subject(lab.conn, made.id, "worksheet")
    assert (original.copy, copy.copy) == (0, 1)
    data = worksheet_data(lab, original)
    assert (data.worksheet, data.bench, data.made) == (
        made.id, "Biochemistry", "22 Nov 2026 12:00 by Example Technician",
    )  # fmt: skip
    assert [(t.position, t.tail, t.name, t.age, t.priority, t.tests) for t in data.tubes] == [
        (2, two[-4:], "Ravi", "~51 y F", "", ("K",))
    ]


def test_what_is_refused(lab: Lab) -> None:
    benches = ", ".join(lab.catalogue.benches)
    with refused(f"No bench xray: there are {benches}."):
        make_batch(lab, "xray")
    with refused("HB is no test of CHEM."):
        make_batch(lab, "CHEM", test="HB")
    with refused("A worksheet holds 1 to 200 tubes."):
        make_batch(lab, "CHEM", size=201)
    with refused("Worksheet w01-0000009 is not known here."):
        close_batch(lab, "w01-0000009", "x")
