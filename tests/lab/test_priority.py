"""An order that becomes STAT goes ahead, with all its tubes and whatever is drawn for it later."""

import pytest

from labkiosk.board import orders, queue, samples
from labkiosk.facts.errors import Refused
from labkiosk.lab.addon import add_on
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.history import history
from labkiosk.lab.intake import Registered, cancel_order, register
from labkiosk.lab.lab import Lab
from labkiosk.lab.priority import make_stat
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.rules.priority import MINUTE


def ordered(lab: Lab, name: str, *tests: str) -> Registered:
    who = PatientRequest(name=name, sex="F", age="40 y")
    return register(lab, OrderRequest(patient=who, tests=tests))


def test_all_its_tubes_go_ahead_and_are_due_sooner(lab: Lab) -> None:
    first, later = ordered(lab, "Asha Devi", "NA"), ordered(lab, "Ravi Kumar", "NA", "HB")
    for tube in (*first.samples, *later.samples):
        receive(lab, tube.sample)
    serum, edta = (each.sample for each in later.samples)
    assert queue.following(lab.conn)[0].number == first.samples[0].sample
    raised = make_stat(lab, edta)
    assert raised == (later.order, (serum, edta))
    found = {item.number: item for item in queue.following(lab.conn)}
    assert list(found)[-1] == first.samples[0].sample
    received = samples.sample(lab.conn, serum)
    assert received is not None and received.received_at is not None
    target = lab.catalogue.tests["NA"].targets["stat"]
    assert (found[serum].priority, found[serum].target) == ("stat", target)
    assert found[serum].due == received.received_at + target * MINUTE
    of = orders.order(lab.conn, later.order)
    assert of is not None and of.priority == "stat"
    assert history(lab, received)[-1].text == f"Order {later.order} is STAT from here on."


def test_what_is_drawn_for_it_later_is_stat_too(lab: Lab) -> None:
    made = ordered(lab, "Asha Devi", "NA")
    make_stat(lab, made.order.lower())
    (tube,) = made.samples
    receive(lab, tube.sample)
    added = add_on(lab, made.order, ("HB",), fit="", new_tube=True)
    again = reject(lab, tube.sample, "CLOTTED").replacement
    for number in (again, *(each.sample for each in added.tubes if each.new)):
        found = samples.sample(lab.conn, number)
        assert found is not None and found.priority == "stat"


def test_once_is_enough_and_what_is_done_with_is_not_hurried(lab: Lab) -> None:
    made, gone = ordered(lab, "Asha Devi", "NA"), ordered(lab, "Ravi Kumar", "NA")
    make_stat(lab, made.order)
    with pytest.raises(Refused, match=rf"^Order {made.order} is STAT already\.$"):
        make_stat(lab, made.samples[0].sample)
    cancel_order(lab, gone.order, "Ordered twice")
    with pytest.raises(Refused, match=rf"^Order {gone.order} is done with: there is nothing to hurry\.$"):
        make_stat(lab, gone.order)


def test_a_value_that_waits_for_release_is_of_a_stat_order_then(lab: Lab) -> None:
    made = ordered(lab, "Asha Devi", "NA")
    receive(lab, made.samples[0].sample)
    record(lab, made.samples[0].sample, [Given(test="NA", value="140")])
    make_stat(lab, made.order)
    assert [item.priority for item in queue.to_release(lab.conn)] == ["stat"]
