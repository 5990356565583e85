"""Timed collections at the desk: the load, each tube's time, and a value for another time's tube."""

import pytest

from labkiosk.board import samples
from labkiosk.facts.errors import Refused
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.collection import collect
from labkiosk.lab.history import history
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import label_data
from labkiosk.lab.papers import ask, report_job
from labkiosk.lab.release import release
from labkiosk.lab.report_paper import report_data
from labkiosk.lab.results import Given, record
from labkiosk.lab.timed import take_load, turn, warning
from tests.lab.homes import Clock, order


def gtt(lab: Lab, *more: str) -> tuple[str, list[str]]:
    made = order(lab, "GTT", *more)
    return made.order, [s.sample for s in made.samples]


def sample(lab: Lab, number: str) -> samples.Sample:
    found = samples.find(lab.conn, number)
    assert found is not None
    return found


def refusal(act: object, *words: object, **more: object) -> str:
    with pytest.raises(Refused) as refused:
        act(*words, **more)  # type: ignore[operator]
    return str(refused.value)


def test_the_clock_starts_at_the_load(lab: Lab, clock: Clock) -> None:
    number, (fasting, hour, two) = gtt(lab)
    assert [turn(lab, sample(lab, tube)) for tube in (fasting, hour, two)] == ["", "", ""]
    clock.turn(7)
    load = take_load(lab, number)
    assert (load.order, load.load, [t.minute for t in load.tubes]) == (number, "75 g glucose", [0, 60, 120])
    assert f"{lab.local(load.taken_at):%H:%M:%S}" == "12:07:00"
    assert [turn(lab, sample(lab, tube)) for tube in (fasting, hour, two)] == ["", "13:07", "14:07"]


def test_a_load_that_stands_is_changed_with_a_reason(lab: Lab) -> None:
    number, (_, hour, _) = gtt(lab)
    take_load(lab, hour, "11:55")
    said = "The load stands at 11:55 already: give the reason to change it."
    assert refusal(take_load, lab, number, "11:50") == said
    take_load(lab, number, "11:50", "misread")
    assert turn(lab, sample(lab, hour)) == "12:50"
    texts = [line.text for line in history(lab, sample(lab, hour))]
    assert texts[-2:] == [
        "Load taken at 11:55 on 22 Nov: 75 g glucose.",
        "Load taken at 11:50 on 22 Nov: 75 g glucose (misread).",
    ]


def test_what_is_no_load_is_refused(lab: Lab) -> None:
    number, _ = gtt(lab)
    plain = order(lab, "K", "GLUF")
    assert refusal(take_load, lab, number, "12:01") == "The time of the load is in the future: check it."
    assert (
        refusal(take_load, lab, number, "noon") == "Type the time of the load like 07:10 or 2026-11-22 07:10."
    )
    assert (
        refusal(take_load, lab, plain.order)
        == f"Order {plain.order} has no open tube that counts from a load."
    )


def test_a_tube_drawn_in_time_and_one_too_late(lab: Lab, clock: Clock) -> None:
    number, (fasting, hour, two) = gtt(lab)
    collect(lab, number, fasting)
    clock.turn(1)
    take_load(lab, number)
    clock.turn(65)
    collect(lab, number, hour)
    clock.turn(61)
    collect(lab, number, two)
    clock.turn(10)
    for tube in (fasting, hour, two):
        receive(lab, tube)
    assert [warning(lab, sample(lab, tube)) for tube in (fasting, hour, two)] == [
        "", "", "drawn 126 min after the load, not 120",
    ]  # fmt: skip


def test_what_is_known_of_a_tube_that_nobody_timed(lab: Lab, clock: Clock) -> None:
    number, (fasting, hour, two) = gtt(lab)
    receive(lab, two)
    assert warning(lab, sample(lab, two)) == "the time of the load is not on record"
    take_load(lab, number)
    assert warning(lab, sample(lab, two)) == "here before the 120 min after the load have passed"
    clock.turn(61)
    receive(lab, hour)
    receive(lab, fasting)
    assert [warning(lab, sample(lab, tube)) for tube in (fasting, hour)] == ["", ""]


def test_a_fasting_tube_drawn_after_the_load(lab: Lab, clock: Clock) -> None:
    number, (fasting, *_) = gtt(lab)
    take_load(lab, number)
    clock.turn(3)
    collect(lab, number, fasting)
    receive(lab, fasting)
    assert warning(lab, sample(lab, fasting)) == "drawn 3 min after the load, not before it"


def test_a_value_for_another_time_is_refused_in_one_clear_line(lab: Lab) -> None:
    _, (fasting, _, two) = gtt(lab)
    receive(lab, fasting)
    said = refusal(record, lab, fasting, [Given(test="GLU2H", value="130")])
    assert said == f"GLU2H belongs to the tube {two[-4:]} (120 min); this is {fasting[-4:]} (fasting)."
    assert samples.results(lab.conn, fasting) == {}
    assert "was not asked for" in refusal(record, lab, fasting, [Given(test="K", value="4")])


def test_the_label_says_the_minutes_and_no_time_that_is_not_its_own(lab: Lab, clock: Clock) -> None:
    made = order(lab, "GTT", collected_at="11:40", collected_by="R. Devi")
    said = []
    for one in made.samples:
        with lab.act() as act:
            job = ask(act, "label", one.sample, reason="lost")
        data = label_data(lab, job)
        said.append((data.mark, data.collected, data.part))
    assert said == [
        ("fasting", "22 Nov 2026 11:40", "1/3"), ("60 min", "not stated", "2/3"), ("120 min", "not stated", "3/3"),
    ]  # fmt: skip


def test_a_rejected_tube_s_successor_has_its_mark_and_wants_a_new_load(lab: Lab) -> None:
    number, (_, hour, _) = gtt(lab)
    take_load(lab, number)
    receive(lab, hour)
    successor = sample(lab, reject(lab, hour, "CLOTTED").replacement)
    assert (successor.mark, successor.minute, successor.load_at) == ("60 min", 60, None)
    take_load(lab, number)
    assert sample(lab, successor.number).draw_at is not None


def test_the_report_says_how_long_after_the_load(lab: Lab, clock: Clock) -> None:
    number, (_, hour, _) = gtt(lab)
    take_load(lab, number)
    clock.turn(64)
    collect(lab, number, hour)
    receive(lab, hour)
    record(lab, hour, [Given(test="GLU1H", value="150")])
    lab.sign_in("path")
    release(lab, [hour])
    with lab.act() as act:
        job = report_job(act, number)
    (specimen,) = [s for s in report_data(lab, job).specimens if s.number == hour]
    assert (specimen.container, specimen.condition) == (
        "Fluoride tube, 60 min",
        "drawn 64 min after the load",
    )
