"""A control's value that was typed wrong: what is right takes its place, judged as it should have been at once."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from labkiosk.board import qc
from labkiosk.board.qc import Point
from labkiosk.facts.errors import Refused
from labkiosk.facts.qc import Measured, RunCorrected
from labkiosk.journal.connection import Connection
from labkiosk.lab.lab import Lab
from labkiosk.lab.qc import Reading, run_known
from labkiosk.lab.qc_gate import rules
from labkiosk.lab.qc_judge import judge
from labkiosk.lab.qc_lots import numeric_test, single
from labkiosk.lab.qc_vial import is_named
from labkiosk.rules.numeric import plain
from labkiosk.rules.text import clean, printable
from labkiosk.rules.units import find_unit, own_unit


def correct_run(lab: Lab, run: str, readings: Sequence[Reading], reason: str) -> list[Point]:
    """Put values of a run right that were typed wrong; answers with all values of their tests. Raises Refused.

    They are judged by the targets of then, beside the runs before. Where one of a test has failed, that is for whoever
    may resolve it: a correction must be no way around a failure. The runs that followed stay as they were judged.
    """
    lab.require("qc")
    why = clean(reason, "Reason", limit=200, required=True)
    with lab.act() as act:
        points = run_known(act.conn, run)
        if not readings:
            raise Refused("Give at least one control's value.")
        right = dict(_right(lab, points, each) for each in readings)
        concerned = {test for _, test in right}
        if any(p.failed for p in points if p.test in concerned):
            lab.require("qc_resolve")
        values = [right.get((p.lot, p.test)) or _as_typed(p) for p in points if p.test in concerned]
        judged = tuple(_judged(lab, act.conn, values, points[0]))
        act.append(RunCorrected(run=points[0].run, values=judged, reason=why))
        act.settle()
        return [p for p in qc.run_of(act.conn, points[0].run) if p.test in concerned]


def _right(lab: Lab, points: Sequence[Point], given: Reading) -> tuple[tuple[str, str], Measured]:
    """What a value of the run should have said, by lot and test."""
    test = numeric_test(lab, given.test)
    was = next((p for p in points if p.test == test.code and is_named(p.lot, p.lot_number, given.lot)), None)
    if was is None:
        raise Refused(
            f"Run {points[0].run} has no {test.code} of lot {printable(given.lot.strip(), limit=40)}."
        )
    unit = find_unit(test, given.unit) or find_unit(test, was.unit) or own_unit(test)
    number = single(given.value, test.code).times(unit.factor).number
    if number == Decimal(was.number):
        raise Refused(f"{test.code} of level {was.level} is {was.value} {was.unit} already.")
    value = replace(_as_typed(was), value=given.value.strip(), unit=unit.shown, number=plain(number))
    return (was.lot, was.test), value


def _as_typed(of: Point) -> Measured:
    return Measured(
        lot=of.lot,
        test=of.test,
        value=of.value,
        unit=of.unit,
        number=of.number,
        own_unit=of.own_unit,
        mean=of.mean,
        sd=of.sd,
    )


def _judged(lab: Lab, conn: Connection, values: Sequence[Measured], of: Point) -> Iterator[Measured]:
    for code in dict.fromkeys(value.test for value in values):
        mine = [value for value in values if value.test == code]
        rule = rules(lab).of(lab.catalogue.tests[code])
        yield from judge(conn, rule, mine, of.instrument, until=of)
