"""Every fault of a catalogue file is refused by file, row and reason."""

import csv
import io
from pathlib import Path

import pytest

from labkiosk.catalogue import CatalogueError, load, problems
from labkiosk.facts.errors import Refused
from labkiosk.resources import asset
from tests.catalogue.making import SMALL, limits, small
from tests.catalogue.wrong_cells import CELLS


def told(folder: Path) -> list[str]:
    return [str(problem) for problem in problems(folder)]


def test_the_small_catalogue_has_no_fault(tmp_path: Path) -> None:
    assert told(small(tmp_path)) == []


@pytest.mark.parametrize(("file", "old", "new", "said"), CELLS, ids=[each[3][:60] for each in CELLS])
def test_a_wrong_cell_is_refused(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    assert old in SMALL[file]
    folder = small(tmp_path, {file: SMALL[file].replace(old, new, 1)})
    assert said in told(folder)
    with pytest.raises(Refused):
        load(folder)


def test_only_the_fault_is_told(tmp_path: Path) -> None:
    folder = small(tmp_path, {"tests.csv": SMALL["tests.csv"].replace("2823-3", "2823-4")})
    with pytest.raises(CatalogueError) as caught:
        load(folder)
    assert str(caught.value) == "tests.csv row 3: LOINC 2823-4 has a wrong check digit (should be 3)"


def test_an_unknown_bench_and_container_are_named(tmp_path: Path) -> None:
    changed = SMALL["tests.csv"].replace("SST,300,no,CHEM,Bio", "XXX,300,no,YYY,Bio", 1)
    assert told(small(tmp_path, {"tests.csv": changed})) == [
        "tests.csv row 2: there is no container 'XXX'",
        "tests.csv row 2: there is no bench 'YYY'",
    ]


def test_a_test_may_not_need_more_than_its_tube_holds(tmp_path: Path) -> None:
    changed = SMALL["tests.csv"].replace("SST,300", "SST,5001", 1)
    assert told(small(tmp_path, {"tests.csv": changed})) == [
        "tests.csv row 2: volume_ul '5001' must be a whole number from 1 to 5000"
    ]


def test_a_numeric_test_needs_a_unit(tmp_path: Path) -> None:
    units = "\n".join(line for line in SMALL["units.csv"].splitlines() if not line.startswith("NA"))
    assert told(small(tmp_path, {"units.csv": units})) == [
        "tests.csv row 2: numeric test NA has no row in units.csv"
    ]


def test_a_panel_may_not_take_the_code_of_a_test(tmp_path: Path) -> None:
    panels = SMALL["panels.csv"].replace("ELEC,", "K,")
    presets = SMALL["presets.csv"].replace("ELEC", "K")
    assert told(small(tmp_path, {"panels.csv": panels, "presets.csv": presets})) == [
        "panels.csv row 2: code K is a test already"
    ]


def test_an_unknown_and_a_double_column_are_named(tmp_path: Path) -> None:
    header = "code,name,aliases,tests,loinc,price,name"
    assert told(small(tmp_path, {"panels.csv": header + "\n"})) == [
        "panels.csv row 1: column 'price' is unknown",
        "panels.csv row 1: column 'name' stands twice",
    ]


def test_an_empty_file_lacks_its_columns(tmp_path: Path) -> None:
    assert told(small(tmp_path, {"reasons.csv": ""})) == [
        f"reasons.csv row 1: column '{column}' is missing" for column in ("code", "text", "use")
    ]


def test_a_file_of_more_than_4_mib_is_not_read(tmp_path: Path) -> None:
    (small(tmp_path) / "reasons.csv").write_bytes(b"x" * (4 * 1024 * 1024 + 1))
    assert told(tmp_path) == ["reasons.csv: is larger than 4 MiB"]


def test_a_file_of_too_many_rows_is_not_checked(tmp_path: Path) -> None:
    text = SMALL["reasons.csv"] + "".join(f"R{at},Reason,reject\n" for at in range(5000))
    assert told(small(tmp_path, {"reasons.csv": text})) == ["reasons.csv: has more than 5000 rows"]


def test_a_test_of_too_many_limits_is_not_compared(tmp_path: Path) -> None:
    rows = [f"range,,{day} d,{day + 1} d,3.5,5.1" for day in range(201)]
    assert told(small(tmp_path, limits(*rows))) == ["limits.csv row 202: K has 201 limits; 200 at most"]


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (small(tmp_path) / "reasons.csv").write_bytes(b"code,text,use\nX,caf\xe9,reject\n")
    assert told(tmp_path) == ["reasons.csv: is not UTF-8 text; save it as CSV UTF-8"]


def test_what_a_spreadsheet_adds_is_taken(tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(SMALL["reasons.csv"])))
    lines = [",".join(row) for row in rows]
    (small(tmp_path) / "reasons.csv").write_bytes(("\ufeff" + "\r\n".join([*lines, ",,", ""])).encode())
    assert told(tmp_path) == []
    assert [each.text for each in load(tmp_path).reasons.values()] == ["Clotted", "Icteric", "Ordered twice"]


def test_a_refusal_shows_the_first_five_faults_and_counts_the_rest(tmp_path: Path) -> None:
    reasons = "code,text,use\n" + "".join(f"R{at},,reject\n" for at in range(7))
    with pytest.raises(CatalogueError) as caught:
        load(small(tmp_path, {"reasons.csv": reasons}))
    lines = [f"reasons.csv row {row}: text is empty" for row in range(2, 7)]
    assert str(caught.value) == "; ".join([*lines, "and 2 more"])
    assert len(caught.value.problems) == 7


def test_a_refusal_carries_no_control_byte(tmp_path: Path) -> None:
    reasons = SMALL["reasons.csv"] + "\x1b[2JX,a,reject\n\x1b[2JX,b,reject\n"
    said = "\n".join(told(small(tmp_path, {"reasons.csv": reasons})))
    assert "code [2JX stands in row 5 already" in said
    assert said.replace("\n", "").isprintable()


def test_files_are_checked_by_name(tmp_path: Path) -> None:
    stray = tmp_path / "prices.csv"
    stray.write_text("x")
    shipped = ", ".join(sorted(file.name for file in asset("catalogue").glob("*.csv")))
    assert [str(each) for each in problems(stray)] == [
        f"prices.csv: is not a catalogue file; those are {shipped}"
    ]
    assert [str(each) for each in problems(tmp_path / "tests.csv")] == ["tests.csv: cannot be found"]


def test_one_own_file_replaces_ours_whole(tmp_path: Path) -> None:
    own = tmp_path / "reasons.csv"
    own.write_text(SMALL["reasons.csv"])
    mine, ours = load(tmp_path), load()
    assert list(mine.reasons) == ["CLOTTED", "ICTERIC", "TWICE"]
    assert mine.tests == ours.tests
    assert mine.hash != ours.hash
    assert problems(own) == []
