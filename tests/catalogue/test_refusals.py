"""Every fault of a catalogue file is refused by file, row and reason."""

import csv
import io
from pathlib import Path

import pytest

from labkiosk.catalogue import CatalogueError, load, problems
from labkiosk.facts.errors import Refused
from tests.catalogue.making import SMALL, limits, small


def told(folder: Path) -> list[str]:
    return [str(problem) for problem in problems(folder)]


def test_the_small_catalogue_has_no_fault(tmp_path: Path) -> None:
    assert told(small(tmp_path)) == []


# file, what is replaced in it, by what, and all that is said of it
CELLS = [
    ("tests.csv", "2823-3", "2823-4", "tests.csv row 3: LOINC 2823-4 has a wrong check digit (should be 3)"),
    ("tests.csv", "2823-3", "28233", "tests.csv row 3: LOINC '28233' must look like 718-7"),
    ("tests.csv", "Potassium", "", "tests.csv row 3: name is empty"),
    (
        "tests.csv",
        "numeric,1,",
        "numeric,12,",
        "tests.csv row 3: decimals '12' must be a whole number from 0 to 6",
    ),
    ("tests.csv", "kalium;K+", "kalium;kalium", "tests.csv row 3: aliases names 'kalium' twice"),
    ("tests.csv", "posneg", "maybe", "tests.csv row 4: there is no set of choices 'maybe'"),
    ("tests.csv", "numeric,1,,", "numeric,1,posneg,", "tests.csv row 3: numeric test K takes no choices"),
    (
        "tests.csv",
        "HIV,HIV rapid test,,68961-2,choice",
        "HIV,HIV rapid test,,68961-2,guess",
        "tests.csv row 4: kind 'guess' must be one of: numeric, choice, text",
    ),
    (
        "tests.csv",
        "HIV,HIV",
        "hiv,HIV",
        "tests.csv row 4: code 'hiv' must be of upper-case letters, digits and hyphens",
    ),
    ("units.csv", "0.25577", "0", "units.csv row 5: factor '0' must be a number above 0"),
    ("units.csv", "0.25577", "-1", "units.csv row 5: factor '-1' must be a number above 0"),
    ("units.csv", "0.25577", "1e3", "units.csv row 5: factor '1e3' is not a number"),
    ("units.csv", "molar mass 39.098 g/mol", "", "units.csv row 5: source is empty"),
    ("units.csv", "K,mg/dL", "K,mg%", "units.csv row 5: unit 'mg%' is not written in UCUM"),
    ("units.csv", "K,mg/dL", "K,mmol/L", "units.csv row 5: unit mmol/L of K stands twice"),
    (
        "units.csv",
        "K,mmol/L,mmol/L,1",
        "K,mmol/L,mmol/L,2",
        "units.csv row 4: the first unit of a test is its own: its factor must be 1",
    ),
    ("units.csv", "NA,meq", "HIV,meq", "units.csv row 3: HIV is not numeric and takes no units"),
    ("units.csv", "NA,meq", "ZN,meq", "units.csv row 3: there is no test 'ZN'"),
    ("panels.csv", "NA;K", "NA;KK", "panels.csv row 2: panel ELEC names 'KK', which is no test"),
    ("panels.csv", "NA;K", "", "panels.csv row 2: panel ELEC names no test"),
    (
        "presets.csv",
        "ELEC;HIV",
        "ELEK;HIV",
        "presets.csv row 2: form yellow offers 'ELEK', which is no test or panel",
    ),
    ("choices.csv", "yes,p", "yes,n", "choices.csv row 3: key 'n' of set posneg picks NEG already"),
    ("choices.csv", "yes,p", "yes,P", "choices.csv row 3: key 'P' must be one digit or lower-case letter"),
    ("choices.csv", "yes,p", "perhaps,p", "choices.csv row 3: abnormal 'perhaps' must be one of: yes, no"),
    ("choices.csv", "posneg,POS", "posneg,NEG", "choices.csv row 3: choice NEG of set posneg stands twice"),
    ("stability.csv", "K,2", "X,2", "stability.csv row 2: there is no test 'X'"),
    ("stability.csv", "K,2", "K,0", "stability.csv row 2: hours '0' must be a whole number from 1 to 8784"),
    ("stability.csv", "a hospital", "", "stability.csv row 2: source is empty"),
    ("stability.csv", ",,\n", ",,\nK,3,book,,\n", "stability.csv row 3: K stands there twice"),
    ("settings.csv", "barcode,", "colour,", "settings.csv: setting 'barcode' is missing"),
    ("priorities.csv", "urgent,", "soon,", "priorities.csv: priority 'urgent' is missing"),
    ("reasons.csv", "ICTERIC", "CLOTTED", "reasons.csv row 3: code CLOTTED stands in row 2 already"),
    (
        "containers.csv",
        "4,5000",
        "x,5000",
        "containers.csv row 2: draw_order 'x' must be a whole number from 1 to 99",
    ),
    (
        "containers.csv",
        "5000,Serum,no",
        "5000,Serum,",
        "containers.csv row 2: irreplaceable '' must be one of: yes, no",
    ),
    (
        "containers.csv",
        "blood,no,30",
        "blood,no,0",
        "containers.csv row 4: within_min '0' must be a whole number from 1 to 1440",
    ),
    (
        "containers.csv",
        "blood,no,30",
        "blood,no,30 min",
        "containers.csv row 4: within_min '30 min' must be a whole number from 1 to 1440",
    ),
    ("small.csv", "SST,1 y", "EDTA,1 y", "small.csv row 2: there is no container 'EDTA'"),
    ("small.csv", "CSST", "MICRO", "small.csv row 2: there is no container 'MICRO'"),
    ("small.csv", "1 y", "1", "small.csv row 2: below '1' has no unit; write 1 d, 1 w, 1 mo or 1 y"),
    ("small.csv", "1 y", "", "small.csv row 2: below is empty; write an age like 1 y"),
    ("small.csv", "capillary", "", "small.csv row 2: mark is empty"),
    ("small.csv", "CSST", "SST", "small.csv row 2: SST takes the place of SST and has one in its own place"),
    ("small.csv", "CSST", "GAS", "small.csv row 2: GAS is for Arterial blood, SST for Serum"),
    ("containers.csv", "15,500,", "15,5000,", "small.csv row 2: CSST holds 5000 µL, no less than SST"),
    (
        "small.csv",
        "capillary,\n",
        "capillary,\nSST,2 y,CSST,capillary,\n",
        "small.csv row 3: SST has a small container already",
    ),
    (
        "small.csv",
        "capillary",
        "from the fingertip",
        "small.csv row 2: mark 'from the fingertip' is longer than a label's 17 characters",
    ),
    (
        "small.csv",
        "capillary",
        "from the skin",
        "marks.csv row 2: 'from the skin fasting' is longer than a label's 17 characters",
    ),
    ("marks.csv", "GLUF", "GLU1H", "marks.csv row 2: there is no test 'GLU1H'"),
    (
        "marks.csv",
        "GLUF",
        "K",
        "marks.csv row 2: K shares its tube; write own_tube yes in tests.csv to mark it",
    ),
    (
        "marks.csv",
        "GLUF",
        "BT",
        "marks.csv row 2: BT shares its tube; write own_tube yes in tests.csv to mark it",
    ),
    ("marks.csv", "GLU2H", "GLUF", "marks.csv row 3: test GLUF stands twice"),
    ("marks.csv", "fasting", "", "marks.csv row 2: mark is empty"),
    (
        "marks.csv",
        "fasting",
        "before the breakfast",
        "marks.csv row 2: mark 'before the breakfast' is longer than a label's 17 characters",
    ),
    ("marks.csv", ",120,", ",2 h,", "marks.csv row 3: minute '2 h' must be a whole number from 0 to 1440"),
    ("marks.csv", "75 g glucose", "", "marks.csv row 3: load is empty"),
    (
        "marks.csv",
        "glucose,5",
        "glucose,",
        "marks.csv row 3: tolerance_min '' must be a whole number from 0 to 1440",
    ),
    (
        "marks.csv",
        "fasting,0,,",
        "fasting,0,water,",
        "marks.csv row 2: minute 0 is before the load: load stays empty",
    ),
    ("marks.csv", "fasting,0,,", "fasting,,,5", "marks.csv row 2: tolerance_min stands without a minute"),
    (
        "marks.csv",
        "fasting,0,,",
        "fasting,60,a meal,5",
        "panels.csv: panel GTT counts from 75 g glucose and from a meal: one order has one load",
    ),
    (
        "tests.csv",
        "Patient,,,no",
        "Patient,,,yes",
        "tests.csv row 7: BT has no container: leave volume_ul empty and write own_tube no",
    ),
    (
        "tests.csv",
        "Patient,,,no",
        "Patient,,10,no",
        "tests.csv row 7: BT has no container: leave volume_ul empty and write own_tube no",
    ),
    (
        "tests.csv",
        "Serum,SST,300,no,CHEM,Serology",
        "Serum,SST,,no,CHEM,Serology",
        "tests.csv row 4: volume_ul '' must be a whole number from 1 to 5000",
    ),
    ("limits.csv", "K,range", "KK,range", "limits.csv row 2: there is no test 'KK'"),
    ("limits.csv", "K,range", "HIV,range", "limits.csv row 2: HIV is not numeric and takes no limits"),
    (
        "limits.csv",
        "K,range",
        "K,normal",
        "limits.csv row 2: kind 'normal' must be one of: range, critical, hold, impossible",
    ),
    ("limits.csv", "range,,", "range,X,", "limits.csv row 2: sex 'X' must be one of: F, M, empty"),
    (
        "limits.csv",
        "0 d",
        "12",
        "limits.csv row 2: from_age '12' has no unit; write 12 d, 12 w, 12 mo or 12 y",
    ),
    (
        "limits.csv",
        "0 d",
        "12 months",
        "limits.csv row 2: from_age '12 months' is not an age like 28 d, 6 w, 3 mo or 18 y",
    ),
    ("limits.csv", "0 d", "", "limits.csv row 2: from_age is empty; write 0 d for birth"),
    ("limits.csv", "0 d,", "12 mo,1 y", "limits.csv row 2: the ages 12 mo to 1 y hold no day"),
    ("limits.csv", "mmol/L", "mg/dL", "limits.csv row 2: unit 'mg/dL' is not K's own unit mmol/L"),
    ("limits.csv", "3.5,5.1", "5.1,3.5", "limits.csv row 2: low 5.1 is not below high 3.5"),
    ("limits.csv", "3.5,5.1", "3.5,3.5", "limits.csv row 2: low 3.5 is not below high 3.5"),
    ("limits.csv", "3.5,5.1", ",", "limits.csv row 2: gives neither low nor high"),
    ("limits.csv", "3.5,5.1", "3.5,NaN", "limits.csv row 2: high 'NaN' is not a number"),
    (
        "limits.csv",
        "3.5,5.1",
        "0.699999999999999956,5.1",
        "limits.csv row 2: low 0.699999999999999956 has more than 6 decimals; round it",
    ),
    ("limits.csv", "book", "", "limits.csv row 2: source is empty"),
    ("tests.csv", "kalium;K+", "=1+1", "tests.csv row 3: aliases '=1+1' looks like a spreadsheet formula"),
    (
        "tests.csv",
        "kalium;K+",
        "@SUM(A1)",
        "tests.csv row 3: aliases '@SUM(A1)' looks like a spreadsheet formula",
    ),
    (
        "tests.csv",
        "Potassium",
        "Pot\x1b[2Jassium",
        "tests.csv row 3: name holds a control or invisible character",
    ),
    (
        "tests.csv",
        "Potassium",
        "Pot\u202eassium",
        "tests.csv row 3: name holds a control or invisible character",
    ),
    (
        "tests.csv",
        "Potassium",
        '"Pot\nassium"',
        "tests.csv row 3: name holds a control or invisible character",
    ),
    ("tests.csv", "Potassium", "P" * 2001, "tests.csv row 3: name is longer than 2000 characters"),
    ("tests.csv", "K,Potassium,", "K,Potassium,,", "tests.csv row 3: has 17 cells, the header has 16"),
    ("panels.csv", "code,name,aliases", "code,name,alias", "panels.csv row 1: column 'aliases' is missing"),
    (
        "panels.csv",
        "ELEC,Electrolytes",
        '"ELEC"x,Electrolytes',
        "panels.csv: is not CSV: ',' expected after '\"'",
    ),
]


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
    assert [str(each) for each in problems(stray)] == [
        "prices.csv: is not a catalogue file; those are benches.csv, choices.csv, containers.csv, "
        "laboratories.csv, limits.csv, marks.csv, panels.csv, presets.csv, priorities.csv, reasons.csv, "
        "release.csv, settings.csv, small.csv, stability.csv, tests.csv, units.csv"
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
