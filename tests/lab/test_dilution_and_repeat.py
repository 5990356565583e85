"""Diluted and repeated: both values are kept, one counts, and the history tells which and why."""

import pytest

from labkiosk.board import samples
from labkiosk.board.earlier import earlier
from labkiosk.facts.results import Entry, ResultsRecorded
from labkiosk.journal.read import told
from labkiosk.lab.bench import receive
from labkiosk.lab.history import history
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.report_paper import report_of
from labkiosk.lab.report_text import report_text
from labkiosk.lab.results import Answer, Given, record
from labkiosk.lab.scan import sample_of
from tests.lab.homes import order, states
from tests.lab.refusals import refused

TUBE = "010000000016"


@pytest.fixture
def lab(lab: Lab) -> Lab:
    order(lab, "CREA", "CK", "TG", "VLDL", "HIV")
    receive(lab, TUBE)
    return lab


def one(lab: Lab, test: str, value: str, **said: str) -> Answer:
    (answer,) = record(lab, TUBE, [Given(test=test, value=value, **said)])  # type: ignore[arg-type]
    return answer


def kept(lab: Lab, test: str) -> samples.Result:
    return samples.results(lab.conn, TUBE)[test]


def entries(lab: Lab, test: str) -> list[Entry]:
    found = (t.fact for t in told(lab.conn, TUBE, frozenset({ResultsRecorded.kind})))
    return [e for fact in found if isinstance(fact, ResultsRecorded) for e in fact.entries if e.test == test]


def said(lab: Lab, word: str) -> list[str]:
    return [line.text for line in history(lab, sample_of(lab.conn, TUBE)) if word in line.text]


def test_a_diluted_value_is_multiplied_and_both_are_kept(lab: Lab) -> None:
    answer = one(lab, "CK", "15.4", dilution="10")
    assert (answer.value, answer.flag, answer.state) == ("154.0", kept(lab, "CK").flag, "recorded")
    result = kept(lab, "CK")
    assert (result.value, result.number, result.raw, result.dilution) == ("154.0", "154.0", "15.4", "10")
    (line,) = said(lab, "dilution")
    assert line == "CK 154.0 U/L recorded, 15.4 read in a dilution of 1:10."
    lab.sign_in("path")
    release(lab, [TUBE])
    assert "    diluted 1:10\n" in report_text(report_of(lab, "O01-0000001", 1))


def test_flag_hold_and_what_is_calculated_are_those_of_what_was_in_it(lab: Lab) -> None:
    answer = one(lab, "CREA", "0.6", dilution="10")
    assert (answer.value, answer.flag, answer.needs) == ("6.0", "HH", ("again",))
    assert one(lab, "CREA", "0.6", dilution="1:10").state == "recorded"
    one(lab, "TG", "<15", dilution="10")
    assert kept(lab, "TG").value == "<150"
    assert kept(lab, "VLDL").comment == "Triglycerides is no exact number: <150"
    one(lab, "TG", "21", dilution="10", reason="measured again")
    assert kept(lab, "VLDL").value == "42"


def test_what_cannot_be_diluted(lab: Lab) -> None:
    with refused("HIV is no number: it takes no dilution."):
        one(lab, "HIV", "n", dilution="10")
    with refused('"x" is no dilution: type how many times, like 10 for 1:10.'):
        one(lab, "CK", "15.4", dilution="x")


def test_a_second_value_that_counts(lab: Lab) -> None:
    one(lab, "CREA", "1.01")
    answer = one(lab, "CREA", "0.99", repeat="counts", reason="first had a bubble")
    assert (answer.value, answer.state) == ("0.99", "recorded")
    assert kept(lab, "CREA").value == "0.99"
    (first,) = earlier(lab.conn, TUBE)
    assert (first.test, first.value, first.why) == ("CREA", "1.01", "first had a bubble")
    assert said(lab, "second time") == [
        "CREA 0.99 mg/dL recorded, done a second time, and counts: first had a bubble."
    ]


def test_a_second_value_beside_the_first(lab: Lab) -> None:
    one(lab, "CREA", "1.01")
    answer = one(lab, "CREA", "3.8", again="3.8", repeat="beside", reason="short sample")
    assert (answer.state, answer.needs) == ("beside", ())
    assert kept(lab, "CREA").value == "1.01"
    assert states(lab, TUBE)["CREA"] == "recorded"
    (second,) = earlier(lab.conn, TUBE)
    assert (second.value, second.why) == ("3.8", "the first counts: short sample")
    assert [e.value for e in entries(lab, "CREA")] == ["1.01", "3.8"]
    lab.sign_in("path")
    release(lab, [TUBE])
    text = report_text(report_of(lab, "O01-0000001", 1))
    assert "1.01" in text
    assert "3.8" not in text


def test_the_same_value_a_second_time_is_kept_too(lab: Lab) -> None:
    one(lab, "CREA", "1.01")
    one(lab, "CREA", "1.01", repeat="beside", reason="to be sure")
    assert [e.repeat for e in entries(lab, "CREA")] == ["", "beside"]


def test_an_input_done_a_second_time_changes_what_is_calculated_only_where_it_counts(lab: Lab) -> None:
    one(lab, "TG", "210")
    one(lab, "TG", "150", repeat="beside", reason="short sample")
    assert kept(lab, "VLDL").value == "42"
    one(lab, "TG", "150", repeat="counts", reason="clot found")
    assert kept(lab, "VLDL").value == "30"


def test_a_repeat_needs_a_first_and_a_reason(lab: Lab) -> None:
    with refused("CREA has no value yet: a repeat stands beside a first one."):
        one(lab, "CREA", "1.01", repeat="counts", reason="to be sure")
    one(lab, "CREA", "1.01")
    with refused("CREA: say why that value counts, of the two."):
        one(lab, "CREA", "0.99", repeat="beside")
