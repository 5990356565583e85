"""One technician at night: what may leave before a pathologist has seen it, and that final takes its place."""

import pytest

from labkiosk.board import queue, samples
from labkiosk.forms.report_data import interim
from labkiosk.lab.bench import receive
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.report_paper import report_of
from labkiosk.lab.results import Given, record
from tests.lab.homes import Clock, order, states
from tests.lab.refusals import refused

ORDER, TUBE = "O01-0000001", "010000000016"
NIGHT = "no pathologist at night"


@pytest.fixture
def lab(lab: Lab) -> Lab:
    order(lab, "NA", "K", priority="stat")
    receive(lab, TUBE)
    record(lab, TUBE, [Given(test="NA", value="140"), Given(test="K", value="4.1")])
    return lab


def final(lab: Lab, *numbers: str) -> int:
    lab.sign_in("path")
    done = release(lab, list(numbers or (TUBE,)))
    lab.sign_in("tech")
    return done[0].version


def test_it_needs_a_reason_and_is_not_given_twice(lab: Lab) -> None:
    with refused("Reason is missing. Type it."):
        release(lab, [TUBE], provisional=True)
    assert release(lab, [TUBE], provisional=True, reason=NIGHT)[0].version == 1
    assert states(lab, TUBE) == {"NA": "provisional", "K": "provisional"}
    with refused("Sample 0016 has nothing to release."):
        release(lab, [TUBE], provisional=True, reason="again")


def test_final_takes_the_place_of_it_and_says_so(lab: Lab, clock: Clock) -> None:
    release(lab, [TUBE], provisional=True, reason=NIGHT)
    clock.turn(150)
    assert final(lab) == 2
    assert states(lab, TUBE) == {"NA": "released", "K": "released"}
    said = report_of(lab, ORDER, 2)
    assert said.replaces == ("provisional version 1 of 22 Nov 2026 12:00 by Example Technician",)
    assert [(g.provisional, g.released_by) for g in said.groups] == [("", "Example Pathologist")]
    assert not interim(said)
    with refused("Sample 0016 has nothing to release."):
        release(lab, [TUBE], provisional=True, reason="once more")


def test_a_part_made_final_says_which(lab: Lab) -> None:
    release(lab, [TUBE], provisional=True, reason=NIGHT)
    lab.sign_in("path")
    record(lab, TUBE, [Given(test="K", value="4.2", reason="misread")])
    assert release(lab, [TUBE])[0].left == ("Sample 0016 K was entered by you: a second person releases it.",)
    assert report_of(lab, ORDER, 2).replaces == (
        "provisional version 1 of 22 Nov 2026 12:00 by Example Technician for NA",
    )


def test_a_value_corrected_before_it_is_final_is_shown_with_the_one_it_replaces(
    lab: Lab, clock: Clock
) -> None:
    release(lab, [TUBE], provisional=True, reason=NIGHT)
    clock.turn(30)
    with refused("K has 4.1 mmol/L, and this is another: look again, or give the reason to replace it."):
        record(lab, TUBE, [Given(test="K", value="4.9")])
    record(lab, TUBE, [Given(test="K", value="4.9", reason="misread")])
    by = "22 Nov 2026 12:30 by Example Technician: misread"
    withdrawn = report_of(lab, ORDER, 1)
    assert (withdrawn.pending, withdrawn.corrections) == (
        ("Potassium",),
        (f"Potassium 4.1 mmol/L of provisional version 1 withdrawn {by}",),
    )
    assert final(lab) == 2
    said = report_of(lab, ORDER, 2)
    assert said.corrections == (f"Potassium 4.1 -> 4.9 mmol/L, corrected {by}",)
    assert [(r.test, r.value) for g in said.groups for r in g.results] == [
        ("Sodium", "140"),
        ("Potassium", "4.9"),
    ]


def test_it_stands_first_on_the_list_until_it_is_final(lab: Lab, clock: Clock) -> None:
    other = order(lab, "NA", priority="stat").samples[0].sample
    clock.turn(10)
    receive(lab, other)
    record(lab, other, [Given(test="NA", value="138")])
    assert [i.number for i in queue.to_release(lab.conn)] == [TUBE, other]
    release(lab, [other], provisional=True, reason=NIGHT)
    found = queue.to_release(lab.conn)
    assert [(i.number, i.rank) for i in found] == [(other, 0), (TUBE, 1)]
    assert [i.number for i in queue.to_release(lab.conn, after=found[0])] == [TUBE]
    final(lab, other)
    assert [i.number for i in queue.to_release(lab.conn)] == [TUBE]


def test_what_the_catalogue_keeps_for_a_pathologist_waits(lab: Lab) -> None:
    routine = order(lab, "NA").samples[0].sample
    group = order(lab, "ABO", "HB", priority="stat").samples[0].sample
    for tube, test, value in ((routine, "NA", "140"), (group, "ABO", "O"), (group, "HB", "12.5")):
        if samples.sample(lab.conn, tube).received_at is None:  # type: ignore[union-attr]
            receive(lab, tube)
        record(lab, tube, [Given(test=test, value=value)])
    with refused("Sample 0027 NA is routine: it waits for a pathologist."):
        release(lab, [routine], provisional=True, reason=NIGHT)
    done = release(lab, [group], provisional=True, reason=NIGHT)
    assert done[0].tests == {group: ("HB",)}
    assert done[0].left == ("Sample 0034 ABO is never provisional: a pathologist releases it.",)


def test_who_saw_it_stands_on_the_paper(lab: Lab) -> None:
    lab.sign_in("path")
    release(lab, [TUBE], provisional=True, reason="theatre waits")
    assert [(g.released_by, g.provisional) for g in report_of(lab, ORDER, 1).groups] == [
        ("Example Pathologist", "theatre waits")
    ]


def test_what_is_held_is_not_provisional_and_the_rest_of_its_tube_is(lab: Lab) -> None:
    record(lab, TUBE, [Given(test="K", value="8.1", reason="read again")])
    done = release(lab, [TUBE], provisional=True, reason=NIGHT)
    assert (done[0].tests, done[0].left) == (
        {TUBE: ("NA",)},
        ("Sample 0016 K is held: type its value again first.",),
    )
