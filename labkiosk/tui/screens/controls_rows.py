"""The lines of a run of controls, and what is said once it is judged."""

from collections.abc import Sequence
from typing import NamedTuple

from labkiosk.board import controls
from labkiosk.board.controls import Lot, Targeted
from labkiosk.board.qc import Point
from labkiosk.lab.lab import Lab
from labkiosk.lab.qc import look_back
from labkiosk.rules.words import many


class Line(NamedTuple):
    """A test of a lot that can be run."""

    key: tuple[str, str]
    lot: Lot
    target: Targeted
    name: str


def lines_with(lab: Lab, lot: str) -> list[Line]:
    """The tests of all lots in use at the benches of that lot's tests, vial by vial."""
    wanted = {_bench(lab, t.test) for t in controls.targets(lab.conn, lot)}
    return [
        Line((of.id, target.test), of, target, lab.catalogue.tests[target.test].name)
        for of in controls.lots(lab.conn)
        for target in controls.targets(lab.conn, of.id)
        if target.test in lab.catalogue.tests and _bench(lab, target.test) in wanted
    ]


def _bench(lab: Lab, test: str) -> str:
    known = lab.catalogue.tests.get(test)
    return known.bench if known else ""


def judged(points: Sequence[Point]) -> str:
    """How a run without a failure turned out."""
    warned = sorted({p.test for p in points if p.warns})
    unjudged = sorted({p.test for p in points if p.unjudged})
    said = [f"{' '.join(warned)} only just"] if warned else []
    said += [f"{' '.join(unjudged)} not judged"] if unjudged else []
    return ", ".join(said) or "all good"


def failures(lab: Lab, failed: Sequence[Point]) -> list[str]:
    """What failed by which rules, and how many patients' values that may concern."""
    said = [f"{p.test} level {p.level} FAILED: {', '.join(p.rejects)}." for p in failed]
    first = {p.test: p for p in reversed(failed)}
    counts = [look_back(lab, lab.conn, p)[0] for p in first.values()]
    return [*said, f"{many(sum(counts), 'value')} of patients since its last good control: Esc shows them."]
