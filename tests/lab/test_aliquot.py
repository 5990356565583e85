"""Aliquots: each test is in one place, and the tubes know of each other."""

import pytest

from labkiosk.board import counts, jobs, queue, samples
from labkiosk.lab.aliquot import Poured, pour
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.history import history
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import label_data
from labkiosk.lab.release import release
from labkiosk.lab.report_paper import report_of
from labkiosk.lab.results import Given, record
from labkiosk.lab.storage import make_rack, store, take
from labkiosk.rules.number import sample_number
from tests.lab.homes import Clock, order, states
from tests.lab.refusals import refused

TUBE, CHILD, NEXT = (sample_number(1, n) for n in (1, 2, 3))


@pytest.fixture
def lab(lab: Lab, clock: Clock) -> Lab:
    """A serum tube with three tests, received, haemolysed."""
    order(lab, "NA", "K", "TSH", collected_at="11:40", collected_by="Sister Mary")
    clock.turn(5)
    receive(lab, TUBE, ("HAEMOLYSED",))
    clock.turn(60)
    return lab


def test_the_tests_move_and_the_child_is_received_with_its_parent(lab: Lab) -> None:
    assert pour(lab, TUBE, ("tsh",)) == Poured(CHILD, TUBE, ("TSH",))
    assert states(lab, TUBE) == {"NA": "open", "K": "open", "TSH": "moved"}
    assert states(lab, CHILD) == {"TSH": "open"}
    parent, child = samples.of_order(lab.conn, "O01-0000001")
    assert (child.aliquot_of, child.received_at, child.conditions) == (
        TUBE,
        parent.received_at,
        parent.conditions,
    )
    assert [(i.sample, i.bench, i.due) for i in queue.following(lab.conn)] == [
        (TUBE, "CHEM", (parent.received_at or 0) + 240 * 60_000),
        (CHILD, "IMMUNO", (parent.received_at or 0) + 1440 * 60_000),
    ]
    c = counts.counts(lab.conn)
    assert (c.registered, c.received, c.pending) == (2, 2, 2)


def test_its_label_says_whose_aliquot_it_is_and_when_it_was_drawn(lab: Lab) -> None:
    pour(lab, TUBE, ("TSH",))
    (job,) = jobs.of_subject(lab.conn, CHILD, "label")
    label = label_data(lab, job)
    assert (label.mark, label.number, label.tests) == ("aliquot of 0016", CHILD, ("TSH",))
    assert (label.collected, label.collector) == ("22 Nov 2026 11:40", "Sister Mary")
    (own,) = jobs.of_subject(lab.conn, TUBE, "label")
    assert label_data(lab, own).tests == ("NA", "K")


def test_each_history_names_the_other(lab: Lab) -> None:
    pour(lab, TUBE, ("TSH",))
    texts = [[line.text for line in history(lab, s)] for s in samples.of_order(lab.conn, "O01-0000001")]
    assert f"TSH moved to aliquot {CHILD}." in texts[0]
    assert f"Aliquot of sample {TUBE} made, received with it: TSH." in texts[1]


def test_an_aliquot_of_an_aliquot(lab: Lab) -> None:
    pour(lab, TUBE, ("TSH", "K"))
    pour(lab, CHILD, ("K",))
    (job,) = jobs.of_subject(lab.conn, NEXT, "label")
    label = label_data(lab, job)
    assert (label.mark, label.collected) == (f"aliquot of {CHILD[-4:]}", "22 Nov 2026 11:40")
    assert states(lab, NEXT) == {"K": "open"}


def test_a_parent_rejected_leaves_its_aliquot_standing_and_says_so(lab: Lab) -> None:
    pour(lab, TUBE, ("TSH",))
    done = reject(lab, TUBE, "CLOTTED")
    assert done == (("NA", "K"), NEXT, (CHILD,))
    assert done.warning == (
        f"Poured from it before: {CHILD[-4:]}. They stand: reject them too where the same is wrong with them."
    )
    assert states(lab, CHILD) == {"TSH": "open"}


def test_a_new_tube_for_a_rejected_aliquot_is_no_aliquot_and_drawn_anew(lab: Lab) -> None:
    pour(lab, TUBE, ("TSH",))
    reject(lab, CHILD, "CLOTTED")
    new = samples.sample(lab.conn, NEXT)
    assert new is not None
    assert (new.mark, new.aliquot_of, new.state) == ("", None, "expected")
    (job,) = jobs.of_subject(lab.conn, NEXT, "label")
    assert label_data(lab, job).collected == "not stated"


def test_the_report_shows_both_tubes_and_no_test_twice(lab: Lab) -> None:
    pour(lab, TUBE, ("TSH",))
    record(lab, TUBE, [Given(test="NA", value="140"), Given(test="K", value="4.1")])
    lab.sign_in("path")
    release(lab, [TUBE])
    first = report_of(lab, "O01-0000001", 1)
    assert (first.pending, first.cancelled) == (("Thyroid stimulating hormone",), ())
    lab.sign_in("tech")
    record(lab, CHILD, [Given(test="TSH", value="2.5")])
    lab.sign_in("path")
    release(lab, [CHILD])
    whole = report_of(lab, "O01-0000001", 2)
    assert (whole.pending, whole.cancelled) == ((), ())
    assert [(s.number, s.collected, s.condition) for s in whole.specimens] == [
        (TUBE, "22 Nov 2026 11:40", "Haemolysed"),
        (CHILD, "22 Nov 2026 11:40", "Haemolysed"),
    ]


def test_what_may_not_be_poured(lab: Lab) -> None:
    record(lab, TUBE, [Given(test="NA", value="140")])
    with refused("NA cannot go into an aliquot: it is recorded."):
        pour(lab, TUBE, ("NA",))
    with refused("CREA was not asked for on this sample: it has NA, K, TSH."):
        pour(lab, TUBE, ("CREA",))
    with refused("No test is named: say which go into the aliquot."):
        pour(lab, TUBE, ())
    pour(lab, TUBE, ("TSH",))
    with refused("TSH cannot go into an aliquot: it is moved."):
        pour(lab, TUBE, ("TSH",))
    with refused(f"TSH is in an aliquot, moved to {CHILD}: scan that."):
        record(lab, TUBE, [Given(test="TSH", value="2.5")])
    with refused(
        "A tube keeps at least one of its tests. Where all of it is poured over, print its label again"
        " and put that on the new tube."
    ):
        pour(lab, CHILD, ("TSH",))


def test_only_a_tube_that_is_here_is_poured_from(lab: Lab) -> None:
    order(lab, "NA", "K")
    with refused(f"Sample {CHILD[-4:]} is not received yet: scan it at receipt first."):
        pour(lab, CHILD, ("K",))
    receive(lab, CHILD)
    reject(lab, CHILD, "CLOTTED")
    with refused(f"Sample {CHILD[-4:]} was rejected (Clotted): a new one is expected."):
        pour(lab, CHILD, ("K",))
    lab.sign_in("phleb")
    with refused(
        "phleb (phlebotomist) may not work at the bench: ask a technician, a pathologist or a supervisor."
    ):
        pour(lab, TUBE, ("K",))


def test_nothing_is_poured_from_what_was_thrown_away(lab: Lab) -> None:
    record(lab, TUBE, [Given(test=t, value=v) for t, v in (("NA", "140"), ("K", "4.1"), ("TSH", "2.5"))])
    store(lab, make_rack(lab, "Fridge", 3).id, TUBE)
    take(lab, TUBE, discard=True)
    with refused(f"Sample {TUBE[-4:]} was thrown away."):
        pour(lab, TUBE, ("K",))
