"""From the board to the papers of quality control: a vial's label, and a test's chart."""

from decimal import Decimal

from labkiosk.board import controls, people
from labkiosk.board.qc import Point
from labkiosk.facts.errors import Refused
from labkiosk.facts.qc import ChartPrinted
from labkiosk.forms.control import ControlData
from labkiosk.forms.levey import Dot, LevelChart, LeveyData, Limits, Note
from labkiosk.journal.read import told
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import Asked, stamp
from labkiosk.lab.qc_chart import Chart, Level, Ran, chart, point_words, resolved_words
from labkiosk.lab.qc_vial import lot_code
from labkiosk.lab.site import site_and_address
from labkiosk.rules.numeric import plain

RUNS = 30
"""Runs on a printed chart: on the narrow roll a run has a millimetre."""


def control_data(lab: Lab, job: Asked) -> ControlData:
    """What the label of a control's vial says. Raises Refused where the lot is not here."""
    lot = controls.lot(lab.conn, job.subject)
    if lot is None:
        raise Refused(f"not printed: control lot {job.subject} is not known here.")
    return ControlData(
        lab_name=site_and_address(lab)[0],
        name=lot.material.name,
        level=lot.material.level,
        number=lot.number,
        expires=lot.expires,
        opened=lot.opened,
        code=lot_code(lot.id),
        training=lab.training,
        copy=job.copy,
    )


def levey_data(lab: Lab, job: Asked) -> LeveyData:
    """What a chart says: the runs until it was asked for. Raises Refused for one that is not here."""
    found = told(lab.conn, job.subject, frozenset({ChartPrinted.kind}))
    if not found:
        raise Refused(f"not printed: chart {job.subject} is not known here.")
    fact = found[0].fact
    assert isinstance(fact, ChartPrinted)
    of = chart(lab, fact.test, fact.instrument, limit=RUNS, until=found[0].at)
    notes = {(p.run, p.lot): n for n, p in enumerate(_told(of), start=1)}
    by = people.actor_name(lab.conn, found[0].actor, found[0].at)
    return LeveyData(
        lab_name=site_and_address(lab)[0],
        chart=fact.chart,
        test=of.name,
        instrument=of.instrument,
        made=f"{stamp(lab, found[0].at)} by {by}",
        runs=f"{stamp(lab, of.runs[0].at)} to {stamp(lab, of.runs[-1].at)}",
        levels=tuple(_level(of, level, notes) for level in of.levels),
        notes=tuple(Note(number=n, text=_note(lab, p)) for n, p in enumerate(_told(of), start=1)),
        training=lab.training,
        copy=job.copy,
    )


def _told(of: Chart) -> list[Point]:
    """What is written under the chart: each value that broke a rule, was not judged or was corrected."""
    return [p for run in of.runs for p in run.points if p.stands_out]


def _note(lab: Lab, of: Point) -> str:
    said = f"{lab.local(of.at):%d %b %H:%M} {point_words(of)}"
    if of.resolved_at is None:
        return f"{said}. NOT RESOLVED" if of.failed else said
    by = people.actor_name(lab.conn, of.resolved_by, of.resolved_at)
    return f"{said}. {resolved_words(of)} ({by}, {lab.local(of.resolved_at):%d %b %H:%M})"


def _level(of: Chart, level: Level, notes: dict[tuple[str, str], int]) -> LevelChart:
    mine = [(run, _of_level(run, level)) for run in of.runs]
    latest = next(p for _, p in reversed(mine) if p is not None)
    lot = of.lots.get(latest.lot)
    return LevelChart(
        title=f"Level {level.name}, lot {latest.lot_number}" + (f", expires {lot.expires}" if lot else ""),
        target=f"mean {latest.mean}, SD {latest.sd} {latest.own_unit}".rstrip()
        if latest.mean
        else "no target",
        limits=_limits(latest),
        dots=tuple(
            None
            if p is None or not p.z
            else Dot(
                z=int(Decimal(p.z) * 100),
                failed=p.failed,
                note=notes.get((run.run, p.lot), 0),
                new_lot=level.material in run.new_lots,
            )
            for run, p in mine
        ),
    )


def _of_level(run: Ran, level: Level) -> Point | None:
    """The level's value in a run; of two lots that were run together, the judged one, or the later of both."""
    mine = [p for p in run.points if p.material == level.material]
    return max(mine, key=lambda p: (bool(p.z), p.lot), default=None)


def _limits(of: Point) -> Limits | None:
    """The values of the chart's lines; None without a target."""
    if not of.mean:
        return None
    values = (plain(Decimal(of.mean) + k * Decimal(of.sd)) for k in range(3, -4, -1))
    return Limits(**dict(zip(Limits.__struct_fields__, values, strict=True)))
