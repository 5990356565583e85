"""A patient's results over time: exact lines, who sees what, and whose they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.board.cumulative import Past
from labkiosk.facts.cumulative import CumulativeAsked
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import Job
from labkiosk.lab.amend import amend
from labkiosk.lab.bench import receive
from labkiosk.lab.cumulative import Cell, columns_of, cumulative, patient_in, trend
from labkiosk.lab.cumulative_paper import cumulative_data, print_cumulative
from labkiosk.lab.lab import Lab
from labkiosk.lab.links import agree, propose
from labkiosk.lab.release import release
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.lab.staff import add_person
from tests.lab.homes import ASHA, NOON, Clock, order

P = "P01-0000001"
DAY_MIN = 24 * 60


def out(lab: Lab, values: dict[str, str], *, units: dict[str, str] | None = None, **said: object) -> str:
    """A tube of the patient: received, recorded, and released by the pathologist."""
    number = order(lab, *values, **said).samples[0].sample  # type: ignore[arg-type]
    receive(lab, number)
    record(
        lab, number, [Given(test=t, value=v, unit=(units or {}).get(t), again=v) for t, v in values.items()]
    )
    lab.sign_in("path")
    release(lab, [number])
    lab.sign_in("tech")
    return number


def texts(lab: Lab, patient: str = P, **chosen: object) -> dict[str, list[str]]:
    found = cumulative(lab, patient, **chosen)  # type: ignore[arg-type]
    return {line.test: [c.text if c else "" for c in line.cells] for line in found.lines}


def test_tests_are_rows_and_dates_are_columns_the_newest_first(lab: Lab, clock: Clock) -> None:
    out(lab, {"NA": "140", "K": "4.0"})
    clock.turn(DAY_MIN)
    out(lab, {"NA": "128"})
    clock.turn(DAY_MIN)
    newest = out(lab, {"K": "4.9"})
    found = cumulative(lab, P)
    assert [(c.at - NOON) // 60_000 for c in found.columns] == [2 * DAY_MIN, DAY_MIN, 0]
    assert texts(lab) == {"NA": ["", "128 L", "140"], "K": ["4.9", "", "4.0"]}
    (potassium,) = [line for line in found.lines if line.test == "K"]
    assert potassium[:6] == ("K", "Potassium", "Biochemistry", "mmol/L", "3.5–5.1", "")
    assert potassium.cells[0] == Cell("4.9", "", "", newest, amended=False, provisional=False)
    assert not found.left_out


def test_only_some_tests_and_only_lately(lab: Lab, clock: Clock) -> None:
    out(lab, {"NA": "140", "K": "4.0"})
    clock.turn(3 * DAY_MIN)
    out(lab, {"NA": "141", "K": "4.1"})
    assert texts(lab, tests=("na",)) == {"NA": ["141", "140"]}
    assert texts(lab, tests=("ELEC",), days=2) == {"NA": ["141"], "K": ["4.1"]}
    assert texts(lab, days=4) == {"NA": ["141", "140"], "K": ["4.1", "4.0"]}
    with pytest.raises(Refused, match="no test or panel is called 'XX'"):
        cumulative(lab, P, tests=("XX",))
    with pytest.raises(Refused, match="Patient P01-0000009 is not known here"):
        cumulative(lab, "P01-0000009")


def test_what_is_not_released_is_not_there_and_what_is_not_final_says_so(lab: Lab, clock: Clock) -> None:
    number = order(lab, "NA", "K", priority="stat").samples[0].sample
    receive(lab, number)
    record(lab, number, [Given(test="NA", value="140"), Given(test="K", value="4.0")])
    assert texts(lab) == {}
    release(lab, [number], provisional=True, reason="theatre waits")
    assert texts(lab) == {"NA": ["140~"], "K": ["4.0~"]}
    lab.sign_in("path")
    release(lab, [number])
    assert texts(lab) == {"NA": ["140"], "K": ["4.0"]}


def test_another_unit_stands_behind_its_value(lab: Lab, clock: Clock) -> None:
    out(lab, {"GLUR": "100"}, units={"GLUR": "mg/dL"})
    clock.turn(5)
    out(lab, {"GLUR": "5.5"}, units={"GLUR": "mmol/L"})
    (line,) = cumulative(lab, P).lines
    assert line.unit == "mmol/L"
    assert [c.text for c in line.cells if c] == ["5.5", "100 mg/dL"]


def test_an_amended_value_says_so(lab: Lab, clock: Clock) -> None:
    number = out(lab, {"NA": "140"})
    lab.sign_in("super")
    add_person(lab, "bose", "Dr Bose", "pathologist")
    lab.sign_in("bose")
    amend(lab, number, [Given(test="NA", value="141", reason="typed wrongly")])
    assert texts(lab) == {"NA": ["correcting"]}
    lab.sign_in("path")
    release(lab, [number])
    assert texts(lab) == {"NA": ["141*"]}


def test_the_same_person_is_one_and_a_stranger_another(lab: Lab, clock: Clock) -> None:
    out(lab, {"NA": "140"})
    clock.turn(DAY_MIN)
    out(lab, {"NA": "141"}, patient=PatientRequest(name="Unknown Woman", sex="F", age="50 y"))
    other = "P01-0000002"
    assert (texts(lab), texts(lab, other)) == ({"NA": ["140"]}, {"NA": ["141"]})
    lab.sign_in("tech")
    link = propose(lab, other, P, "card found")
    lab.sign_in("super")
    agree(lab, link)
    assert texts(lab) == texts(lab, other) == {"NA": ["141", "140"]}
    assert cumulative(lab, other).patient.name == "Asha Devi"


def test_sensitive_results_are_for_who_releases_and_never_on_paper(lab: Lab, clock: Clock) -> None:
    number = order(lab, "NA", "HIV").samples
    for tube in number:
        receive(lab, tube.sample)
    serum, sodium = (next(t for t in number if code in t.tests) for code in ("HIV", "NA"))
    record(lab, serum.sample, [Given(test="HIV", value="NR", kit="A lot 1")])
    record(lab, sodium.sample, [Given(test="NA", value="140")])
    lab.sign_in("path")
    release(lab, [tube.sample for tube in number])
    assert texts(lab) == {"NA": ["140"], "HIV": ["Non-reactive"]}
    assert not cumulative(lab, P).left_out
    made = print_cumulative(lab, P)
    lab.sign_in("tech")
    found = cumulative(lab, P)
    assert (texts(lab), found.left_out) == ({"NA": ["140"]}, True)
    lab.sign_in("path")
    data = cumulative_data(lab, Job(job="J01-0000099", form="cumulative", subject=made))
    assert [(s.name, [r.test for r in s.rows]) for s in data.sections] == [("Biochemistry", ["Sodium"])]


def test_a_test_twice_in_an_order_at_one_time_has_two_columns() -> None:
    one = past("1")
    found = columns_of([one, one._replace(sample="2", value="2"), one._replace(test="K")])
    assert [{test: p.value for test, p in column.items()} for column in found.values()] == [
        {"NA": "2", "K": "1"},
        {"NA": "1"},
    ]


def test_the_paper_is_as_of_when_it_was_asked_for(lab: Lab, clock: Clock) -> None:
    out(lab, {"NA": "140"})
    made = print_cumulative(lab, P, tests=("NA", "K"), days=30)
    clock.turn(DAY_MIN)
    out(lab, {"NA": "150"})
    data = cumulative_data(lab, Job(job="J01-0000099", form="cumulative", subject=made))
    assert data.dates == (("22 Nov 26", "12:00"),)
    assert data.sections[0].rows[0].cells == ("140",)
    assert data.sections[0].rows[0].about == "mmol/L, 136–145"
    assert data.chosen == "Only what was drawn from 23 Oct 2026 12:00 on and of NA, K alone."
    assert (data.patient_name, data.patient_id, data.sex, data.age) == (
        "Asha Devi",
        "UHID 104233",
        "F",
        "51 y",
    )
    assert data.made == "as of 22 Nov 2026 12:00, by Example Technician"
    fact = CumulativeAsked(cumulative=made, patient=P, until=NOON, tests=("NA",))
    assert fact.subjects() == (made, P)
    with pytest.raises(Refused, match="cumulative report U01-0000009 is not known here"):
        cumulative_data(lab, Job(job="J01-0000099", form="cumulative", subject="U01-0000009"))


def test_nothing_to_print_is_said(lab: Lab) -> None:
    order(lab, "NA")
    with pytest.raises(Refused, match="Nothing to print"):
        print_cumulative(lab, P)


def test_whoever_is_meant(lab: Lab) -> None:
    placed = order(lab, "NA")
    number = placed.samples[0].sample
    for text in (number, placed.order.lower(), f"LK:CARD:{placed.order}", f"LK:REPORT:{placed.order}:1", P, "104233",
                 "asha"):  # fmt: skip
        assert patient_in(lab, text).id == P
    with pytest.raises(Refused, match="Nobody is found by 'zz'"):
        patient_in(lab, "zz")
    with pytest.raises(Refused, match="Nobody is found by 'LK:X'"):
        patient_in(lab, "LK:X")
    order(lab, "NA", patient=PatientRequest(name="Asha Rani", sex="F", age="20 y"))
    with pytest.raises(Refused, match="2 patients are found by 'asha'"):
        patient_in(lab, "asha")
    assert ASHA.name == "Asha Devi"


def past(value: str) -> Past:
    number = value.lstrip("<>")
    return Past("1", "O", 0, "NA", value, "", number, "", "", "", *(False,) * 3)


@given(st.lists(st.decimals(-100, 100, places=1), min_size=3, max_size=6))
def test_a_trend_is_of_the_last_three(values: list[object]) -> None:
    found = trend([past(str(v)) for v in values])
    last, middle, first = values[:3]
    assert (found == "rising") == (first < middle < last)  # type: ignore[operator]
    assert (found == "falling") == (first > middle > last)  # type: ignore[operator]


def test_a_limit_has_no_direction() -> None:
    assert trend([past("30"), past("20"), past("<15")]) == ""
    assert trend([past("30"), past("20")]) == ""
    assert trend([past("30"), past("20")._replace(number=None), past("10")]) == ""
