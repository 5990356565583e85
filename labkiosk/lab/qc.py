"""Controls are run, judged, and their failures resolved."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from labkiosk.board import controls, people, qc
from labkiosk.board.controls import Targeted
from labkiosk.board.qc import Point
from labkiosk.catalogue.model import Test
from labkiosk.facts.errors import Refused
from labkiosk.facts.qc import ControlsRun, FailureResolved, Measured
from labkiosk.journal.connection import Connection
from labkiosk.lab.lab import Lab
from labkiosk.lab.qc_gate import moment, rules
from labkiosk.lab.qc_judge import judge
from labkiosk.lab.qc_lots import numeric_test, single
from labkiosk.lab.qc_vial import lot_of, refuse_unusable
from labkiosk.rules.numeric import plain
from labkiosk.rules.text import clean, either, printable
from labkiosk.rules.units import find_unit, own_unit
from labkiosk.rules.words import many

ACTIONS = {
    "repeated": "Repeated",
    "vial": "New vial",
    "recalibrated": "Recalibrated",
    "reagent": "New reagent",
    "serviced": "Instrument serviced",
    "other": "Something else",
}
"""What can have been done about a control that failed, by the word that a command takes."""


_SAME_MS = 15 * 60_000
"""Within this time the same values are most likely one run that was typed twice."""


class Reading(NamedTuple):
    """A control's value as it was typed; without a unit it is in that of the lot's target."""

    lot: str
    test: str
    value: str
    unit: str = ""


def run_controls(
    lab: Lab, readings: Sequence[Reading], *, instrument: str = "", comment: str = ""
) -> list[Point]:
    """Keep controls that were measured together, judged by the rules of their tests. Raises Refused.

    Levels that are measured together are given together: R-4s and the like look at one run. The same values within
    minutes are most likely one run that two people typed: refused, unless a comment says why they are there again.
    """
    lab.require("qc")
    where = clean(instrument, "Instrument", limit=24)
    with lab.act() as act:
        if not readings:
            raise Refused("Give at least one control's value.")
        measured = [_measured(lab, act.conn, each) for each in readings]
        keys = [(each.lot, each.test) for each in measured]
        if twice := next((key for key in keys if keys.count(key) > 1), None):
            raise Refused(f"{twice[1]} of {twice[0]} stands there twice: give one value.")
        said = clean(comment, "Comment", limit=200)
        if not said:
            _refuse_the_same(lab, act.conn, measured, where)
        run = ControlsRun(
            run=act.mint("E"),
            values=tuple(_judged(lab, act.conn, measured, where)),
            instrument=where,
            comment=said,
        )
        act.append(run)
        act.settle()
        return qc.run_of(act.conn, run.run)


def _refuse_the_same(lab: Lab, conn: Connection, values: Sequence[Measured], instrument: str) -> None:
    """Raises Refused where the latest values of all these lots and tests are a run of the same numbers."""
    last = [(qc.latest(conn, each.lot, each.test, instrument), Decimal(each.number)) for each in values]
    newest = last[0][0]
    if newest is None or lab.time().at - newest.at > _SAME_MS:
        return
    if all(p is not None and p.run == newest.run and Decimal(p.number) == number for p, number in last):
        by = people.actor_name(conn, newest.actor, newest.at)
        raise Refused(
            f"Recorded at {moment(lab, newest.at)} already, by {by}. Measured twice: say so as a comment."
        )


def _measured(lab: Lab, conn: Connection, given: Reading) -> Measured:
    """A value beside its target, both in the test's own unit."""
    lot = lot_of(conn, given.lot)
    refuse_unusable(lab, lot)
    test = numeric_test(lab, given.test)
    target = next((t for t in controls.targets(conn, lot.id) if t.test == test.code), None)
    if target is None:
        raise Refused(f"{test.code} is not controlled by lot {lot.number}: labkiosk qc target adds it.")
    unit = find_unit(test, given.unit) or find_unit(test, target.unit) or own_unit(test)
    number = single(given.value, test.code).times(unit.factor).number
    mean, sd = _in_own_unit(test, target)
    return Measured(
        lot=lot.id,
        test=test.code,
        value=given.value.strip(),
        unit=unit.shown,
        number=plain(number),
        own_unit=own_unit(test).shown,
        mean=mean,
        sd=sd,
    )


