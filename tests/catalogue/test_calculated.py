"""calculated.csv, constants.csv, reflex.csv and methods.csv: every fault by its row, and what a hospital has not is passed over."""

from decimal import Decimal
from pathlib import Path

import pytest

from labkiosk.catalogue import load, load_apart, problems
from labkiosk.catalogue.reflex import Reflex
from tests.catalogue.making import small

HEADS = {
    "calculated.csv": "test,sex,inputs,formula,constants,valid,otherwise,decimals,words,source,approved_by,note\n",
    "constants.csv": "code,name,value,source,note\n",
    "methods.csv": "test,method,note\n",
    "reflex.csv": "test,condition,adds,why,source,approved_by,note\n",
}


def told(folder: Path, file: str, *rows: str) -> list[str]:
    small(folder, {file: HEADS[file] + "".join(f"{row}\n" for row in rows)})
    return [str(problem) for problem in problems(folder)]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("K,,NA mmol/L,NA / 30,,NA > 0,sodium is 0,1,NA/30,book,,", []),
        ("XX,,NA mmol/L,NA,,,,1,NA,book,,", ["there is no test 'XX'"]),
        ("HIV,,NA mmol/L,NA,,,,1,NA,book,,", ["HIV is not numeric and cannot be calculated"]),
        ("K,X,NA mmol/L,NA,,,,1,NA,book,,", ["sex 'X' must be one of: F, M, empty"]),
        ("K,,,1,,,,1,one,book,,", ["names no input"]),
        ("K,,HIV mmol/L,1,,,,1,one,book,,", ["there is no numeric test 'HIV'"]),
        ("K,,NA mg/dL,NA,,,,1,NA,book,,", ["NA has no unit 'mg/dL'; write it like NA mmol/L, meq/L"]),
        ("K,,NA mmol/L,NA +,,,,1,NA,book,,", ["formula cannot be read: 'the end' stands where a number or a name is wanted"]),
        ("K,,NA mmol/L,NA * CL,,,,1,NA,book,,", ["the formula names CL, which is no input or constant of it"]),
        ("K,,NA mmol/L,2,,,,1,two,book,,", ["the formula has no use for NA"]),
        ("K,,NA mmol/L,NA,,NA > 0,,1,NA,book,,", ["valid and otherwise must name as many conditions as reasons"]),
        ("K,,NA mmol/L,NA,,NA,no,1,NA,book,,", ["condition 'NA' cannot be read: 'the end' stands where < or <= or > or >= or = is wanted"]),
        ("K,,NA mmol/L,NA,,,,9,NA,book,,", ["decimals '9' must be a whole number from 0 to 6"]),
        ("K,,NA mmol/L,NA,,,,1,,book,,", ["words is empty"]),
        ("K,,NA mmol/L,NA,,,,1,NA,,,", ["source is empty"]),
        ("K,,K mmol/L,K,,,,1,K,book,,", ["K would be worked out from itself"]),
    ],
)  # fmt: skip
def test_a_calculation_s_faults(tmp_path: Path, row: str, said: list[str]) -> None:
    found = told(tmp_path, "calculated.csv", row)
    # One slip may have others follow from it.
    assert {f"calculated.csv row 2: {one}" for one in said} <= set(found)
    assert bool(found) == bool(said)


def test_a_circle_is_found_however_wide(tmp_path: Path) -> None:
    rows = ("K,,NA mmol/L,NA,,,,1,NA,book,,", "NA,,K mmol/L,K,,,,1,K,book,,")
    assert told(tmp_path, "calculated.csv", *rows) == [
        "calculated.csv row 3: NA would be worked out from itself"
    ]


def test_our_rows_about_tests_that_a_hospital_has_not_are_passed_over(tmp_path: Path) -> None:
    catalogue = load(small(tmp_path))
    assert load_apart("calculated.csv", catalogue, tmp_path).by_test == {}
    assert load_apart("reflex.csv", catalogue, tmp_path) == {}
    assert problems(tmp_path) == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("ISI,ISI,1.1,lot 7,", []),
        ("ISI,ISI,,,", []),
        ("ISI,ISI,1.1,,", ["source is empty"]),
        ("ISI,ISI,0,lot 7,", ["value 0 must be above 0"]),
        ("ISI,,,,", ["name is empty"]),
    ],
)
def test_a_constant_s_faults(tmp_path: Path, row: str, said: list[str]) -> None:
    assert told(tmp_path, "constants.csv", row) == [f"constants.csv row 2: {one}" for one in said]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("K,H; HH,NA,high,book,,", []),
        ("K,K >= 6.5,NA,high,book,,", []),
        ("XX,H,NA,high,book,,", ["there is no test 'XX'"]),
        ("K,H,XX,high,book,,", ["there is no test 'XX'"]),
        ("K,H,,high,book,,", ["names no test to add"]),
        ("K,H,K,high,book,,", ["K would ask for itself"]),
        ("K,H,NA,,book,,", ["why is empty"]),
        ("K,H,NA,high,,,", ["source is empty"]),
        ("K,NA > 6,NA,high,book,,", ["condition must compare K with a number"]),
        ("K,high,NA,high,book,,", ["condition must be flags like H; HH, or a comparison like K > 10: 'the end' stands where < or <= or > or >= or = is wanted"]),
    ],
)  # fmt: skip
def test_a_reflex_s_faults(tmp_path: Path, row: str, said: list[str]) -> None:
    assert told(tmp_path, "reflex.csv", row) == [f"reflex.csv row 2: {one}" for one in said]


def test_a_reflex_by_flags_or_by_number(tmp_path: Path) -> None:
    rows = ("K,H; HH,NA,high,book,,", "K,K < 2.5,NA,low,book,,")
    assert told(tmp_path, "reflex.csv", *rows) == []
    assert load_apart("reflex.csv", load(tmp_path), tmp_path) == {
        "K": (
            Reflex(test="K", adds=("NA",), why="high", flags=("H", "HH")),
            Reflex(test="K", adds=("NA",), why="low", sign="<", limit=Decimal("2.5")),
        )
    }


def test_a_method_s_faults(tmp_path: Path) -> None:
    assert told(tmp_path, "methods.csv", "K,ion selective electrode,") == []
    assert load(tmp_path).tests["K"].method == "ion selective electrode"
    assert told(tmp_path, "methods.csv", "K,a,", "K,b,", "XX,c,", "NA,,") == [
        "methods.csv row 3: K stands there twice: a test has one method here",
        "methods.csv row 4: there is no test 'XX'",
        "methods.csv row 5: method is empty",
    ]
