"""The draw: slip first, then its tubes; a tube of somebody else never passes."""

import pytest

from labkiosk.board import jobs
from labkiosk.board.rebuild import differences
from labkiosk.facts.errors import Refused
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.blank import blank_labels
from labkiosk.lab.collection import collect, not_drawn
from labkiosk.lab.given import subject_of
from labkiosk.lab.history import history
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import label_data, page
from labkiosk.lab.papers import print_again
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.lab.scan import sample_of
from tests.lab.homes import NOON, Clock, order
from tests.lab.refusals import refused

RAVI = PatientRequest(name="Ravi Kumar", sex="M", age="40 y")
BABY = PatientRequest(name="Baby of Asha", sex="F", birth_date="2026-11-22")


def test_a_scan_back_is_the_collection_time(lab: Lab, clock: Clock) -> None:
    made = order(lab, "K", "HB")
    clock.turn(7)
    done = collect(lab, made.order, made.samples[0].sample)
    assert (done.collected_at, done.collected_by, done.state) == (
        NOON + 7 * 60_000,
        "Example Technician",
        "expected",
    )
    other = sample_of(lab.conn, made.samples[1].sample)
    assert (other.collected_at, other.collected_by) == (None, "")
    assert list(differences(lab.conn)) == []


def test_the_tubes_own_time_goes_before_the_orders_on_paper(lab: Lab, clock: Clock) -> None:
    made = order(lab, "K", "HB", collected_at="11:00", collected_by="ward")
    clock.turn(7)
    collect(lab, made.order, made.samples[0].sample)
    said = [label_data(lab, print_again(lab, "label", s.sample, "torn")) for s in made.samples]
    assert [(d.collected, d.collector) for d in said] == [
        ("22 Nov 2026 12:07", "Example Technician"),
        ("22 Nov 2026 11:00", "ward"),
    ]


def test_another_orders_tube_is_refused_by_name(lab: Lab) -> None:
    asha, ravi = order(lab, "K"), order(lab, "K", patient=RAVI)
    tail = ravi.samples[0].sample[-4:]
    with refused(f"WRONG TUBE: {tail} is Ravi Kumar's (~40 y M), not Asha Devi's. Put it aside."):
        collect(lab, asha.order, ravi.samples[0].sample)
    assert sample_of(lab.conn, ravi.samples[0].sample).collected_at is None


def test_the_same_patients_other_order_is_refused_too(lab: Lab) -> None:
    first, second = order(lab, "K"), order(lab, "HB")
    tail = second.samples[0].sample[-4:]
    with refused(f"Tube {tail} is of another order of Asha Devi: scan that order's slip first."):
        collect(lab, first.order, second.samples[0].sample)


def test_a_second_scan_and_a_closed_tube_are_refused(lab: Lab) -> None:
    made = order(lab, "K", "HB")
    tube, other = (s.sample for s in made.samples)
    collect(lab, made.order, tube)
    with refused(f"Tube {tube[-4:]} was collected at 12:00 on 22 Nov: another time needs a reason."):
        collect(lab, made.order, tube)
    reject(lab, other, "CLOTTED")
    with pytest.raises(Refused, match="was rejected"):
        collect(lab, made.order, other)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (
            "12:01",
            "The collection time is in the future: check it. With its day it is like 2026-11-21 23:50.",
        ),
        ("7 am", "Type the collection time like 07:10 or 2026-11-22 07:10."),
    ],
)
def test_a_time_that_cannot_be_is_refused(lab: Lab, at: str, said: str) -> None:
    made = order(lab, "K")
    with refused(said):
        collect(lab, made.order, made.samples[0].sample, at=at)


def test_nothing_is_collected_before_birth(lab: Lab) -> None:
    made = order(lab, "K", patient=BABY)
    with pytest.raises(Refused, match="birth"):
        collect(lab, made.order, made.samples[0].sample, at="2026-11-21 07:00")


def test_a_received_tube_needs_its_time_said_and_not_after_it_came(lab: Lab, clock: Clock) -> None:
    made = order(lab, "K")
    tube = made.samples[0].sample
    receive(lab, tube)
    clock.turn(30)
    with refused(f"Tube {tube[-4:]} is received already: say when it was collected."):
        collect(lab, made.order, tube)
    with refused(f"Tube {tube[-4:]} was received at 12:00 on 22 Nov, before that time."):
        collect(lab, made.order, tube, at="12:10")
    assert collect(lab, made.order, tube, at="11:40", by="Sister Mary").collected_by == "Sister Mary"


def test_a_later_correction_is_a_new_fact_and_judges_values_anew(lab: Lab, clock: Clock) -> None:
    clock.turn(3 * 24 * 60)
    made = order(lab, "HB", patient=BABY)
    tube = made.samples[0].sample
    collect(lab, made.order, tube)
    receive(lab, tube)
    record(lab, tube, [Given(test="HB", value="17")])
    assert subject_of(lab, lab.conn, sample_of(lab.conn, tube)).age == 3
    collect(lab, made.order, tube, at="2026-11-23 08:00", by="R. Devi", reason="clock on the ward was wrong")
    assert subject_of(lab, lab.conn, sample_of(lab.conn, tube)).age == 1
    told = [
        line.text for line in history(lab, sample_of(lab.conn, tube)) if line.text.startswith("Collected")
    ]
    assert told == [
        "Collected at 12:00 on 25 Nov by Example Technician.",
        "Collected at 08:00 on 23 Nov by R. Devi; the time before was corrected: clock on the ward was wrong.",
    ]


def test_a_tube_that_could_not_be_drawn_stays_expected_with_a_word(lab: Lab) -> None:
    made = order(lab, "K", "HB")
    drawn, left = (s.sample for s in made.samples)
    collect(lab, made.order, drawn)
    with refused("Reason is missing. Type it."):
        not_drawn(lab, made.order, (), "")
    with refused(f"Sample {drawn[-4:]} is not to be drawn for order {made.order}."):
        not_drawn(lab, made.order, (drawn,), "vein collapsed")
    assert not_drawn(lab, made.order, (), "vein collapsed") == (left,)
    sample = sample_of(lab.conn, left)
    assert sample.state == "expected"
    assert history(lab, sample)[-1].text == "Not drawn: vein collapsed."
    collect(lab, made.order, left)
    with refused(f"Every tube of order {made.order} is drawn."):
        not_drawn(lab, made.order, (), "vein collapsed")


def test_a_tube_drawn_into_one_with_a_blank_label_takes_its_number(lab: Lab) -> None:
    (label,) = blank_labels(lab, 1)
    made = order(lab, "K")
    tube = made.samples[0].sample
    assert collect(lab, made.order, tube, label=label).number == label
    with pytest.raises(Refused, match="This label is void"):
        sample_of(lab.conn, tube)
    # Its label of intake may still be in the queue: a second one with this number must not come out.
    waiting = next(j for j in jobs.of_subject(lab.conn, tube) if j.form == "label")
    with refused("not printed: the tube carries a blank label with its number."):
        page(lab, waiting)
    assert label_data(lab, print_again(lab, "label", tube, "torn")).number == label
    assert list(differences(lab.conn)) == []
