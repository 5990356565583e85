"""calls.csv, known.csv, and the answers of choices.csv that somebody is told of at once."""

from decimal import Decimal
from pathlib import Path

import pytest

from labkiosk.catalogue import load, load_apart, problems
from labkiosk.catalogue.calls import Line
from labkiosk.catalogue.known import Known
from tests.catalogue.making import small

CALLS = "ward,phone,escalate_min,tries,to,to_phone,note\n"
KNOWN = "test,days,change,unit,source,approved_by,note\n"


def test_a_ward_is_found_in_any_case_and_all_others_have_the_row_without_a_name(tmp_path: Path) -> None:
    rows = ",,15,3,doctor on call,4100,\nICU,4112,10,2,ICU registrar,4113,\n"
    small(tmp_path, {"calls.csv": CALLS + rows})
    found = load_apart("calls.csv", load(tmp_path), tmp_path)
    icu = Line(phone="4112", escalate_min=10, tries=2, to="ICU registrar", to_phone="4113")
    assert (found.of(" icu "), found.of("ICU")) == (icu, icu)
    assert found.of("") == found.of("Ward 3") == Line(to_phone="4100")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",,0,3,x,,", "calls.csv row 2: escalate_min '0' must be a whole number from 1 to 1440"),
        (",,15,0,x,,", "calls.csv row 2: tries '0' must be a whole number from 1 to 20"),
        (",,15,3,,,", "calls.csv row 2: to is empty"),
        ("ICU,,15,3,x,,", "calls.csv row 2: no row has an empty ward: one must hold for all others"),
        (",,15,3,x,,\nicu,,15,3,x,,\nICU,,15,3,x,,", "calls.csv row 4: ICU stands twice"),
        (",,15,3,x,,\n,,15,3,x,,", "calls.csv row 3: the row for all others stands twice"),
    ],
)
def test_a_fault_of_calls(tmp_path: Path, row: str, said: str) -> None:
    small(tmp_path, {"calls.csv": f"{CALLS}{row}\n"})
    assert [str(each) for each in problems(tmp_path)] == [said]


def test_what_a_ward_knows_of(tmp_path: Path) -> None:
    small(tmp_path, {"known.csv": KNOWN + "K,7,0.5,mmol/L,policy 4,,\n"})
    assert load_apart("known.csv", load(tmp_path), tmp_path) == {"K": Known(days=7, change=Decimal("0.5"))}
    assert load_apart("known.csv", load(), None) == {}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("ZZ,7,1,,s,,", "known.csv row 2: there is no test 'ZZ'"),
        ("K,0,1,mmol/L,s,,", "known.csv row 2: days '0' must be a whole number from 1 to 366"),
        ("K,7,,mmol/L,s,,", "known.csv row 2: change of K must be a number, 0 or above"),
        ("K,7,1,mg/dL,s,,", "known.csv row 2: unit 'mg/dL' is not K's own unit mmol/L"),
        ("K,7,1,mmol/L,,,", "known.csv row 2: source is empty"),
        ("K,7,1,mmol/L,s,,\nK,7,1,mmol/L,s,,", "known.csv row 3: K stands twice"),
    ],
)
def test_a_fault_of_known(tmp_path: Path, row: str, said: str) -> None:
    small(tmp_path, {"known.csv": f"{KNOWN}{row}\n"})
    assert said in [str(each) for each in problems(tmp_path)]


def test_a_critical_answer_and_a_file_that_does_not_speak_of_any(tmp_path: Path) -> None:
    critical = {(t.code, c.code) for t in load().tests.values() for c in t.choices if c.critical}
    assert critical == {
        *((test, answer) for test in ("MP", "MPTHICK", "MPTHIN") for answer in ("PF", "MIX", "MP")),
        ("MPRDT", "PF"), ("MPRDT", "MIX"),
    }  # fmt: skip
    small(tmp_path, {"choices.csv": "set,code,text,abnormal,key\nposneg,POS,Positive,yes,p\n"})
    assert not any(c.critical for t in load(tmp_path).tests.values() for c in t.choices)
    small(tmp_path, {"choices.csv": "set,code,text,abnormal,key,critical\nposneg,POS,Positive,no,p,yes\n"})
    said = "choices.csv row 2: POS is critical: then it is abnormal too"
    assert said in [str(each) for each in problems(tmp_path)]
