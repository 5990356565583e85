"""What ``labkiosk qc`` does with runs, verb by verb."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from labkiosk.board import people, qc
from labkiosk.cli.common import DONE, emit, iso, say
from labkiosk.cli.table import WIDTH, table, wrapped
from labkiosk.facts.errors import Refused
from labkiosk.lab.lab import Lab
from labkiosk.lab.qc import Reading, look_back, resolve, run_controls
from labkiosk.lab.qc_average import mean_words, means
from labkiosk.lab.qc_chart import Chart, chart, columns, point_words, print_chart, resolved_words
from labkiosk.lab.qc_correct import correct_run
from labkiosk.lab.qc_state import Standing, standings
from labkiosk.rules.levey import plot
from labkiosk.rules.text import printable
from labkiosk.rules.words import many


def _list(lab: Lab, args: argparse.Namespace) -> int:
    found = standings(lab, getattr(args, "bench", "").strip().upper())
    if args.json:
        for each in found:
            emit(_standing(lab, each))
    elif not found:
        say("No control is in use: labkiosk qc material, lot and target set one up.")
    else:
        for line in table([_row(each) for each in found]):
            say(line)
    return DONE


def _row(of: Standing) -> tuple[str, ...]:
    value = f"{of.last.value} {of.last.unit}".rstrip() if of.last else ""
    run = f" ({of.failed.run})" if of.failed else ""
    return (of.bench, of.test, f"level {of.lot.material.level}", of.instrument, value, of.said + run)


def _standing(lab: Lab, of: Standing) -> dict[str, Any]:
    return {
        "bench": of.bench,
        "test": of.test,
        "level": of.lot.material.level,
        "lot": of.lot.id,
        "lot_number": of.lot.number,
        "instrument": of.instrument,
        "value": of.last.value if of.last else "",
        "unit": of.last.unit if of.last else "",
        "at": iso(lab, of.last.at) if of.last else None,
        "state": {"bad": "act", "warn": "look", "": "good"}[of.tone],
        "said": of.said,
        "failed_run": of.failed.run if of.failed else "",
    }


def readings(words: Sequence[str]) -> list[Reading]:
    """``LOT TEST=VALUE... LOT TEST=VALUE...``; a unit may stand behind a value: ``"K=4.1 mmol/L"``. Raises Refused."""
    found: list[Reading] = []
    lot = ""
    for word in words:
        test, is_value, given = word.partition("=")
        if not is_value:
            lot = word
            continue
        if not lot:
            raise Refused(f"Name the lot before {printable(word, limit=24)}: labkiosk qc run LOT TEST=VALUE.")
        value, _, unit = given.strip().partition(" ")
        found.append(Reading(lot, test, value, unit))
    return found


def _run(lab: Lab, args: argparse.Namespace) -> int:
    points = run_controls(
        lab,
        readings(args.values),
        instrument=getattr(args, "instrument", ""),
        comment=getattr(args, "comment", ""),
    )
    for point in points:
        if args.json:
            emit(_point(lab, point))
        else:
            say(f"{point.test} {point_words(point)}")
    failed = [p for p in points if p.failed]
    if failed and not args.json:
        _say_failed(lab, failed)
    return DONE


def _correct(lab: Lab, args: argparse.Namespace) -> int:
    for point in correct_run(lab, args.run, readings(args.values), args.reason):
        emit(_point(lab, point)) if args.json else say(f"{point.test} {point_words(point)}")
    return DONE


def _say_failed(lab: Lab, failed: Sequence[qc.Point]) -> None:
    for code in dict.fromkeys(p.test for p in failed):
        count = look_back(lab, lab.conn, next(p for p in failed if p.test == code))[0]
        say(f"{code} FAILED; {many(count, 'value')} of patients since its last good control.")
    say(
        f"labkiosk qc affected {failed[0].run} names them; labkiosk qc resolve {failed[0].run} when it is mended."
    )


def _point(lab: Lab, of: qc.Point) -> dict[str, Any]:
    return {
        "run": of.run,
        "at": iso(lab, of.at),
        "by": people.actor_name(lab.conn, of.actor, of.at),
        "instrument": of.instrument,
        "test": of.test,
        "level": of.level,
        "lot": of.lot,
        "lot_number": of.lot_number,
        "value": of.value,
        "unit": of.unit,
        "mean": of.mean,
        "sd": of.sd,
        "z": of.z,
        "rejects": list(of.rejects),
        "warns": list(of.warns),
        "unjudged": of.unjudged,
        "comment": of.comment,
        "resolved_at": iso(lab, of.resolved_at),
        "resolved_by": people.actor_name(lab.conn, of.resolved_by, of.resolved_at) if of.resolved_at else "",
        "action": of.action,
        "reason": of.reason,
        "typed_first": of.typed_first,
        "corrected_at": iso(lab, of.corrected_at),
        "corrected_by": people.actor_name(lab.conn, of.corrected_by, of.corrected_at)
        if of.corrected_at
        else "",
        "correction": of.correction,
    }


def _resolve(lab: Lab, args: argparse.Namespace) -> int:
    done = resolve(lab, args.run, getattr(args, "tests", []), args.action, args.reason)
    for point in done:
        emit(_point(lab, point)) if args.json else say(
            f"{point.test} {point_words(point)}. {resolved_words(point)}."
        )
    if not args.json and any(p.good_run for p in done):
        say("A good run must follow before its results leave by themselves.")
    return DONE


def _affected(lab: Lab, args: argparse.Namespace) -> int:
    failed = [p for p in qc.run_of(lab.conn, args.run.strip().upper()) if p.failed]
    if not failed:
        raise Refused(f"No control failed in run {printable(args.run, limit=24)}.")
    for code in dict.fromkeys(p.test for p in failed):
        count, found = look_back(lab, lab.conn, next(p for p in failed if p.test == code))
        if not args.json:
            say(f"{code}: {many(count, 'value')} of patients since its last good control.")
        for each in found:
            shown = {"test": code, "sample": each.number, "value": each.value, "unit": each.unit}
            at, out = iso(lab, each.at), each.version is not None
            if args.json:
                emit({**shown, "recorded": at, "released": out})
            else:
                say(
                    f"  {each.number}  {lab.local(each.at):%d %b %H:%M}  {each.value} {each.unit}{'  RELEASED' if out else ''}"
                )
        if count > len(found) and not args.json:
            say(f"  and {count - len(found)} more")
    return DONE


def _chart(lab: Lab, args: argparse.Namespace) -> int:
    instrument = getattr(args, "instrument", "")
    if getattr(args, "print", False):
        made = print_chart(lab, args.test, instrument)
        emit({"chart": made}) if args.json else say(f"The chart will print: {made}.")
        return DONE
    of = chart(lab, args.test, instrument)
    if args.json:
        for point in (p for run in of.runs for p in run.points):
            emit(_point(lab, point))
        return DONE
    for line in [
        f"{of.name} {of.instrument}".rstrip(),
        *plot(columns(of), WIDTH),
        *_legend(lab, of),
    ]:
        say(line)
    return DONE


def _legend(lab: Lab, of: Chart) -> Iterator[str]:
    yield ", ".join(f"{level.sign} level {level.name}" for level in of.levels)
    for point in (p for run in of.runs for p in run.points if p.stands_out):
        done = resolved_words(point) or ("NOT RESOLVED" if point.failed else "")
        said = f"{lab.local(point.at):%d %b %H:%M} {point_words(point)}{'. ' if done else ''}{done}"
        yield from wrapped(said, indent=2)


def _averages(lab: Lab, args: argparse.Namespace) -> int:
    for each in means(lab):
        if args.json:
            emit(
                {
                    "test": each.test,
                    "values": each.n,
                    "mean": each.mean,
                    "usual": each.usual,
                    "moved": each.moved,
                }
            )
        else:
            say(f"{mean_words(each)}{'  MOVED' if each.moved else ''}")
    return DONE


DO: dict[str, Callable[[Lab, argparse.Namespace], int]] = {
    "list": _list,
    "run": _run,
    "correct": _correct,
    "resolve": _resolve,
    "affected": _affected,
    "chart": _chart,
    "averages": _averages,
}
