"""Runs at random on lots and instruments, judged anew from nothing but their letters."""

import re
from random import Random

import pytest

from labkiosk.lab.lab import Lab
from labkiosk.lab.qc import Reading, resolve, run_controls
from labkiosk.lab.qc_gate import blocked
from labkiosk.lab.qc_lots import Goal, name_material, open_lot, set_targets
from tests.lab.homes import Clock

# A value's letter: a to d above the mean (beyond 3, 2, 1 SD, or within), A to D below it, o on it.
_PATTERNS = {
    "1-2s": "[ab]$|[AB]$",
    "1-3s": "a$|A$",
    "2-2s": "[ab]{2}$|[AB]{2}$",
    "4-1s": "[abc]{4}$|[ABC]{4}$",
    "10x": "[abcd]{10}$|[ABCD]{10}$",
}
_SIDES = {"4-1s": (4, "abc", "ABC"), "10x": (10, "abcd", "ABCD")}


def letter(halves: int) -> str:
    """``halves`` is the distance from the mean in half SDs."""
    if not halves:
        return "o"
    found = next(name for name, least in (("a", 6), ("b", 4), ("c", 2), ("d", 0)) if abs(halves) > least)
    return found if halves > 0 else found.upper()


class Witness:
    """Keeps each run as letters by lot, and tells what the newest breaks."""

    def __init__(self) -> None:
        self.runs: list[dict[str, str]] = []

    def judge(self, run: dict[str, str]) -> dict[str, set[str]]:
        self.runs.append(run)
        found = {lot: self._alone(lot) for lot in run}
        there = "".join(run.values())
        high, low = (len(re.findall(side, there)) for side in ("[ab]", "[AB]"))
        for lot, mine in run.items():
            if (mine in "ab" and high > 1) or (mine in "AB" and low > 1):
                found[lot].add("2-2s")
            if mine in "abAB" and high and low:
                found[lot].add("R-4s")
        whole: set[str] = set()
        for rule, (count, *sides) in _SIDES.items():
            letters = ""
            for each in reversed(self.runs):
                if len(letters) < count:
                    letters += "".join(each[lot] for lot in run if lot in each)
            if len(letters) >= count and any(set(letters) <= set(side) for side in sides):
                whole.add(rule)
        return {lot: rules | whole for lot, rules in found.items()}

    def _alone(self, lot: str) -> set[str]:
        line = "".join(run[lot] for run in self.runs if lot in run)
        return {rule for rule, pattern in _PATTERNS.items() if re.search(pattern, line)}


def lots(lab: Lab) -> list[str]:
    """Three levels, and a second lot of the first that runs beside it; mean 100, 200, ..., SD 2."""
    made = []
    for n, level in enumerate(("1", "2", "3", "1"), start=1):
        material = name_material(lab, "Serum", level)
        lot = open_lot(lab, material.id, f"L{n}", "2030-01-01", label=False)
        set_targets(lab, lot.id, [Goal("NA", str(n * 100), "2")])
        made.append(lot.id)
    return made


@pytest.mark.parametrize("seed", range(4))
def test_any_history_of_lots_and_instruments_is_judged_as_the_witness_does(
    lab: Lab, clock: Clock, seed: int
) -> None:
    dice = Random(seed)
    made = lots(lab)
    seen: dict[str, Witness] = {"": Witness(), "B": Witness()}
    waits: dict[str, tuple[str, int]] = {}
    broken: set[str] = set()
    drift = {"": 0, "B": 0}
    for _ in range(120):
        clock.turn(dice.randint(1, 600))
        where = dice.choice(("", "", "B"))
        drift[where] = max(-3, min(3, drift[where] + dice.choice((-1, 0, 0, 0, 1))))
        chosen = [lot for lot in made if dice.random() < 0.8] or made[:1]
        halves = {
            lot: max(-8, min(8, round(dice.gauss(drift[where], dice.choice((1, 1, 4)))))) for lot in chosen
        }
        points = run_controls(
            lab,
            [Reading(lot, "NA", str((made.index(lot) + 1) * 100 + halves[lot])) for lot in chosen],
            instrument=where,
        )
        expected = seen[where].judge({lot: letter(h) for lot, h in halves.items()})
        assert {p.lot: {*p.rejects, *p.warns} for p in points} == expected
        assert {p.lot for p in points if p.failed} == {lot for lot in chosen if expected[lot] - {"1-2s"}}
        broken |= set().union(*expected.values())
        if any(p.failed for p in points):
            waits[points[0].run] = (where, len(seen[where].runs))
        if waits and dice.random() < 0.3:
            run = dice.choice(sorted(waits))
            of, place = waits.pop(run)
            lab.sign_in("path")
            resolve(lab, run, (), "recalibrated", "drift")
            lab.sign_in("tech")
            seen[of].runs[:place] = [{}] * place  # What was run until the failure says nothing any more.
        assert bool(blocked(lab, lab.conn, "NA")) == bool(waits)
    assert broken == {"1-2s", "1-3s", "2-2s", "R-4s", "4-1s", "10x"}
