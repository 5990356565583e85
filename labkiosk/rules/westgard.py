"""Westgard's control rules: which of them a run of controls breaks.

Westgard JO, Barry PL, Hunt MR, Groth T. A multi-rule Shewhart chart for quality control in clinical chemistry. Clin
Chem 1981;27:493-501; as explained at westgard.com/westgard-rules. A rule's limit is exceeded beyond it, not on it.
Every rule looks at every run: none waits for 1-2s to be broken first.

Here a run is what was measured together of one test, one value a level. A run in which a level was not measured is
passed over. With ``z`` the distance from the mean in SDs:

1-2s  one value with |z| > 2
1-3s  one value with |z| > 3
2-2s  z > 2 twice, or z < -2 twice: in two levels of this run, or of one level in this run and its last
R-4s  z > 2 in one level of this run and z < -2 in another
4-1s  z > 1 in four values on end, or z < -1: of one level; or of all levels of this run, run by run
10x   ten values on end on one side of the mean: of one level; or of all levels of this run, run by run

Run by run: this run and as many whole runs before it as make up the number; all their values of these levels count. A
value on the mean is on no side of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

Run = Mapping[str, Fraction]
"""The z of each level, by the level's id."""

LOOKS_BACK = 10
"""How many runs before this one a rule may ask for, of a level that was in each of them."""


def distance(number: Decimal, mean: Decimal, sd: Decimal) -> Fraction:
    """How many SDs a number lies above the mean; exact. ``sd`` is above zero."""
    return (Fraction(number) - Fraction(mean)) / Fraction(sd)


def broken(run: Run, earlier: Sequence[Run] = ()) -> dict[str, tuple[str, ...]]:
    """The rules that a run breaks, by level: each level whose value of now takes part. ``earlier`` is newest first.

    A level that breaks none is left out.
    """
    found: dict[str, list[str]] = {}
    for rule, levels in _breaches(run, earlier):
        for level in levels:
            if rule not in found.setdefault(level, []):
                found[level].append(rule)
    return {level: tuple(found[level]) for level in run if level in found}


def _breaches(run: Run, earlier: Sequence[Run]) -> Iterator[tuple[str, list[str]]]:
    for limit in (2, 3):
        yield f"1-{limit}s", [level for level, z in run.items() if abs(z) > limit]
    high = [level for level, z in run.items() if z > 2]
    low = [level for level, z in run.items() if z < -2]
    for side in (high, low):
        yield "2-2s", side if len(side) > 1 else []
    yield "2-2s", _on_end(run, earlier, 2, 2)
    yield "R-4s", [*high, *low] if high and low else []
    for name, count, limit in (("4-1s", 4, 1), ("10x", 10, 0)):
        yield name, _on_end(run, earlier, count, limit)
        yield name, list(run) if _beyond(_run_by_run(run, earlier, count), count, limit) else []


def _on_end(run: Run, earlier: Sequence[Run], count: int, limit: int) -> list[str]:
    """The levels whose last so many values, this run's the last, all lie beyond the limit on one side."""
    return [level for level in run if _beyond(_of_level(level, run, earlier)[:count], count, limit)]


def _of_level(level: str, run: Run, earlier: Sequence[Run]) -> list[Fraction]:
    return [each[level] for each in (run, *earlier) if level in each]


def _run_by_run(run: Run, earlier: Sequence[Run], count: int) -> list[Fraction]:
    values: list[Fraction] = []
    for each in (run, *earlier):
        if len(values) >= count:
            break
        values += [z for level, z in each.items() if level in run]
    return values


def _beyond(values: Sequence[Fraction], count: int, limit: int) -> bool:
    return len(values) >= count and (all(z > limit for z in values) or all(z < -limit for z in values))
