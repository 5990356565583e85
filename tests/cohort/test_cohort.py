"""The generator: it makes what it says, and shares nothing with what is measured on it."""

import ast
from pathlib import Path
from random import Random
from statistics import median

import pytest

from labkiosk.catalogue import load
from tests.cohort import faults
from tests.cohort.figures import FIGURES, PANELS
from tests.cohort.racks import rack

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MADE = [path for path in sorted(HERE.glob("*.py")) if not path.name.startswith("test_")]
# What judges: these and the tables that they read.
JUDGES = ["delta", "likeness", "mixup", "slips", "relations", "lookalike"]


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module))
    return found


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.name)
def test_it_imports_nothing_of_ours(path: Path) -> None:
    assert {name for name in imported(path) if name.split(".")[0] in ("labkiosk", "tests")} <= {
        f"tests.cohort.{other.stem}" for other in MADE
    }


def test_it_opens_no_file() -> None:
    names = {
        node.id
        for path in MADE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name)
    }
    assert names.isdisjoint({"open", "Path", "asset", "load"})


@pytest.mark.parametrize("name", JUDGES)
def test_what_judges_knows_nothing_of_it(name: str) -> None:
    path = ROOT / "labkiosk" / "rules" / f"{name}.py"
    assert not any(each.startswith("tests") for each in imported(path))


def test_the_variation_that_judges_is_not_the_one_that_made() -> None:
    """Not even by chance: what delta.csv calls usual is none of the published figures that the cohorts are made with."""
    usual = {code: float(t.delta.usual) for code, t in load(None).tests.items() if t.delta is not None}
    assert [code for code, f in FIGURES.items() if usual.get(code) in (f.within, f.between)] == []


def test_a_seed_makes_the_same_rack_again() -> None:
    one, other = rack(Random(3)), rack(Random(3))
    assert [t.results for t in one.tubes] == [t.results for t in other.tubes]


@pytest.mark.parametrize("sort", ["EDTA", "SST", "FLU"])
def test_a_rack_has_its_tubes_and_their_history(sort: str) -> None:
    made = rack(Random(5), sort)
    assert 20 <= len(made.tubes) <= 100
    assert all(t.earlier and t.earlier[-1][0] >= 1 for t in made.tubes)
    assert [t.whose for t in made.tubes] == list(range(len(made.tubes)))
    assert all(t.results.keys() == t.earlier[0][1].keys() for t in made.tubes)
    assert not any(t.earlier for t in rack(Random(5), sort, known=0).tubes)


def test_the_middle_of_many_is_like_the_books() -> None:
    tubes = [t for seed in range(8) for t in rack(Random(seed), "EDTA").tubes]
    for code, low, high in (("HB", 11.0, 14.5), ("MCV", 82, 92), ("PLT", 200, 280), ("WBC", 5.5, 8.5)):
        assert low < median(float(t.results[code]) for t in tubes) < high


def test_red_cells_go_together_as_an_analyser_gives_them() -> None:
    for tube in rack(Random(9), "EDTA").tubes:
        v = {code: float(tube.results[code]) for code in PANELS["CBC"]}
        assert v["HCT"] * 10 / v["RBC"] == pytest.approx(v["MCV"], rel=0.02)
        assert v["HB"] * 100 / v["HCT"] == pytest.approx(v["MCHC"], rel=0.03)
        assert sum(v[c] for c in ("NEU", "LYM", "MON", "EOS", "BAS")) == pytest.approx(100, abs=0.3)


def test_two_tubes_are_exchanged_whole() -> None:
    made = rack(Random(1), "EDTA")
    before = [t.results for t in made.tubes]
    faults.swap(made, 2, 9)
    assert made.tubes[2].results is before[9]
    assert made.tubes[9].results is before[2]
    assert [i for i, t in enumerate(made.tubes) if t.whose != i] == [2, 9]


def test_neighbours_are_shifted_by_one() -> None:
    made = rack(Random(1), "EDTA")
    before = [t.results for t in made.tubes]
    faults.shift(made, 4, 3)
    assert [made.tubes[i].results for i in (4, 5, 6)] == [before[6], before[4], before[5]]


@pytest.mark.parametrize(
    ("value", "places", "slipped"),
    [("4.5", 1, "45"), ("4.5", -1, "0.45"), ("4.5", 2, "450"), ("4.5", -2, "0.045"), ("140", 1, "1400"),
     ("140", -1, "14.0"), ("0.75", 1, "7.5"), ("0.75", 2, "75"), ("0.4", -1, "0.04"), ("12.8", -2, "0.128")],
)  # fmt: skip
def test_a_point_slips(value: str, places: int, slipped: str) -> None:
    assert faults.moved(value, places) == slipped


def test_a_unit_and_two_digits() -> None:
    made = rack(Random(2), "SST").tubes
    tube = next(t for t in made if "CREA" in t.results)
    was = float(tube.results["CREA"])
    faults.other_unit(tube, "CREA")
    assert float(tube.results["CREA"]) == pytest.approx(was * 88.4, rel=0.01)
    tube.results["K"] = "4.5"
    assert not faults.transpose(Random(1), tube, "K")
    tube.results["NA"] = "141"
    assert faults.transpose(Random(1), tube, "NA")
    assert sorted(tube.results["NA"]) == ["1", "1", "4"]
