"""A ward that knows is not rung again, unless the value changed; and what is sealed is told to few."""

import pytest

from labkiosk.board import calls, patients
from labkiosk.facts.errors import Refused
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.call_words import on_report, summary_lines
from labkiosk.lab.calling import print_slip, take_call, want_call
from labkiosk.lab.calls import clock as title
from labkiosk.lab.calls import known_lately, phone_calls
from labkiosk.lab.lab import Lab
from labkiosk.lab.links import agree, propose
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.lab.runner_paper import runner_data
from tests.lab.homes import ASHA, Clock, order

DAY = 24 * 60
RULES = """test,days,change,unit,source,approved_by,note
K,7,0.5,mmol/L,the hospital's policy,,
MP,30,,,the hospital's policy,,
"""


@pytest.fixture(autouse=True)
def rules(lab: Lab) -> None:
    lab.home.catalogue.mkdir(exist_ok=True)
    (lab.home.catalogue / "known.csv").write_text(RULES)


def found(lab: Lab, test: str, value: str, patient: PatientRequest = ASHA, *, at_once: bool = True) -> str:
    """A tube with that critical value; its number."""
    number = order(lab, test, patient=patient).samples[0].sample
    receive(lab, number)
    record(lab, number, [Given(test=test, value=value, again=value if at_once else None)])
    return number


def told(lab: Lab, test: str, value: str, patient: PatientRequest = ASHA) -> None:
    number = found(lab, test, value, patient)
    assert take_call(lab, number, "Mary", "Sister", {test: value}).wrong == ()


def state(lab: Lab, number: str) -> tuple[str, str]:
    [call] = calls.of_sample(lab.conn, number)
    return call.state, call.reason


def test_the_first_is_always_told(lab: Lab) -> None:
    assert state(lab, found(lab, "K", "6.8")) == ("open", "")


@pytest.mark.parametrize(
    ("days", "value", "known"),
    [(1, "7.2", True), (1, "6.7", True), (1, "6.69", False), (7, "7.0", True), (8, "7.0", False)],
)
def test_it_is_told_again_on_change_or_after_its_days(
    lab: Lab, clock: Clock, days: int, value: str, known: bool
) -> None:
    told(lab, "K", "7.2")
    clock.turn(days * DAY)
    expected = (
        ("not_needed", "known: 7.2 mmol/L, told 22 Nov 12:00 to Mary (Sister)") if known else ("open", "")
    )
    assert state(lab, found(lab, "K", value)) == expected


def test_the_other_side_is_always_told(lab: Lab) -> None:
    told(lab, "K", "2.4")
    assert state(lab, found(lab, "K", "6.8")) == ("open", "")


def test_another_ward_does_not_know(lab: Lab, clock: Clock) -> None:
    told(lab, "K", "7.0")
    clock.turn(DAY)
    number = order(lab, "K", location="ICU").samples[0].sample
    receive(lab, number)
    record(lab, number, [Given(test="K", value="7.0", again="7.0")])
    assert state(lab, number) == ("open", "")


def test_what_was_known_of_a_value_goes_with_it(lab: Lab, clock: Clock) -> None:
    told(lab, "K", "7.0")
    clock.turn(DAY)
    corrected, rejected = found(lab, "K", "7.1"), found(lab, "K", "7.2")
    assert len(known_lately(lab, lab.time().at)) == 2
    record(lab, corrected, [Given(test="K", value="4.1", reason="misread")])
    reject(lab, rejected, "CLOTTED")
    assert known_lately(lab, lab.time().at) == []
    assert state(lab, corrected) == ("replaced", "value corrected")
    assert on_report(lab, corrected, "K") == ("Not called: 7.1 mmol/L, value corrected 23 Nov 12:00",)
    with pytest.raises(Refused, match="left untold"):
        want_call(lab, rejected, "she asked")


def test_many_small_steps_are_held_against_what_was_told(lab: Lab) -> None:
    told(lab, "K", "6.6")
    assert state(lab, found(lab, "K", "7.0"))[0] == "not_needed"
    assert state(lab, found(lab, "K", "7.3"))[0] == "open"


def test_a_value_that_was_held_first_is_judged_when_it_is_confirmed(lab: Lab) -> None:
    told(lab, "K", "6.8")
    number = found(lab, "K", "6.9", at_once=False)
    assert calls.of_sample(lab.conn, number) == []
    record(lab, number, [Given(test="K", value="6.9")])
    assert state(lab, number)[0] == "not_needed"


