"""The runs of a test's controls as a Levey-Jennings chart shows them."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from labkiosk.board import controls, qc
from labkiosk.board.controls import Lot
from labkiosk.board.qc import Point
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperAsked
from labkiosk.facts.qc import ChartPrinted
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import ask
from labkiosk.lab.qc import ACTIONS
from labkiosk.lab.qc_lots import numeric_test
from labkiosk.rules.levey import Column

SIGNS = "123456789"
MOST_RUNS = 60


class Level(NamedTuple):
    """A control material on a chart: its id, its sign, and its level, with its name where two have one level."""

    material: str
    sign: str
    name: str


class Ran(NamedTuple):
    """A run: its values, and the materials (ids) of which a new lot begins with it."""

    run: str
    at: int
    points: tuple[Point, ...]
    new_lots: tuple[str, ...]


class Chart(NamedTuple):
    """The latest runs of a test on an instrument, the oldest first, and its levels in the order of their signs."""

    test: str
    name: str
    instrument: str
    levels: tuple[Level, ...]
    lots: dict[str, Lot]
    runs: tuple[Ran, ...]


def chart(
    lab: Lab, test: str, instrument: str = "", *, limit: int = MOST_RUNS, until: int | None = None
) -> Chart:
    """A test's latest runs, or those up to a time (ms UTC). Raises Refused where there is none."""
    of = numeric_test(lab, test)
    points = qc.runs_of_test(lab.conn, of.code, instrument.strip(), limit=limit * len(SIGNS), until=until)
    if not points:
        where = f" on {instrument.strip()}" if instrument.strip() else ""
        raise Refused(f"No control of {of.code} was run{where} yet: labkiosk qc run.")
    found = [tuple(run) for _, run in groupby(points, key=lambda p: (p.at, p.run))][:limit][::-1]
    known = {p.lot for run in found for p in run}
    lots = {lot: made for lot in known if (made := controls.lot(lab.conn, lot))}
    return Chart(of.code, of.name, instrument.strip(), _levels(lots), lots, tuple(_runs(found)))


def _levels(lots: dict[str, Lot]) -> tuple[Level, ...]:
    there = sorted({lot.material for lot in lots.values()}, key=lambda m: (m.level, m.name, m.id))
    called = [m.level for m in there]
    names = [m.level if called.count(m.level) == 1 else f"{m.level} ({m.name})" for m in there]
    return tuple(Level(m.id, sign, name) for m, sign, name in zip(there, SIGNS, names, strict=False))


def _runs(found: list[tuple[Point, ...]]) -> Iterator[Ran]:
    last: dict[str, str] = {}
    for points in found:
        # A lot that is only run to find its mean, beside the one in use, is not yet the one in use.
        now = {p.material: p.lot for p in sorted(points, key=lambda p: p.lot) if p.z}
        fresh = tuple(material for material, lot in now.items() if last.get(material, lot) != lot)
        last |= now
        yield Ran(points[0].run, points[0].at, tuple(sorted(points, key=lambda p: p.level)), fresh)


def columns(of: Chart) -> list[Column]:
    """The chart's runs for ``rules.levey``."""
    signs = {level.material: level.sign for level in of.levels}
    return [
        Column(
            tuple((signs.get(p.material, "+"), Decimal(p.z)) for p in run.points if p.z),
            mark_of(run),
            bool(run.new_lots),
        )
        for run in of.runs
    ]


def mark_of(run: Ran) -> str:
    """One letter of a run: ``X`` failed, ``x`` failed and resolved, ``!`` warned, ``?`` not judged."""
    if any(p.open for p in run.points):
        return "X"
    if any(p.failed for p in run.points):
        return "x"
    return "!" if any(p.warns for p in run.points) else "?" if any(p.unjudged for p in run.points) else " "


def point_words(point: Point) -> str:
    """A value in words: ``level 2: 151 mmol/L, +5.50 SD, 1-3s``."""
    value = f"level {point.level}: {point.value} {point.unit}".rstrip()
    rules = (*point.rejects, *point.warns)
    judged = [f"{point.z} SD"] if point.z else [f"not judged, {point.unjudged}"] if point.unjudged else []
    first = [f"corrected from {point.typed_first} ({point.correction})"] if point.typed_first else []
    return ", ".join([value, *judged, *rules, *first])


def run_words(of: Chart, run: Ran) -> str:
    """All of a run's values in few letters: ``1: 120 +0.00; 2: 157 +3.50 1-3s 1-2s``, by the signs of the levels."""
    signs = {level.material: level.sign for level in of.levels}
    said = []
    for p in run.points:
        corrected = ("corrected",) if p.typed_first else ()
        words = (p.value, p.z or p.unjudged, *p.rejects, *p.warns, *corrected)
        said.append(f"{signs.get(p.material, '+')}: {' '.join(words)}")
    return "; ".join(said)


def resolved_words(point: Point) -> str:
    """What was done about a failure; empty where nothing was."""
    return (
        f"{ACTIONS.get(point.action, point.action)}: {point.reason}" if point.resolved_at is not None else ""
    )


def print_chart(lab: Lab, test: str, instrument: str = "") -> str:
    """Print the chart of a test's latest runs; returns its id. Raises Refused where there is none."""
    lab.require("print")
    of = chart(lab, test, instrument)
    with lab.act() as act:
        made = ChartPrinted(chart=act.mint("N"), test=of.test, instrument=of.instrument)
        act.append(made)
        act.append(PaperAsked(jobs=(ask(act, "levey", made.chart, first=True),)))
    return made.chart