def _in_own_unit(test: Test, target: Targeted) -> tuple[str, str]:
    """Mean and SD of a target in the test's own unit; both empty where they are still to be found."""
    if not target.mean:
        return "", ""
    factor = (find_unit(test, target.unit) or own_unit(test)).factor
    mean, sd = (plain(single(text, test.code).times(factor).number) for text in (target.mean, target.sd))
    return mean, sd


def _judged(lab: Lab, conn: Connection, measured: Sequence[Measured], instrument: str) -> Iterator[Measured]:
    of_test: dict[str, list[Measured]] = defaultdict(list)
    for each in measured:
        of_test[each.test].append(each)
    for code, values in of_test.items():
        yield from judge(conn, rules(lab).of(lab.catalogue.tests[code]), values, instrument)


def resolve(lab: Lab, run: str, tests: Sequence[str], action: str, reason: str) -> list[Point]:
    """What was done about the tests that failed in a run, or about all of them; their results may leave again.

    Raises Refused.
    """
    lab.require("qc_resolve")
    done = action.strip().lower()
    if done not in ACTIONS:
        raise Refused(
            f"{printable(action, limit=24)!r} is not what can be done: name {either(list(ACTIONS))}."
        )
    why = clean(reason, "Reason", limit=200, required=True)
    with lab.act() as act:
        points = run_known(act.conn, run)
        chosen = _still_open(points, tests)
        catalogued = [lab.catalogue.tests[code] for code in chosen if code in lab.catalogue.tests]
        good_run = any(rules(lab).of(test).good_run for test in catalogued)
        act.append(
            FailureResolved(
                run=points[0].run, tests=tuple(chosen), action=done, reason=why, good_run=good_run
            )
        )
        act.settle()
        return [p for p in qc.run_of(act.conn, points[0].run) if p.test in chosen and p.failed]


def run_known(conn: Connection, run: str) -> list[Point]:
    """The values of a run. Raises Refused for one that is not known."""
    points = qc.run_of(conn, run.strip().upper())
    if not points:
        raise Refused(
            f"Run {printable(run, limit=24)} is not known here: labkiosk qc list names those that failed."
        )
    return points


def _still_open(points: Sequence[Point], tests: Sequence[str]) -> list[str]:
    """The tests of a run whose failure is to be resolved: those given, or all. Raises Refused."""
    still = sorted({p.test for p in points if p.open})
    chosen = list(dict.fromkeys(t.strip().upper() for t in tests)) or still
    if strange := [t for t in chosen if t not in still]:
        raise Refused(f"{printable(strange[0], limit=24)} has no open failure in run {points[0].run}.")
    if not chosen:
        raise Refused(f"Run {points[0].run} has no open failure.")
    return chosen


def look_back(lab: Lab, conn: Connection, of: Point) -> tuple[int, list[qc.Since]]:
    """How many patients' values may be as wrong as a control that failed, and the first of them.

    All that were recorded since the test's controls were last good, until the failure was resolved, or until now.
    """
    start = qc.last_good(conn, of.test, of.at) or 0
    end = lab.time().at if of.resolved_at is None else of.resolved_at
    return (
        qc.how_many_between(conn, of.test, start, end),
        qc.recorded_between(conn, of.test, start, end),
    )


def summary_lines(lab: Lab, day: str) -> tuple[str, ...]:
    """A day's quality control in a few lines, for its summary; none where no control was run and none waits.

    ``day`` is an ISO date.
    """
    start = date.fromisoformat(day)
    zone = lab.local(lab.time().at).tzinfo
    days = (datetime.combine(d, time(), zone) for d in (start, start + timedelta(days=1)))
    first, last = (int(midnight.timestamp() * 1000) for midnight in days)
    points = qc.between(lab.conn, first, last)
    old = sorted({p.test for p in qc.open_failures(lab.conn) if p.at < first})
    said = [f"failed before, not resolved: {' '.join(old)}"] if old else []
    if not points:
        return tuple(said)
    failed = [p for p in points if p.failed]
    tests = sorted({p.test for p in failed if p.open})
    left = f"; not resolved: {' '.join(tests)}" if tests else ""
    runs = len({p.run for p in points})
    return (
        f"{many(runs, 'run')} of controls, {many(len(points), 'value')}",
        f"{len(failed)} failed, {sum(not p.open for p in failed)} resolved{left}",
        *said,
    )
