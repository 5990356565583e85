"""How many mishaps the rules catch, and how often they cry for nothing, on generated patients.

The cohorts (tests/cohort) share nothing with the rules: no code, no figure. The thresholds of the rules were set on
the seeds 1 to 160; what is printed is measured on others. Each tube is judged as if its values had just been recorded
and those behind it not yet, by the rules that recording calls, the choice of the tubes beside it among them; there is
no home and no board: that recording a rack comes to the same is for tests/lab/test_planted.py to show. Caught is a result that does not leave until somebody
has typed it again or looked at it; of a slip also one that its range holds or refuses. A false alarm is a result held
by the delta check, a slip or a mix-up where nothing was planted.
"""

from collections.abc import Callable, Iterator
from random import Random

from labkiosk.catalogue import load
from tests.bench.homes import Homes
from tests.bench.judging import Judged, judged, sense, some
from tests.bench.row import Row
from tests.cohort import faults
from tests.cohort.racks import Rack, rack

SEEDS = range(9000, 9050)
_CATALOGUE = load(None)
_SEVERAL = 4

Plant = Callable[[Random, Rack], None]


def rows(_homes: Homes) -> Iterator[Row]:
    """Racks of patients who were here before, then of patients who are new."""
    yield _alarms("patients seen before", 1.0, 10)
    yield _mixed("tubes exchanged", _swaps, 1.0, 10)
    yield _mixed("tubes shifted by one", _shifts, 1.0, None)
    yield _slipped("decimal slips by 10 and 100", _points, 1.0, 1)
    yield _slipped("units mixed up", _units, 1.0, None)
    yield _slipped("neighbouring digits exchanged", _digits, 1.0, None)
    yield _alarms("electrolytes alone", 1.0, 10, "salts")
    yield _mixed("tubes exchanged, electrolytes alone", _swaps, 1.0, None, "salts")
    yield _alarms("kidney tests alone", 1.0, None, "kidney")
    yield _mixed("tubes exchanged, kidney tests alone", _swaps, 1.0, None, "kidney")
    yield _alarms("half of the patients new", 0.5, None)
    yield _mixed("tubes exchanged, half of them new", _swaps, 0.5, None)
    yield _alarms("all patients new", 0.0, None)
    yield _slipped("decimal slips, all patients new", _points, 0.0, None)
    yield _slipped("units mixed up, all patients new", _units, 0.0, None)


def _racks(known: float, plant: Plant | None, sort: str = "") -> Iterator[tuple[Rack, list[Judged]]]:
    for seed in SEEDS:
        dice = Random(seed)
        made = rack(dice, sort, known)
        if plant is not None:
            plant(dice, made)
        yield made, judged(_CATALOGUE, made)


def _alarms(who: str, known: float, limit: float | None, sort: str = "") -> Row:
    results, held, told = 0, dict.fromkeys(("mix-up", "slip or delta"), 0), 0
    for made, found in _racks(known, None, sort):
        for tube, one in zip(made.tubes, found, strict=True):
            results += len(tube.results)
            held["mix-up"] += len(tube.results) if one.whole else 0
            held["slip or delta"] += 0 if one.whole else len(one.tests)
            told += len(one.told)
    per = {name: 1000 * n / results for name, n in held.items()}
    figure = sum(per.values())
    note = (
        ", ".join(f"{name} {n:.1f}" for name, n in per.items())
        + f"; a delta is told of {1000 * told / results:.0f}"
    )
    what = f"false alarms per 1,000, {who}"
    return Row(what, f"{figure:.1f}", f"{results:,} results", figure, limit, note)


def _mixed(what: str, plant: Plant, known: float, limit: float | None, sort: str = "") -> Row:
    """Of tubes with several results that hold another patient's: how many wait."""
    planted: dict[str, int] = {}
    caught: dict[str, int] = {}
    beside = others = 0
    for made, found in _racks(known, plant, sort):
        for place, (tube, one) in enumerate(zip(made.tubes, found, strict=True)):
            if tube.whose == place:
                others += 1
                beside += bool(one.whole)
            elif len(tube.results) >= _SEVERAL:
                planted[made.sort] = planted.get(made.sort, 0) + 1
                caught[made.sort] = caught.get(made.sort, 0) + bool(one.whole or one.tests)
    each = ", ".join(f"{sort} {100 * caught[sort] / n:.0f} % of {n}" for sort, n in sorted(planted.items()))
    note = f"{each}; of the tubes beside them that were in order {100 * beside / others:.1f} % wait too"
    return _share(what, sum(caught.values()), sum(planted.values()), limit, note)


def _slipped(what: str, plant: Plant, known: float, limit: float | None) -> Row:
    planted, caught, missed = 0, 0, dict[str, int]()
    for made, found in _racks(known, plant):
        for tube, one in zip(made.tubes, found, strict=True):
            if tube.slip:
                planted += 1
                if one.whole or tube.slip in one.tests | one.ranges:
                    caught += 1
                else:
                    missed[tube.slip] = missed.get(tube.slip, 0) + 1
    worst = sorted(missed.items(), key=lambda each: -each[1])[:6]
    note = "missed: " + ", ".join(f"{code} {n}" for code, n in worst) if worst else ""
    return _share(what, caught, planted, limit, note)


def _share(what: str, caught: int, planted: int, limit: float | None, note: str) -> Row:
    missed = 100 * (planted - caught) / planted
    return Row(f"missed of 100 {what}", f"{missed:.1f}", f"{planted:,} planted", missed, limit, note)


def _swaps(dice: Random, made: Rack) -> None:
    """A tenth of the rack; every other pair are neighbours."""
    free = set(range(len(made.tubes)))
    for one in some(dice, made, 0.05):
        others = [o for o in sorted(free - {one}) if faults.exchangeable(made, one, o)]
        beside = [o for o in others if abs(o - one) == 1]
        if one in free and others:
            other = dice.choice(beside if beside and dice.random() < 0.5 else others)
            faults.swap(made, one, other)
            free -= {one, other}


def _shifts(dice: Random, made: Rack) -> None:
    """Neighbours of which the same was asked, three to eight of them."""
    count = dice.randint(3, 8)
    while count > 2:
        fitting = [
            first
            for first in range(len(made.tubes) - count)
            if all(faults.exchangeable(made, first, first + i) for i in range(1, count))
        ]
        if fitting:
            faults.shift(made, dice.choice(fitting), count)
            return
        count -= 1


def _points(dice: Random, made: Rack) -> None:
    for place in some(dice, made, 0.5):
        tube = made.tubes[place]
        test = dice.choice([code for code, value in tube.results.items() if sense(value)])
        faults.slip(dice, tube, test, dice.choice((1, 1, 2)))


def _units(dice: Random, made: Rack) -> None:
    for place in some(dice, made, 0.5):
        tube = made.tubes[place]
        if tests := sorted(faults.UNITS.keys() & {c for c, v in tube.results.items() if sense(v)}):
            faults.other_unit(tube, dice.choice(tests))


def _digits(dice: Random, made: Rack) -> None:
    for place in some(dice, made, 0.5):
        tube = made.tubes[place]
        faults.transpose(dice, tube, dice.choice(sorted(tube.results)))