def test_an_answer_is_known_only_as_the_same_answer(lab: Lab) -> None:
    told(lab, "MP", "P. falciparum")
    assert state(lab, found(lab, "MP", "P. falciparum"))[0] == "not_needed"
    assert state(lab, found(lab, "MP", "P. falciparum and P. vivax"))[0] == "open"


def test_tests_without_a_rule_are_told_each_time(lab: Lab) -> None:
    told(lab, "NA", "118")
    assert state(lab, found(lab, "NA", "118"))[0] == "open"


def test_who_is_found_to_be_one_person_is_known_as_one(lab: Lab) -> None:
    told(lab, "K", "6.8")
    other = PatientRequest(name="Unknown", sex="F", age="50 y")
    order(lab, "ESR", patient=other)
    stranger = patients.by_name(lab.conn, "Unknown")[0].id
    known = patients.by_name(lab.conn, "Asha")[0].id
    link = propose(lab, stranger, known, "her brother came")
    lab.sign_in("path")
    agree(lab, link)
    lab.sign_in("tech")
    number = found(lab, "K", "6.9", PatientRequest(id=stranger))
    assert state(lab, number)[0] == "not_needed"


def test_it_is_shown_and_can_be_told_all_the_same(lab: Lab, clock: Clock) -> None:
    told(lab, "K", "6.8")
    number = found(lab, "K", "6.9")
    assert [call.number for call in known_lately(lab, lab.time().at)] == [number]
    with pytest.raises(Refused, match="Reason is missing"):
        want_call(lab, number, "")
    clock.turn(5)
    assert [call.test for call in want_call(lab, number, "the doctor asked")] == ["K"]
    [call] = phone_calls(lab, lab.conn, lab.time().at)
    assert (call.number, call.minutes(lab.time().at)) == (number, 0)
    with pytest.raises(Refused, match="was left untold"):
        want_call(lab, number, "again")
    clock.turn(24 * 60)
    assert known_lately(lab, lab.time().at) == []


def test_what_is_sealed_is_told_by_who_may_see_it_and_nobody_else_hears_of_it(lab: Lab) -> None:
    (lab.home.catalogue / "release.csv").write_text(
        "test,sensitive,provisional,assays,words,source,note\nMP,yes,no,1,,test,\n"
    )
    with Lab(lab.home.folder, badge="tech", user="root", clock=lab.clock) as typist:
        number = found(typist, "MP", "P. falciparum")
        assert [c.number for c in phone_calls(typist, typist.conn, typist.time().at)] == [number]
        typist.sign_in("super")
        assert phone_calls(typist, typist.conn, typist.time().at) == []
        assert title(typist, typist.time().at)[:3] == (0, 0, False)
        with pytest.raises(Refused, match="Nothing of sample"):
            take_call(typist, number, "Mary", "Sister", {"MP": "P. falciparum"})
        typist.sign_in("path")
        assert take_call(typist, number, "Mary", "Sister", {"MP": "PF"}).wrong == ()


def test_a_sealed_value_beside_another_of_its_tube_is_a_call_of_its_own(lab: Lab) -> None:
    (lab.home.catalogue / "release.csv").write_text(
        "test,sensitive,provisional,assays,words,source,note\nMP,yes,no,1,,test,\n"
    )
    with Lab(lab.home.folder, badge="tech", user="root", clock=lab.clock) as desk:
        number = order(desk, "MP", "HB").samples[0].sample
        receive(desk, number)
        given = [Given(test=t, value=v, again=v) for t, v in (("MP", "P. falciparum"), ("HB", "4.1"))]
        record(desk, number, given)
        first, second = phone_calls(desk, desk.conn, desk.time().at)
        assert {first.key, second.key} == {f"{number}:MP", f"{number}:HB"}
        slip = print_slip(desk, f"{number}:MP")
        assert (slip.reason, runner_data(desk, slip).told) == ("sealed", ())
        assert [one.test for one in runner_data(desk, print_slip(desk, f"{number}:HB")).told] == [
            "Haemoglobin"
        ]
        assert take_call(desk, f"{number}:MP", "Mary", "Sister", {"MP": "PF"}).wrong == ()
        [left] = phone_calls(desk, desk.conn, desk.time().at)
        assert left.key == f"{number}:HB"
        assert [line.split()[1:3] for line in summary_lines(desk, "2026-11-22")[1:]] == [
            [number[-4:], "ward"],
            [number[-4:], "sealed"],
        ]
