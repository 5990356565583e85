"""The bench: tubes received once, or rejected with a linked new one expected."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkiosk.board import jobs, samples
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.intake import cancel
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.results import Given, record
from tests.journal.outsider import journal
from tests.lab.homes import NOON, Clock, make, order, states
from tests.lab.refusals import refused

TUBE, NEXT = "010000000016", "010000000027"


@pytest.fixture
def lab(tmp_path: Path, clock: Clock) -> Iterator[Lab]:
    with make(tmp_path / "home", clock) as lab:
        order(lab, "NA", "K", "HIV", priority="urgent")
        clock.turn(7)
        yield lab


def test_a_tube_is_received_with_its_conditions(lab: Lab) -> None:
    found = receive(lab, TUBE, ("haemolysed", "SHORT", "HAEMOLYSED"))
    assert (found.state, found.received_at) == ("received", NOON + 7 * 60_000)
    assert found.conditions == ("Haemolysed", "Less than the full volume")


def test_what_cannot_be_received(lab: Lab, clock: Clock) -> None:
    with refused("Scan again: check digit wrong in 010000000017."):
        receive(lab, "010000000017")
    receive(lab, TUBE)
    clock.turn(60)
    with refused("Sample 0016 was received at 12:07 on 22 Nov."):
        receive(lab, TUBE)
    reject(lab, TUBE, "CLOTTED")
    with refused("Sample 0016 was rejected (Clotted): a new one is expected."):
        receive(lab, TUBE)
    cancel(lab, NEXT, (), "Patient left")
    with refused("Sample 0027 is cancelled: nothing is to be done on it."):
        receive(lab, NEXT)


def test_a_condition_or_reason_that_nobody_knows(lab: Lab) -> None:
    before = journal(lab.home.folder)
    with refused(
        "'CLOTTED' is not a condition code; use one of HAEMOLYSED, LIPAEMIC, ICTERIC, SHORT, SMALL-CLOTS, OLD, "
        "NOT-ON-ICE"
    ):
        receive(lab, TUBE, ("CLOTTED",))
    with refused(
        "'HAEMOLYSED' is not a reject code; use one of IDENTITY, UNLABELLED, ILLEGIBLE, NO-LOCATION, UNSIGNED, "
        "ALL-TESTS, LOW-VOLUME, WRONG-TUBE, CLOTTED, TOO-HAEMOLYSED, TOO-LIPAEMIC, LATE, LEAKED, DRIP-ARM"
    ):
        reject(lab, TUBE, "HAEMOLYSED")
    assert journal(lab.home.folder) == before


def test_a_rejected_tube_has_a_linked_new_one_expected(lab: Lab) -> None:
    receive(lab, TUBE)
    assert reject(lab, TUBE, "clotted") == (("NA", "K", "HIV"), NEXT, ())
    old, new = (samples.sample(lab.conn, n) for n in (TUBE, NEXT))
    assert old is not None
    assert new is not None
    assert (old.state, old.reason, old.replaced_by) == ("rejected", "Clotted", NEXT)
    assert (new.state, new.replaces, new.order, new.priority, new.head_start) == (
        "expected", TUBE, old.order, "urgent", 720,
    )  # fmt: skip
    assert (new.container, new.specimen, new.part, new.parts) == ("SST", "Serum", 1, 1)
    assert states(lab, NEXT) == {"NA": "open", "K": "open", "HIV": "open"}
    papers = [(j.form, j.subject) for j in jobs.to_print(lab.conn)]
    assert papers[-2:] == [("label", NEXT), ("rejection", TUBE)]


def test_a_rejected_tube_takes_no_result(lab: Lab) -> None:
    reject(lab, TUBE, "UNLABELLED")
    with refused("Sample 0016 was rejected (Tube has no label): a new one is expected."):
        record(lab, TUBE, [Given(test="NA", value="140")])


def test_single_tests_are_rejected_and_the_rest_goes_on(lab: Lab) -> None:
    receive(lab, TUBE)
    assert reject(lab, TUBE, "TOO-HAEMOLYSED", (" k ", "K")) == (("K",), NEXT, ())
    assert states(lab, TUBE) == {"NA": "open", "K": "rejected", "HIV": "open"}
    with refused("K is rejected on this sample (Too haemolysed to test): no result can be kept."):
        record(lab, TUBE, [Given(test="K", value="4.1")])
    record(lab, TUBE, [Given(test="NA", value="140")])
    assert samples.conflicts(lab.conn) == []


def test_values_that_have_not_left_go_with_the_tube_and_released_ones_stay(lab: Lab) -> None:
    receive(lab, TUBE)
    record(lab, TUBE, [Given(test="NA", value="140")])
    lab.sign_in("path")
    release(lab, [TUBE])
    lab.sign_in("tech")
    record(lab, TUBE, [Given(test="K", value="4.1")])
    with refused("NA cannot be rejected: it is released."):
        reject(lab, TUBE, "CLOTTED", ("NA",))
    assert reject(lab, TUBE, "CLOTTED").tests == ("K", "HIV")
    assert states(lab, TUBE) == {"NA": "released", "K": "rejected", "HIV": "rejected"}
    assert set(samples.results(lab.conn, TUBE)) == {"NA"}
    assert samples.conflicts(lab.conn) == []


def test_what_cannot_be_rejected(lab: Lab) -> None:
    with refused("PT was not asked for on this sample: it has NA, K, HIV."):
        reject(lab, TUBE, "CLOTTED", ("PT",))
    reject(lab, TUBE, "CLOTTED")
    with refused("Nothing to reject: no test of this sample is open."):
        reject(lab, TUBE, "CLOTTED")
