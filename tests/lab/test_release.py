"""Release: a second person, nothing that still needs something, and all of it or none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkiosk.board import jobs, orders, queue, samples
from labkiosk.board.counts import counts
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.intake import cancel
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import print_again, print_report
from labkiosk.lab.release import Released, release
from labkiosk.lab.results import Given, record
from tests.journal.outsider import journal
from tests.lab.homes import NOON, Clock, make, order
from tests.lab.refusals import refused

SALTS, BLOOD = "010000000016", "010000000027"


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with make(tmp_path / "home", Clock()) as lab:
        made = order(lab, "NA", "K", "HB")
        assert [s.sample for s in made.samples] == [SALTS, BLOOD]
        for sample in made.samples:
            receive(lab, sample.sample)
        yield lab


def values(lab: Lab, tube: str, by: str = "tech", **given: str) -> None:
    lab.sign_in(by)
    record(lab, tube, [Given(test=t, value=v) for t, v in given.items()])


def states(lab: Lab) -> dict[str, str]:
    return {t.code: t.state for tube in (SALTS, BLOOD) for t in samples.tests(lab.conn, tube)}


def test_what_is_recorded_is_released_and_the_rest_stays(lab: Lab) -> None:
    values(lab, SALTS, NA="140")
    lab.sign_in("path")
    assert release(lab, [SALTS]) == [Released("O01-0000001", 1, {SALTS: ("NA",)})]
    assert states(lab) == {"NA": "released", "K": "open", "HB": "open"}
    found = samples.results(lab.conn, SALTS)["NA"]
    assert (found.version, found.provisional, found.released_at, found.released_by) == (
        1,
        False,
        NOON,
        "badge:path",
    )
    assert (found.actor, found.at) == ("badge:tech", NOON)


def test_each_release_of_an_order_is_a_version_of_its_report(lab: Lab) -> None:
    values(lab, SALTS, NA="140")
    values(lab, BLOOD, HB="13")
    lab.sign_in("path")
    release(lab, [SALTS])
    release(lab, [BLOOD])
    values(lab, SALTS, K="4.1")
    lab.sign_in("path")
    assert release(lab, [SALTS])[0].version == 3
    placed = orders.order(lab.conn, "O01-0000001")
    assert placed is not None
    assert (placed.version, placed.released_at) == (3, NOON)


def test_many_tubes_of_several_orders_at_once(lab: Lab) -> None:
    other = order(lab, "NA").samples[0].sample
    receive(lab, other)
    values(lab, SALTS, NA="140", K="4.1")
    values(lab, BLOOD, HB="13")
    values(lab, other, NA="139")
    lab.sign_in("path")
    assert release(lab, [SALTS, other, BLOOD, SALTS], report=True) == [
        Released("O01-0000001", 1, {SALTS: ("NA", "K"), BLOOD: ("HB",)}),
        Released("O01-0000003", 1, {other: ("NA",)}),
    ]
    reports = [(j.subject, j.version, j.copy) for j in jobs.to_print(lab.conn) if j.form == "report"]
    assert reports == [("O01-0000001", 1, 0), ("O01-0000003", 1, 0)]
    assert queue.to_release(lab.conn) == []
    c = counts(lab.conn)
    assert (c.registered, c.received, c.reported, c.pending) == (3, 3, 3, 0)


def test_what_is_held_stays_and_the_rest_of_its_tube_leaves(lab: Lab) -> None:
    values(lab, SALTS, NA="140", K="7.8")
    values(lab, BLOOD, HB="13")
    lab.sign_in("path")
    left = ("Sample 0016 K is held: type its value again first.",)
    assert release(lab, [BLOOD, SALTS]) == [
        Released("O01-0000001", 1, {BLOOD: ("HB",), SALTS: ("NA",)}, left)
    ]
    assert states(lab) == {"NA": "released", "K": "held", "HB": "released"}


def test_a_tube_of_which_nothing_may_leave_keeps_all_of_them_in(lab: Lab) -> None:
    values(lab, SALTS, K="7.8")
    values(lab, BLOOD, HB="13")
    before = journal(lab.home.folder)
    lab.sign_in("path")
    with refused("Sample 0016 K is held: type its value again first."):
        release(lab, [BLOOD, SALTS])
    assert journal(lab.home.folder) == before


def test_what_is_held_is_not_released_even_as_provisional(lab: Lab) -> None:
    values(lab, SALTS, K="7.8")
    values(lab, SALTS, K="7.8")
    held = "Sample 0016 K is held: a second person must type its value first."
    routine = "Sample 0016 K is routine: it waits for a pathologist."
    for badge, provisional in (("path", False), ("tech", True), ("path", True)):
        lab.sign_in(badge)
        with refused(routine if provisional else held):
            release(lab, [SALTS], provisional=provisional, reason="urgent")
    values(lab, SALTS, by="super", K="7.8")
    lab.sign_in("path")
    assert release(lab, [SALTS])[0].tests == {SALTS: ("K",)}


def test_nobody_releases_what_they_entered(lab: Lab) -> None:
    values(lab, SALTS, by="path", NA="140")
    with refused("Sample 0016 NA was entered by you: a second person releases it."):
        release(lab, [SALTS])


def test_who_replaced_a_value_entered_it(lab: Lab) -> None:
    values(lab, SALTS, NA="140")
    lab.sign_in("path")
    record(lab, SALTS, [Given(test="NA", value="141", reason="misread")])
    with refused("Sample 0016 NA was entered by you: a second person releases it."):
        release(lab, [SALTS])


def test_nothing_to_release(lab: Lab) -> None:
    lab.sign_in("path")
    with refused("Sample 0016 has nothing to release."):
        release(lab, [SALTS])
    assert release(lab, []) == []
    values(lab, SALTS, NA="140", K="4.1")
    lab.sign_in("path")
    release(lab, [SALTS])
    with refused("Sample 0016 has nothing to release."):
        release(lab, [SALTS])
    lab.sign_in("tech")
    reject(lab, BLOOD, "CLOTTED")
    lab.sign_in("path")
    with refused("Sample 0027 has nothing to release."):
        release(lab, [BLOOD])


def test_a_report_before_the_first_release_is_refused(lab: Lab) -> None:
    with refused("Order O01-0000001 has no released result yet: release first, then print."):
        print_report(lab, "O01-0000001")
    with refused("Order O01-0000009 is not known here."):
        print_report(lab, "O01-0000009")


def test_a_second_print_of_a_version_is_a_copy_and_a_new_version_is_none(lab: Lab) -> None:
    values(lab, SALTS, NA="140")
    values(lab, BLOOD, HB="13")
    lab.sign_in("path")
    release(lab, [SALTS], report=True)
    assert [print_report(lab, "O01-0000001").copy for _ in range(2)] == [1, 2]
    again = print_again(lab, "report", "O01-0000001", "smudged")
    assert (again.form, again.version, again.copy, again.reason) == ("report", 1, 3, "smudged")
    release(lab, [BLOOD], report=True)
    assert [(j.version, j.copy) for j in jobs.of_subject(lab.conn, "O01-0000001", "report")][-1] == (2, 0)


@pytest.mark.parametrize(
    ("form", "subject"),
    [
        ("report", "O01-0000001"),
        ("rejection", SALTS),
        ("label", "010000000034"),
        ("slip", SALTS),
        ("card", SALTS),
    ],
)
def test_only_what_was_asked_for_is_printed_again(lab: Lab, form: str, subject: str) -> None:
    with refused(f"There is no {form} of {subject} to print again."):
        print_again(lab, form, subject, "torn")


def test_a_cancelled_test_does_not_hold_up_the_report(lab: Lab) -> None:
    values(lab, SALTS, NA="140")
    cancel(lab, SALTS, ("K",), "Ordered twice")
    lab.sign_in("path")
    release(lab, [SALTS])
    found = samples.sample(lab.conn, SALTS)
    assert found is not None
    assert found.state == "reported"
