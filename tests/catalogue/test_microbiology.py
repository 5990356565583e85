"""The files of microbiology: what ships, what each row means, and every fault by its row."""

from decimal import Decimal
from pathlib import Path

import pytest

from labkiosk.catalogue import load, load_apart, problems
from labkiosk.catalogue.cultures import CultureRule
from tests.catalogue.making import small
from tests.catalogue.test_shipped import rows

NAMES = (
    "antibiograms",
    "antibiotics",
    "breakpoints",
    "cultures",
    "expected",
    "microscopy",
    "organisms",
    "templates",
)
HEADS = {
    "breakpoints.csv": "group,antibiotic,specimen,method,susceptible,resistant,standard,version,source,approved_by,note",
    "cultures.csv": "test,read_hours,growth,unit,late_min,source,approved_by,note",
    "organisms.csv": "code,name,groups,kind,source,note",
    "antibiotics.csv": "code,name,class,source,note",
    "expected.csv": "group,antibiotic,source,approved_by,note",
    "antibiograms.csv": "group,specimen,antibiotic,after,note",
    "microscopy.csv": "test,part,code,name",
    "templates.csv": "code,tests,key,name,text,note",
}


def test_what_ships_fits_together() -> None:
    catalogue = load()
    found = {name: load_apart(f"{name}.csv", catalogue) for name in NAMES}
    organisms, antibiotics = found["organisms"], found["antibiotics"]
    groups = {group for organism in organisms.values() for group in organism.groups}
    assert len(organisms) >= 60
    assert {"none", "flora", "organism"} == {o.kind for o in organisms.values()}
    for point in found["breakpoints"]:
        assert point.group in groups, point
        assert point.antibiotic in antibiotics, point
        assert point.example
    assert {group for group, _ in found["expected"]} <= groups | set(organisms)
    assert {a for _, a in found["expected"]} <= set(antibiotics)
    for tested in found["antibiograms"]:
        assert tested.group in groups, tested
        assert {tested.antibiotic, tested.after or tested.antibiotic} <= set(antibiotics), tested
    kinds = {t.code for t in catalogue.tests.values() if t.kind == "culture"}
    assert set(found["cultures"]) == kinds
    assert {code for code, rule in found["cultures"].items() if rule.growth == "critical"} == {
        "BLDCUL", "BC1A", "BC1N", "BC2A", "BC2N", "BC3A", "BC3N", "CSFCUL",
    }  # fmt: skip


def test_every_row_says_its_source_and_none_is_signed() -> None:
    for name in ("breakpoints.csv", "cultures.csv", "expected.csv"):
        for row in rows(name):
            assert row["source"]
            assert row["approved_by"] == ""


@pytest.mark.parametrize(
    ("group", "antibiotic", "method", "limits"),
    # As EUCAST's tables of 2026 have them.
    [
        ("EBC", "CRO", "disk", ("27", "24")), ("EBC", "ETP", "disk", ("23", "23")), ("SAU", "FOX", "disk", ("22", "22")),
        ("PAE", "MEM", "disk", ("20", "14")), ("EFA", "VAN", "disk", ("12", "12")), ("SPN", "PEN", "mic", ("0.064", "1")),
        ("STA", "SXT", "disk", ("24", "24")), ("SPY", "PEN", "mic", ("0.032", "0.032")), ("ENT", "AMP", "mic", ("4", "4")),
    ],
)  # fmt: skip
def test_breakpoints_are_those_of_their_source(
    group: str, antibiotic: str, method: str, limits: tuple[str, str]
) -> None:
    (point,) = [
        p
        for p in load_apart("breakpoints.csv", load())
        if (p.group, p.antibiotic, p.method, p.specimen.replace("not csf", ""))
        == (group, antibiotic, method, "")
    ]
    assert (point.susceptible, point.resistant) == tuple(map(Decimal, limits))
    assert point.standard == "EUCAST 2026"


FAULTS = [
    ("breakpoints.csv", "EBC,CIP,,disk,20,25,EUCAST,1,book,,", "susceptible 20 and resistant 25 overlap: by disk that cannot be"),
    ("breakpoints.csv", "EBC,CIP,,mic,2,1,EUCAST,1,book,,", "susceptible 2 and resistant 1 overlap: by mic that cannot be"),
    ("breakpoints.csv", "EBC,CIP,,disk,0,0,EUCAST,1,book,,", "susceptible '0' must be a number above 0"),
    ("breakpoints.csv", "EBC,CIP,,zone,20,20,EUCAST,1,book,,", "method 'zone' must be one of: disk, mic"),
    ("breakpoints.csv", "EBC,CIP,,disk,20,20,EUCAST,1,,,", "source is empty"),
    ("cultures.csv", "NOPE,24,none,,0,book,,", "there is no test 'NOPE'"),
    ("cultures.csv", "NA,24,none,,0,book,,", "NA is no culture"),
    ("cultures.csv", "NA,48;24,none,,0,book,,", "read_hours '48;24' must be hours that rise, such as 24;48;120"),
    ("organisms.csv", "ECO,Escherichia coli,EBC,germ,book,", "kind 'germ' must be one of: organism, flora, none"),
    ("antibiotics.csv", "AMK,,class,book,", "name is empty"),
    ("expected.csv", "KPN,AMP,,,", "source is empty"),
    ("antibiograms.csv", "EBC,,MEM,MEM,", "MEM comes after itself"),
    ("microscopy.csv", "NA,cells,PUS,Pus cells", "NA is neither a narrative nor a culture"),
    ("microscopy.csv", "NA,things,PUS,Pus cells", "part 'things' must be one of: cells, organisms"),
    ("templates.csv", "T,NA,t,Name,text,", "NA is no narrative test"),
    ("templates.csv", "T,,tt,Name,text,", "key 'tt' must be one digit or lower-case letter"),
    ("templates.csv", "T,,t,Name,{open,", "text opens a field that it does not close"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "row", "said"), FAULTS, ids=[each[2][:50] for each in FAULTS])
def test_a_fault_is_told_by_its_row(tmp_path: Path, file: str, row: str, said: str) -> None:
    folder = small(tmp_path, {file: f"{HEADS[file]}\n{row}\n"})
    assert f"{file} row 2: {said}" in [str(problem) for problem in problems(folder)]


def test_a_row_twice_is_told(tmp_path: Path) -> None:
    row = "EBC,CIP,,disk,25,22,EUCAST,1,book,,"
    folder = small(tmp_path, {"breakpoints.csv": f"{HEADS['breakpoints.csv']}\n{row}\n{row}\n"})
    assert [str(p) for p in problems(folder)] == [
        "breakpoints.csv row 3: EBC CIP disk stands in row 2 already"
    ]


def test_a_hospital_with_tests_of_its_own_needs_no_files_of_these(tmp_path: Path) -> None:
    folder = small(tmp_path)
    assert problems(folder) == []
    assert load_apart("cultures.csv", load(folder), folder) == {}


def test_a_culture_without_a_row_is_read_after_a_day_and_two() -> None:
    assert CultureRule().hours == (24, 48)
