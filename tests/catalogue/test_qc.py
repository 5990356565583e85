"""qc.csv: which rule a test has, and every fault by its row."""

from pathlib import Path

import pytest

from labkiosk.catalogue import CatalogueError, load, load_apart, problems
from labkiosk.catalogue.qc import RULES, QcRule, QcRules
from tests.catalogue.making import small

HEAD = "test,bench,warn,reject,hours,good_run,source,approved_by,note\n"


def rules(folder: Path) -> QcRules:
    found = load_apart("qc.csv", load(folder), folder)
    assert isinstance(found, QcRules)
    return found


def told(folder: Path, *rows: str) -> list[str]:
    small(folder, {"qc.csv": HEAD + "".join(f"{row}\n" for row in rows)})
    return [str(problem) for problem in problems(folder)]


def test_the_nearest_row_holds(tmp_path: Path) -> None:
    assert (
        told(
            tmp_path, ",,1-2s,1-3s;R-4s,24,no,book,,", ",CHEM,,2-2s,8,yes,book,Dr Rao,", "K,,,10x,,no,book,,"
        )
        == []
    )
    found, tests = rules(tmp_path), load(tmp_path).tests
    assert found.of(tests["K"]) == QcRule(reject=("10x",))
    assert found.of(tests["NA"]) == QcRule(reject=("2-2s",), hours=8, good_run=True, approved_by="Dr Rao")
    assert found.others == QcRule(warn=("1-2s",), reject=("1-3s", "R-4s"), hours=24)


def test_ours_asks_for_westgards_rules_of_every_test() -> None:
    catalogue = load()
    found = load_apart("qc.csv", catalogue)
    assert {found.of(test) for test in catalogue.tests.values()} == {QcRule(warn=RULES[:1], reject=RULES[1:])}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("XX,,,1-3s,,no,book,,", "there is no test 'XX'"),
        (",XX,,1-3s,,no,book,,", "there is no bench 'XX'"),
        ("HIV,,,1-3s,,no,book,,", "HIV is not numeric: it has no mean and no SD"),
        ("K,CHEM,,1-3s,,no,book,,", "names a test and a bench: a row is for one of them, or for all"),
        (",,,1-4s,,no,book,,", "'1-4s' is no rule: use 1-2s; 1-3s; 2-2s; R-4s; 4-1s; 10x"),
        (",,1-3s,1-3s,,no,book,,", "1-3s both warns and rejects"),
        (",,,1-3s,0,no,book,,", "hours '0' must be a whole number from 1 to 744"),
        (",,,1-3s,,,book,,", "good_run '' must be one of: yes, no"),
        (",,,1-3s,,no,,,", "source is empty"),
    ],
)
def test_a_fault_is_refused_by_its_row(tmp_path: Path, row: str, said: str) -> None:
    assert told(tmp_path, row) == [f"qc.csv row 2: {said}"]
    with pytest.raises(CatalogueError, match=r"^qc\.csv row 2"):
        rules(tmp_path)


def test_a_row_stands_once(tmp_path: Path) -> None:
    rows = (",,,1-3s,,no,book,,", ",,,2-2s,,no,book,,", "K,,,1-3s,,no,book,,", "K,,,1-3s,,no,book,,")
    assert told(tmp_path, *rows) == [
        "qc.csv row 3: the row for all stands twice",
        "qc.csv row 5: K stands twice",
    ]


def test_a_missing_column_and_a_strange_file(tmp_path: Path) -> None:
    small(tmp_path, {"qc.csv": "test,bench\n"})
    assert str(problems(tmp_path)[0]) == "qc.csv row 1: column 'warn' is missing"
    (tmp_path / "qcc.csv").write_text("")
    assert "qc.csv, reasons.csv" in str(problems(tmp_path / "qcc.csv")[0])
