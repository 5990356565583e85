"""The printed chart: what it says, and every value where it belongs to the dot."""

from itertools import pairwise

import pytest

from labkiosk.board import jobs
from labkiosk.board.jobs import Paper
from labkiosk.forms.draw import draw
from labkiosk.forms.levey import Dot, LevelChart, Limits, Note, levey
from labkiosk.forms.media import MEDIA, Media
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import page
from labkiosk.lab.papers import print_again
from labkiosk.lab.qc import Reading, resolve, run_controls
from labkiosk.lab.qc_chart import chart, columns, print_chart
from labkiosk.lab.qc_lots import Goal, close_lot, name_material, open_lot, set_targets
from labkiosk.lab.qc_paper import levey_data
from labkiosk.rules.levey import plot
from tests.lab.controls import LOW, set_up, sodium
from tests.lab.homes import Clock
from tests.lab.refusals import refused

ROLLS = [MEDIA["roll-80"], MEDIA["roll-58"]]


@pytest.fixture
def lab(lab: Lab, clock: Clock) -> Lab:
    """A good run, one of which level 1 failed and was resolved, and one of level 1 alone with a new lot."""
    set_up(lab)
    sodium(lab, "121", "149")
    clock.turn(60)
    (failed, _) = sodium(lab, "127", "150")
    lab.sign_in("path")
    clock.turn(5)
    resolve(lab, failed.run, (), "vial", "old vial")
    lab.sign_in("tech")
    close_lot(lab, LOW, "used up")
    fresh = open_lot(lab, "C01-0000001", "4590", "2027-06-30")
    set_targets(lab, fresh.id, [Goal("NA", "122", "2.5")])
    run_controls(lab, [Reading(fresh.id, "NA", "122")])
    return lab


def limits(*values: str) -> Limits:
    return Limits(**dict(zip(Limits.__struct_fields__, values, strict=True)))


def asked(lab: Lab, subject: str) -> Paper:
    return jobs.of_subject(lab.conn, subject, "levey")[-1]


def test_what_it_says(lab: Lab) -> None:
    data = levey_data(lab, asked(lab, print_chart(lab, "na")))
    assert (data.lab_name, data.test, data.instrument, data.chart) == (
        "District Hospital",
        "Sodium",
        "",
        "N01-0000001",
    )
    assert data.made == "22 Nov 2026 13:05 by Example Technician"
    assert data.runs == "22 Nov 2026 12:00 to 22 Nov 2026 13:05"
    assert data.levels == (
        LevelChart(
            title="Level 1, lot 4590, expires 2027-06-30",
            target="mean 122, SD 2.5 mmol/L",
            limits=limits("129.5", "127.0", "124.5", "122.0", "119.5", "117.0", "114.5"),
            dots=(Dot(z=50), Dot(z=350, failed=True, note=1), Dot(z=0, new_lot=True)),
        ),
        LevelChart(
            title="Level 2, lot 4582, expires 2027-03-31",
            target="mean 150, SD 2 mmol/L",
            limits=limits("156", "154", "152", "150", "148", "146", "144"),
            dots=(Dot(z=-50), Dot(z=0), None),
        ),
    )
    assert data.notes == (
        Note(
            number=1,
            text="22 Nov 13:00 level 1: 127 mmol/L, +3.50 SD, 1-3s, 1-2s."
            " New vial: old vial (Example Pathologist, 22 Nov 13:05)",
        ),
    )


def test_printed_again_it_says_what_it_said(lab: Lab, clock: Clock) -> None:
    made = print_chart(lab, "NA")
    first = levey_data(lab, asked(lab, made))
    clock.turn(10)
    sodium(lab, "", "157")
    again = levey_data(lab, print_again(lab, "levey", made))
    assert again.copy == 1
    assert (again.levels, again.notes, again.runs) == (first.levels, first.notes, first.runs)


def test_an_open_failure_says_so(lab: Lab, clock: Clock) -> None:
    clock.turn(10)
    sodium(lab, "", "157")
    notes = levey_data(lab, asked(lab, print_chart(lab, "NA"))).notes
    assert notes[-1].text == "22 Nov 13:15 level 2: 157 mmol/L, +3.50 SD, 1-3s, 1-2s. NOT RESOLVED"


