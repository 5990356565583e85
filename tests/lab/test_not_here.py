"""Tubes that were drawn and do not come."""

from labkiosk.lab.bench import receive
from labkiosk.lab.collection import collect
from labkiosk.lab.handover import standing
from labkiosk.lab.handover_paper import standing_data
from labkiosk.lab.lab import Lab
from labkiosk.lab.not_here import not_here
from labkiosk.lab.results import Given, record
from tests.lab.homes import Clock, order

MINUTE = 60_000


def missed(lab: Lab, bench: str | None = None) -> list[str]:
    return [tube.number for tube in not_here(lab.conn, lab, lab.time().at, bench)]


def tubes(lab: Lab, *tests: str, drawn: bool = True, **said: str) -> list[str]:
    """The numbers of an order whose tubes are drawn now."""
    placed = order(lab, *tests, **said)
    made = [planned.sample for planned in placed.samples]
    for number in made if drawn else []:
        collect(lab, placed.order, number)
    return made


def test_it_is_missed_when_it_would_be_late_had_it_come_at_once(lab: Lab, clock: Clock) -> None:
    (urgent,) = tubes(lab, "NA", "UA", priority="urgent")
    target = lab.catalogue.tests["NA"].targets["urgent"]
    (routine,) = tubes(lab, "NA")
    tubes(lab, "NA", drawn=False)
    clock.turn(target)
    assert missed(lab) == []
    clock.turn(1)
    assert missed(lab) == [urgent]
    assert (missed(lab, "CHEM"), missed(lab, "HAEM")) == ([urgent], [])
    clock.turn(24 * 60)
    assert missed(lab) == [urgent, routine]
    receive(lab, urgent)
    assert missed(lab) == [routine]


def test_what_keeps_a_short_while_is_missed_after_that(lab: Lab, clock: Clock) -> None:
    (gas,) = tubes(lab, "PH")
    within = lab.catalogue.containers[lab.catalogue.tests["PH"].container].within_min
    assert within is not None
    clock.turn(within)
    assert missed(lab) == []
    clock.turn(1)
    assert missed(lab) == [gas]


def test_the_hours_of_the_bench_count(lab: Lab, clock: Clock) -> None:
    lab.home.catalogue.mkdir(exist_ok=True)
    (lab.home.catalogue / "hours.csv").write_text(
        "bench,days,from,to,source,approved_by,note\nCHEM,mon-sun,08:00,12:30,us,,\n"
    )
    (tube,) = tubes(lab, "NA", priority="urgent")  # at 12:00, due 90 minutes on
    clock.turn(20 * 60 + 59)
    assert missed(lab) == []
    clock.turn(2)
    assert missed(lab) == [tube]


def test_the_hand_over_says_what_is_not_here_and_what_is_late_for_release(lab: Lab, clock: Clock) -> None:
    (gone,) = tubes(lab, "NA", priority="stat", location="Ward 3")
    drawn_at = lab.time().at
    (done,) = tubes(lab, "CREA", priority="urgent")
    receive(lab, done)
    record(lab, done, [Given(test="CREA", value="0.9")])
    soon = standing(lab.conn, lab, lab.time().at).lists
    assert {"late", "not_here"} & {each.list for each in soon} == set()
    clock.turn(10 * 60)
    found = standing(lab.conn, lab, lab.time().at)
    kept = {each.list: each for each in found.lists}
    (missing,) = kept["not_here"].lines
    assert (missing.number, missing.ward, missing.priority, missing.what, missing.when) == (
        gone, "Ward 3", "stat", "CHEM", drawn_at,
    )  # fmt: skip
    assert [line.number for line in kept["late"].lines] == [done]
    assert kept["late"].lines == kept["release"].lines
    titles = [(section.title, section.total) for section in standing_data(lab, found, lab.time().at).sections]
    assert ("Drawn, and not here", 1) in titles
    assert ("Late for release", 1) in titles
