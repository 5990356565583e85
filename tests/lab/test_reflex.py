"""Reflex tests: added where a tube can give them, else said; with who and why, and never twice."""

from pathlib import Path

import pytest

from labkiosk.board import samples
from labkiosk.lab.bench import receive
from labkiosk.lab.history import history
from labkiosk.lab.intake import cancel
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.report_paper import report_of
from labkiosk.lab.report_text import report_text
from labkiosk.lab.results import Answer, Given, record
from labkiosk.lab.scan import sample_of
from tests.lab.homes import Clock, order, states

TUBE = "010000000016"
OWN = "test,condition,adds,why,source,approved_by,note\n"


def came(lab: Lab, *tests: str, **said: str) -> str:
    number = order(lab, *tests, **said).samples[0].sample
    receive(lab, number)
    return number


def tsh(lab: Lab, value: str, **said: str) -> Answer:
    (answer,) = record(lab, TUBE, [Given(test="TSH", value=value, again=value, **said)])  # type: ignore[arg-type]
    return answer


def said(lab: Lab, word: str) -> list[str]:
    return [line.text for line in history(lab, sample_of(lab.conn, TUBE)) if word in line.text]


def test_it_is_added_to_the_tube_that_is_here(lab: Lab) -> None:
    came(lab, "TSH", collected_at="11:30")
    answer = tsh(lab, "9.8")
    assert answer.follows == ("FT4 added: reflex, TSH outside its range",)
    assert states(lab, TUBE) == {"TSH": "recorded", "FT4": "open"}
    assert said(lab, "FT4") == ["Added on: FT4.", "FT4 reflex: TSH 9.8 mIU/L H high."]
    record(lab, TUBE, [Given(test="FT4", value="1.2")])
    lab.sign_in("path")
    release(lab, [TUBE])
    assert "reflex: TSH 9.8 mIU/L H high" in report_text(report_of(lab, "O01-0000001", 1))


@pytest.mark.parametrize("value", ["2.1", "0.5"])
def test_what_is_in_range_asks_for_nothing(lab: Lab, value: str) -> None:
    came(lab, "TSH")
    tsh(lab, value)
    assert states(lab, TUBE) == {"TSH": "recorded"}


def test_never_twice_and_not_over_what_a_person_cancelled(lab: Lab) -> None:
    came(lab, "TSH", collected_at="11:30")
    tsh(lab, "9.8")
    cancel(lab, TUBE, ("FT4",), "not wanted")
    tsh(lab, "11.2", reason="misread")
    assert states(lab, TUBE) == {"TSH": "recorded", "FT4": "cancelled"}
    assert said(lab, "Added on") == ["Added on: FT4."]


def test_what_was_asked_for_already_is_left_alone(lab: Lab) -> None:
    came(lab, "TSH", "FT4")
    assert tsh(lab, "9.8").follows != ("FT4 added: reflex, TSH outside its range",)
    assert said(lab, "Added on") == []


def test_a_tube_too_old_is_said_and_not_used(lab: Lab, clock: Clock) -> None:
    came(lab, "TSH", collected_at="11:30")
    clock.turn(60 * 60)
    line = (
        "Free T4 is advised (TSH outside its range): FT4 keeps 48 h, and 0016 is 60 h from collection,"
        " ask for a new sample"
    )
    assert tsh(lab, "9.8").follows == (line,)
    assert states(lab, TUBE) == {"TSH": "recorded"}
    assert samples.tests(lab.conn, TUBE)[0].reason == line
    assert said(lab, "asks for more") == [f"TSH asks for more: {line}."]
    assert line in " ".join(report_lines(lab))


def report_lines(lab: Lab) -> list[str]:
    lab.sign_in("path")
    release(lab, [TUBE])
    return [line.strip() for line in report_text(report_of(lab, "O01-0000001", 1)).splitlines()]


def test_another_value_takes_the_advice_away(lab: Lab, clock: Clock) -> None:
    came(lab, "TSH", collected_at="11:30")
    clock.turn(60 * 60)
    tsh(lab, "9.8")
    tsh(lab, "2.1", reason="misread")
    assert samples.tests(lab.conn, TUBE)[0].reason == ""


def test_a_held_result_asks_once_it_is_confirmed(tmp_path: Path, lab: Lab, clock: Clock) -> None:
    own(lab, "K,HH,MG,potassium critical,book,,\n")
    came(lab, "K", collected_at="11:30")
    with Lab(lab.home.folder, badge="tech", user="root", clock=clock) as now:
        record(now, TUBE, [Given(test="K", value="6.8")])
        assert states(now, TUBE) == {"K": "held"}
        record(now, TUBE, [Given(test="K", value="6.8")])
        assert states(now, TUBE) == {"K": "recorded", "MG": "open"}


def own(lab: Lab, rows: str) -> None:
    lab.home.catalogue.mkdir(exist_ok=True)
    (lab.home.catalogue / "reflex.csv").write_text(OWN + rows)


def test_a_calculated_test_may_ask_for_one(lab: Lab, clock: Clock) -> None:
    own(lab, "NHDL,NHDL > 200,MG,non-HDL over 200,book,,\n")
    came(lab, "NHDL", "CHOL", "HDL", collected_at="11:30")
    with Lab(lab.home.folder, badge="tech", user="root", clock=clock) as now:
        record(now, TUBE, [Given(test="CHOL", value="260"), Given(test="HDL", value="40")])
        assert states(now, TUBE)["MG"] == "open"