@pytest.mark.parametrize("media", ROLLS, ids=lambda m: m.name)
def test_every_value_stands_where_it_belongs(lab: Lab, media: Media) -> None:
    data = levey_data(lab, asked(lab, print_chart(lab, "NA")))
    laid = levey(data, media)
    picture = draw(laid).image
    assert picture.width == {"roll-80": 576, "roll-58": 384}[media.name]
    squares = [i for i in laid.items if type(i).__name__ == "Rule" and (i.width, i.height) == (1.0, 1.0)]
    lines = sorted(
        {i.y for i in laid.items if type(i).__name__ == "Rule" and i.height == 0.25 and i.x == 13.0}
    )
    # Three full lines a level: +3 SD, the mean and -3 SD, 15 mm from one to the next.
    assert [round(b - a, 6) for a, b in pairwise(lines[:3])] == [15, 15]
    means = [lines[1], lines[1], lines[1], lines[4], lines[4]]
    above = [round((mean - square.y - 0.5) / 5, 6) for mean, square in zip(means, squares, strict=True)]
    assert above == [0.5, 3.5, 0, -0.5, 0]
    for square in squares:
        x, y = ((place + 0.5) * 8 for place in (square.x, square.y))
        assert picture.getpixel((int(x), int(y))) == 0
    assert all(i.x >= 0 and i.x + i.width <= media.width + 1e-6 for i in laid.items)
    assert laid.height < 200


def test_a_new_lot_and_levels_that_meet_on_the_screen(lab: Lab) -> None:
    lines = plot(columns(chart(lab, "NA")), 20)
    assert [line[5:] for line in lines] == [
        "   1 |", "=====|=========", "     |", "-----|---------", "     |", ".....|.........", " 1   |",
        "---2-1---------", " 2   |", ".....|.........", "     |", "-----|---------", "     |", "=====|=========",
        "     |", "   x",
    ]  # fmt: skip
    (one, two) = run_controls(lab, [Reading("4590", "NA", "122"), Reading("4582", "NA", "150")])
    assert (one.z, two.z) == ("+0.00", "+0.00")
    assert plot(columns(chart(lab, "NA")), 20)[7] == "mean ---2-1-*-------"
    assert plot(columns(chart(lab, "NA")), 8)[7] == "mean 21*"
    assert [plot(columns(chart(lab, "NA")), 8, at)[-1] for at in (1, 3)] == ["     ^", "     x ^"]


def test_without_a_run_there_is_no_chart(lab: Lab) -> None:
    with refused("No control of K was run yet: labkiosk qc run."):
        print_chart(lab, "K")
    with refused("not printed: chart N01-0000009 is not known here."):
        page(lab, asked(lab, print_chart(lab, "NA"))._replace(subject="N01-0000009"))


def test_values_that_nothing_judged_make_no_chart_but_are_said(lab: Lab) -> None:
    set_targets(lab, "4582", [Goal("CREA")])
    run_controls(lab, [Reading("4582", "CREA", "1.1")])
    data = levey_data(lab, asked(lab, print_chart(lab, "CREA")))
    assert (data.levels[0].target, data.levels[0].dots) == ("no target", (None,))
    assert [note.text for note in data.notes] == ["22 Nov 13:05 level 2: 1.1 mg/dL, not judged, no target"]
    assert draw(levey(data)).image.width == 576


def test_two_materials_of_one_level_are_told_apart(lab: Lab) -> None:
    other = name_material(lab, "Urine control", "1")
    made = open_lot(lab, other.id, "77", "2027-06-30")
    set_targets(lab, made.id, [Goal("NA", "100", "2")])
    run_controls(lab, [Reading(made.id, "NA", "101"), Reading("4590", "NA", "122")])
    of = chart(lab, "NA")
    assert [(level.sign, level.name) for level in of.levels] == [
        ("1", "1 (Serum control)"), ("2", "1 (Urine control)"), ("3", "2"),
    ]  # fmt: skip
    assert [run.new_lots for run in of.runs] == [(), (), ("C01-0000001",), ()]
    titles = [level.title for level in levey_data(lab, asked(lab, print_chart(lab, "NA"))).levels]
    assert titles[:2] == [
        "Level 1 (Serum control), lot 4590, expires 2027-06-30", "Level 1 (Urine control), lot 77, expires 2027-06-30",
    ]  # fmt: skip


def test_a_lot_that_is_only_run_to_find_its_mean_takes_no_place(lab: Lab) -> None:
    fresh = open_lot(lab, "C01-0000001", "4600", "2027-06-30")
    set_targets(lab, fresh.id, [Goal("NA")])
    for value in ("123", "124"):
        run_controls(lab, [Reading(fresh.id, "NA", value), Reading("4590", "NA", "122")])
    assert [run.new_lots for run in chart(lab, "NA").runs] == [(), (), ("C01-0000001",), (), ()]
    low = levey_data(lab, asked(lab, print_chart(lab, "NA"))).levels[0]
    assert low.title == "Level 1, lot 4590, expires 2027-06-30"
    assert [dot.z for dot in low.dots if dot] == [50, 350, 0, 0, 0]
