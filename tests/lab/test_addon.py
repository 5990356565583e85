"""Add-on tests: on a tube that is here, fits and is fresh; else somebody says why, or another tube is drawn."""

import pytest
from msgspec import structs

from labkiosk.board import jobs, orders, queue, samples
from labkiosk.lab.addon import Added, AddedTo, add_on
from labkiosk.lab.aliquot import pour
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.history import history
from labkiosk.lab.intake import cancel
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import label_data
from labkiosk.lab.release import release
from labkiosk.lab.report_paper import report_of
from labkiosk.lab.results import Given, record
from labkiosk.lab.storage import make_rack, store, take
from labkiosk.rules.number import sample_number
from tests.lab.homes import Clock, order, states
from tests.lab.refusals import refused

ORDER = "O01-0000001"
TUBE, NEXT, THIRD = (sample_number(1, n) for n in (1, 2, 3))


@pytest.fixture
def lab(lab: Lab, clock: Clock) -> Lab:
    """A serum tube with a sodium, collected at 12:00 and received at 12:05."""
    order(lab, "NA", collected_at="12:00")
    clock.turn(5)
    receive(lab, TUBE)
    return lab


def reported(lab: Lab, *given: tuple[str, str], number: str = TUBE) -> None:
    record(lab, number, [Given(test=t, value=v) for t, v in given])
    lab.sign_in("path")
    release(lab, [number])
    lab.sign_in("tech")


def test_within_its_time_a_test_is_added_at_once(lab: Lab, clock: Clock) -> None:
    clock.turn(60)
    assert add_on(lab, ORDER, ("k",)) == Added(ORDER, (AddedTo(TUBE, ("K",), False),))
    assert states(lab, TUBE) == {"NA": "open", "K": "open"}
    assert samples.tests(lab.conn, TUBE)[1].note == ""


def test_a_reported_tube_waits_again_from_then_on_and_the_report_is_interim(lab: Lab, clock: Clock) -> None:
    reported(lab, ("NA", "140"))
    clock.turn(90)
    add_on(lab, TUBE, ("CREA",))
    (item,) = queue.following(lab.conn)
    assert (item.sample, item.tests, item.due) == (TUBE, ("NA", "CREA"), lab.time().at + 240 * 60_000)
    again = report_of(lab, ORDER, 1)
    assert (again.pending, len(again.groups)) == (("Creatinine",), 1)
    reported(lab, ("CREA", "0.9"))
    whole = report_of(lab, ORDER, 2)
    assert (whole.pending, whole.version) == ((), 2)


def test_past_its_time_somebody_says_why_and_the_report_tells(lab: Lab, clock: Clock) -> None:
    clock.turn(5 * 60)
    doubt = f"K keeps 2 h, and {TUBE[-4:]} is 5 h from collection"
    with refused(f"{doubt}. Say why the tube is still fit (--fit), or ask for a new one (--new-tube)."):
        add_on(lab, ORDER, ("K",))
    lab.sign_in("phleb")
    with refused(
        "phleb (phlebotomist) may not work at the bench: ask a technician, a pathologist or a supervisor."
    ):
        add_on(lab, ORDER, ("K",), fit="spun and kept cold")
    lab.sign_in("tech")
    add_on(lab, ORDER, ("K",), fit="spun and kept cold")
    reported(lab, ("NA", "140"), ("K", "4.1"))
    comments = {r.test: r.comment for g in report_of(lab, ORDER, 1).groups for r in g.results}
    assert comments == {
        "Sodium": "",
        "Potassium": "added on 5 h from collection, it keeps 2 h; fit by Example Technician: spun and kept cold",
    }
    found = samples.sample(lab.conn, TUBE)
    assert found is not None
    assert "Added on: K." in [line.text for line in history(lab, found)]


def test_without_a_figure_somebody_says_why(lab: Lab) -> None:
    assert lab.catalogue.tests["LDH"].stable_h is None
    with refused(
        f"nobody says how long LDH keeps, and {TUBE[-4:]} is 5 min from collection."
        " Say why the tube is still fit (--fit), or ask for a new one (--new-tube)."
    ):
        add_on(lab, ORDER, ("LDH",))
    add_on(lab, ORDER, ("LDH",), fit="fresh")
    assert samples.tests(lab.conn, TUBE)[1].note == (
        "added on 5 min from collection, no figure for how long it keeps; fit by Example Technician: fresh"
    )


def test_where_collection_is_not_stated_its_time_runs_from_receipt(lab: Lab, clock: Clock) -> None:
    made = order(lab, "NA")
    receive(lab, NEXT)
    clock.turn(200)
    with refused(
        f"K keeps 2 h, and {NEXT[-4:]} is 3 h from receipt (collection not stated)."
        " Say why the tube is still fit (--fit), or ask for a new one (--new-tube)."
    ):
        add_on(lab, made.order, ("K",))


