"""Westgard's rules against published examples, and what must hold of any run."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.rules.westgard import LOOKS_BACK, Run, broken, distance

# Westgard S. Break All the Rules, answers to part one (N=1), westgard.com, August 2015: mean 47, SD 3, the values in
# their order. The answers name the rule beside the first of the values that break it; it shows at the last of them.
ONE_LEVEL = (
    *("42.5", "55.1", "46.4", "47.0", "43.1", "56.9", "41.3", "44.9", "45.5", "41.3", "47.0", "37.7", "41.6", "53.3"),
    *("55.4", "44.6", "47.3", "48.2", "41.3", "42.8", "44.3", "47.6", "44.3", "45.8", "47.6", "39.8", "39.8", "50.9"),
    *("49.7", "45.5", "45.2", "47.3", "47.9", "44.3", "40.1", "48.2", "40.7", "41.9", "43.4", "43.7", "49.7", "42.2"),
    *("52.1", "44.6", "45.2", "45.8", "41.6", "41.3", "44.9", "43.7", "45.2", "50.6", "50.3", "51.2", "51.5", "44.3"),
    "41.6",
)  # fmt: skip
REJECTED = {6: "1-3s", 12: "1-3s", 15: "2-2s", 27: "2-2s", 40: "4-1s", 55: "4-1s"}
BEYOND_2S = {2, 6, 12, 14, 15, 26, 27, 35, 37}

# The same, answers to part two (N=2), westgard.com, November 2015: a low control of mean 47 and SD 3, a high one of
# mean 71 and SD 8, and what each run breaks besides 1-2s. Its answers count a value on 2 SD (the low one of run 22) and
# a range that is 4 SD by subtraction (run 14); by the paper of 1981 a limit is exceeded beyond it, and R-4s takes one
# value beyond 2 SD above and one below.
TWO_CONTROLS = (
    *("51.5 82.2", "38.9 51", "47.6 74.2", "46.0 91.8", "50.9 74.2", "53.9 69.0", "52.7 58.2", "49.1 95.5"),
    *("48.5 65.4", "37.0 90.0", "47.0 63.0", "54.0 82.2", "53.3 65.4", "40.0 86.2", "55.4 70.2", "49.4 88.6"),
    *("46.7 87.8", "45.8 85.0", "52.7 76.6", "51.1 65.4", "54.0 86.2", "53.0 71.0", "49.7 81.4", "48.2 90.2"),
    *("46.4 80.6", "54.2 54.0"),
)
REJECTED_OF_TWO = {
    2: {"low": ["2-2s"], "high": ["2-2s"]},
    8: {"high": ["1-3s"]},
    10: {"low": ["1-3s", "R-4s"], "high": ["R-4s"]},
    13: {"low": ["2-2s"]},
    17: {"high": ["2-2s"]},
    22: {"low": ["4-1s"]},
    26: {"low": ["R-4s"], "high": ["R-4s"]},
}

# One test on two levels: ten runs from the oldest to the newest as "z of low, z of high" (empty: not measured), and
# what the newest breaks. The rules as defined in Clin Chem 1981;27:493-501; the several ways to break each within
# and across controls are those that Westgard S counts in 50 (+) Ways to break your Westgard Rules (westgard.com, 2019).
TWO_LEVELS = [
    ("in control", ["0.5 -0.5"], {}),
    ("on a limit is not beyond it", ["2 -2"], {}),
    ("a warning", ["2.1 0"], {"low": ["1-2s"]}),
    ("a warning below", ["0 -2.9"], {"high": ["1-2s"]}),
    ("one beyond 3", ["3.1 0"], {"low": ["1-2s", "1-3s"]}),
    ("one beyond 3 below", ["0 -3.1"], {"high": ["1-2s", "1-3s"]}),
    ("on 3", ["3 0"], {"low": ["1-2s"]}),
    ("two within the run, above", ["2.1 2.2"], {"low": ["1-2s", "2-2s"], "high": ["1-2s", "2-2s"]}),
    ("two within the run, below", ["-2.1 -2.2"], {"low": ["1-2s", "2-2s"], "high": ["1-2s", "2-2s"]}),
    ("two across runs", ["2.1 0", "2.3 0"], {"low": ["1-2s", "2-2s"]}),
    ("two across runs below", ["0 -2.1", "0 -2.3"], {"high": ["1-2s", "2-2s"]}),
    ("one a level in two runs is no pair", ["2.1 0", "0 2.1"], {"high": ["1-2s"]}),
    ("a good run between", ["2.1 0", "0 0", "2.1 0"], {"low": ["1-2s"]}),
    ("a run without the level between", ["2.1 0", " 0", "2.1 0"], {"low": ["1-2s", "2-2s"]}),
    ("two on two sides across runs", ["2.1 0", "-2.1 0"], {"low": ["1-2s"]}),
    ("a range of 4 within the run", ["2.1 -2.1"], {"low": ["1-2s", "R-4s"], "high": ["1-2s", "R-4s"]}),
    ("a range of 4, one of them inside 2", ["2.5 -1.9"], {"low": ["1-2s"]}),
    ("four of a level", ["1.1 0", "1.2 0", "1.3 0", "1.4 0"], {"low": ["4-1s"]}),
    ("four of a level below", ["0 -1.1", "0 -1.2", "0 -1.3", "0 -1.4"], {"high": ["4-1s"]}),
    ("three of a level", ["0 0", "1.2 0", "1.3 0", "1.4 0"], {}),
    ("four in two runs", ["1.1 1.2", "1.3 1.4"], {"low": ["4-1s"], "high": ["4-1s"]}),
    ("four in two runs, one on the limit", ["1.1 1", "1.3 1.4"], {}),
    ("four in two runs, one on the other side", ["1.1 -1.2", "1.3 1.4"], {}),
    ("a level that is not in this run does not count", [" 1.4", "1.2 1.3", "1.1 "], {}),
    ("ten of a level", [f"0.{n} -0.1" if n % 2 else f"0.{n} 0.1" for n in range(1, 11)], {"low": ["10x"]}),
    ("nine of a level", ["0 0", *["0.1 0"] * 9], {}),
    ("ten in five runs", ["-0.1 -0.2"] * 5, {"low": ["10x"], "high": ["10x"]}),
    ("ten in five runs, one on the mean", ["-0.1 0", *["-0.1 -0.2"] * 4], {}),
    ("eight in four runs", ["0.1 0.2"] * 4, {}),
]  # fmt: skip


def run(text: str) -> Run:
    levels = zip(("low", "high"), text.split(" "), strict=True)
    return {level: Fraction(z) for level, z in levels if z}


def test_the_published_example_of_one_level() -> None:
    runs = [{"": distance(Decimal(each), Decimal(47), Decimal(3))} for each in ONE_LEVEL]
    found = {
        place: broken(newest, runs[: place - 1][::-1]).get("", ())
        for place, newest in enumerate(runs, start=1)
    }
    rejected = {place: [rule for rule in rules if rule != "1-2s"] for place, rules in found.items()}
    assert {place: rules for place, rules in rejected.items() if rules} == {
        p: [r] for p, r in REJECTED.items()
    }
    assert {place for place, rules in found.items() if "1-2s" in rules} == BEYOND_2S


def test_the_published_example_of_two_controls() -> None:
    goals = {"low": (Decimal(47), Decimal(3)), "high": (Decimal(71), Decimal(8))}
    runs = [
        {
            level: distance(Decimal(value), *goals[level])
            for level, value in zip(goals, both.split(), strict=True)
        }
        for both in TWO_CONTROLS
    ]
    found = {
        place: {level: left for level, rules in broke.items() if (left := [r for r in rules if r != "1-2s"])}
        for place, broke in ((n, broken(run, runs[: n - 1][::-1])) for n, run in enumerate(runs, start=1))
    }
    assert {place: broke for place, broke in found.items() if broke} == REJECTED_OF_TWO


def test_a_published_range_of_two_controls() -> None:
    # Day 1: 106 of 100 +- 2.5 and 199 of 205 +- 2.5 mg/dL: rejected by R-4s.
    day = {
        "1": distance(Decimal(106), Decimal(100), Decimal("2.5")),
        "2": distance(Decimal(199), Decimal(205), Decimal("2.5")),
    }
    assert broken(day) == {"1": ("1-2s", "R-4s"), "2": ("1-2s", "R-4s")}


@pytest.mark.parametrize(("what", "runs", "found"), TWO_LEVELS, ids=[each[0] for each in TWO_LEVELS])
def test_two_levels(what: str, runs: list[str], found: dict[str, list[str]]) -> None:
    *earlier, newest = map(run, runs)
    assert broken(newest, earlier[::-1]) == {level: tuple(rules) for level, rules in found.items()}


def test_three_levels_count_whole_runs() -> None:
    three = {"1": Fraction(11, 10), "2": Fraction(12, 10), "3": Fraction(13, 10)}
    assert broken(three, [three]) == dict.fromkeys("123", ("4-1s",))
    assert broken(three, [{**three, "3": Fraction(1)}]) == {}


NUMBERS = st.decimals(-400, 400, places=2)
SDS = st.decimals("0.01", 50, places=2)
LEVELS = st.dictionaries(st.sampled_from(("1", "2", "3")), NUMBERS, min_size=1)
RUNS = st.lists(LEVELS, min_size=1, max_size=12)


def judged(runs: list[dict[str, Decimal]], mean: Decimal, sd: Decimal) -> dict[str, tuple[str, ...]]:
    newest, *earlier = ({level: distance(n, mean, sd) for level, n in each.items()} for each in runs)
    return broken(newest, earlier)


@given(RUNS, NUMBERS, SDS, NUMBERS)
def test_moving_all_by_the_same_changes_nothing(
    runs: list[dict[str, Decimal]], mean: Decimal, sd: Decimal, by: Decimal
) -> None:
    moved = [{level: n + by for level, n in each.items()} for each in runs]
    assert judged(moved, mean + by, sd) == judged(runs, mean, sd)


@given(RUNS, NUMBERS, SDS, st.decimals("0.001", 1000, places=3))
def test_another_unit_changes_nothing(
    runs: list[dict[str, Decimal]], mean: Decimal, sd: Decimal, factor: Decimal
) -> None:
    scaled = [{level: n * factor for level, n in each.items()} for each in runs]
    assert judged(scaled, mean * factor, sd * factor) == judged(runs, mean, sd)


@given(RUNS, NUMBERS, SDS)
def test_high_and_low_are_judged_alike(runs: list[dict[str, Decimal]], mean: Decimal, sd: Decimal) -> None:
    mirrored = [{level: 2 * mean - n for level, n in each.items()} for each in runs]
    assert {k: set(v) for k, v in judged(mirrored, mean, sd).items()} == {
        k: set(v) for k, v in judged(runs, mean, sd).items()
    }


@given(RUNS, NUMBERS, SDS)
def test_no_rule_looks_further_back_than_ten_runs_with_the_level(
    runs: list[dict[str, Decimal]], mean: Decimal, sd: Decimal
) -> None:
    whole = [each for each in runs if each.keys() == runs[0].keys()]
    assert judged(whole, mean, sd) == judged(whole[: 1 + LOOKS_BACK], mean, sd)