def test_a_new_tube_is_asked_for_what_is_in_doubt_alone(lab: Lab, clock: Clock) -> None:
    clock.turn(5 * 60)
    done = add_on(lab, ORDER, ("K", "CREA"), new_tube=True)
    assert done.tubes == (AddedTo(TUBE, ("CREA",), False), AddedTo(NEXT, ("K",), True))
    new = samples.sample(lab.conn, NEXT)
    assert new is not None
    assert (new.state, new.order) == ("expected", ORDER)
    (job,) = jobs.of_subject(lab.conn, NEXT, "label")
    label = label_data(lab, job)
    assert (label.tests, label.collected) == (("K",), "not stated")


def test_no_tube_of_its_container_means_a_new_one(lab: Lab) -> None:
    done = add_on(lab, ORDER, ("HB", "PT"))
    assert done.tubes == (AddedTo(NEXT, ("PT",), True), AddedTo(THIRD, ("HB",), True))
    found = orders.order(lab.conn, ORDER)
    assert found is not None
    assert found.samples == (TUBE, NEXT, THIRD)


def test_a_tube_without_room_is_passed_over(lab: Lab) -> None:
    """A sodium and its aliquot have used 40 of 75 µL: one more test fits, and no second."""
    add_on(lab, ORDER, ("CREA",))
    pour(lab, TUBE, ("CREA",))
    tubes = lab.catalogue.containers
    small = {**tubes, "SST": structs.replace(tubes["SST"], volume_ul=75)}
    lab.catalogue = structs.replace(lab.catalogue, containers=small)
    assert add_on(lab, ORDER, ("UREA", "CL")).tubes == (
        AddedTo(TUBE, ("UREA",), False),
        AddedTo(THIRD, ("CL",), True),
    )


def test_tests_that_want_their_own_tube_share_none(lab: Lab) -> None:
    made = order(lab, "GLUF")
    receive(lab, NEXT)
    assert add_on(lab, made.order, ("GLUR",), fit="fresh").tubes == (AddedTo(THIRD, ("GLUR",), True),)
    assert add_on(lab, made.order, ("GLUPP",), fit="fresh").tubes[0].new


def test_rejected_and_discarded_tubes_give_nothing(lab: Lab) -> None:
    reported(lab, ("NA", "140"))
    store(lab, make_rack(lab, "Fridge", 5).id, TUBE)
    take(lab, TUBE, discard=True)
    assert add_on(lab, ORDER, ("CREA",)).tubes == (AddedTo(NEXT, ("CREA",), True),)
    receive(lab, NEXT)
    reject(lab, NEXT, "CLOTTED")
    assert add_on(lab, ORDER, ("UREA",)).tubes == (AddedTo(THIRD, ("UREA",), False),)


def test_a_tube_on_its_way_takes_it_without_a_question(lab: Lab) -> None:
    made = order(lab, "NA")
    assert add_on(lab, made.order, ("LDH",)).tubes == (AddedTo(NEXT, ("LDH",), False),)


def test_the_tube_in_hand_goes_first_and_an_aliquot_last(lab: Lab) -> None:
    add_on(lab, ORDER, ("CREA",))
    pour(lab, TUBE, ("CREA",))
    assert add_on(lab, ORDER, ("UREA",)).tubes == (AddedTo(TUBE, ("UREA",), False),)
    assert add_on(lab, NEXT, ("CL",)).tubes == (AddedTo(NEXT, ("CL",), False),)


def test_what_was_added_late_keeps_its_note_and_time_in_an_aliquot(lab: Lab, clock: Clock) -> None:
    clock.turn(5 * 60)
    add_on(lab, ORDER, ("K",), fit="kept cold")
    (before,) = samples.tests(lab.conn, TUBE)[1:]
    clock.turn(10)
    pour(lab, TUBE, ("K",))
    (after,) = samples.tests(lab.conn, NEXT)
    assert (after.note, after.added_at) == (before.note, before.added_at)


def test_what_is_there_is_not_added_and_what_was_cancelled_is_wanted_again(lab: Lab) -> None:
    with refused(f"NA: that is on order {ORDER} already."):
        add_on(lab, ORDER, ("NA",))
    assert add_on(lab, ORDER, ("ELEC",)).tubes == (AddedTo(TUBE, ("K", "CL", "HCO3", "AGAP"), False),)
    cancel(lab, TUBE, ("K",), "twice")
    add_on(lab, ORDER, ("K",))
    assert states(lab, TUBE)["K"] == "open"
    with refused("no test or panel is called 'XYZZY'; `labkiosk catalogue` lists them"):
        add_on(lab, ORDER, ("XYZZY",))
    with refused("No test is named: say which to add."):
        add_on(lab, ORDER, ())
