"""What ``labkiosk qc`` does with materials, lots and targets, verb by verb."""

import argparse
from collections.abc import Callable

from labkiosk.board import controls, people
from labkiosk.cli.common import DONE, emit, iso, say
from labkiosk.lab.lab import Lab
from labkiosk.lab.qc_lots import Goal, close_lot, name_material, open_lot, set_targets, target_from_runs
from labkiosk.lab.qc_vial import lot_of


def _materials(lab: Lab, args: argparse.Namespace) -> int:
    for each in controls.materials(lab.conn):
        _show_material(each, args)
    return DONE


def _material(lab: Lab, args: argparse.Namespace) -> int:
    _show_material(name_material(lab, args.name, args.level, getattr(args, "maker", "")), args)
    return DONE


def _show_material(of: controls.Material, args: argparse.Namespace) -> None:
    made = {"material": of.id, "name": of.name, "level": of.level, "maker": of.maker}
    emit(made) if args.json else say(f"{of.id}  {of.name}, level {of.level}{of.maker and f' ({of.maker})'}")


def _lots(lab: Lab, args: argparse.Namespace) -> int:
    for each in controls.lots(lab.conn, closed=getattr(args, "closed", False)):
        _show_lot(lab, each, args)
    return DONE


def _lot(lab: Lab, args: argparse.Namespace) -> int:
    made = open_lot(
        lab, args.material, args.number, args.expires,
        level=getattr(args, "level", ""), opened=getattr(args, "opened", ""),
    )  # fmt: skip
    _show_lot(lab, made, args)
    if not args.json:
        say("The label of its vial prints.")
    return DONE


def _close(lab: Lab, args: argparse.Namespace) -> int:
    closed = close_lot(lab, args.lot, args.reason)
    _show_lot(lab, lot_of(lab.conn, closed.id), args)
    return DONE


def _show_lot(lab: Lab, of: controls.Lot, args: argparse.Namespace) -> None:
    if args.json:
        emit({
            "lot": of.id, "material": of.material.id, "name": of.material.name, "level": of.material.level,
            "number": of.number, "expires": of.expires, "opened": of.opened, "closed": iso(lab, of.closed_at),
            "reason": of.reason,
        })  # fmt: skip
        return
    what = f"{of.id}  {of.material.name}, level {of.material.level}, lot {of.number}, expires {of.expires}"
    say(f"{what}; no more in use: {of.reason}" if of.closed_at is not None else what)


def _targets(lab: Lab, args: argparse.Namespace) -> int:
    for each in controls.targets(lab.conn, lot_of(lab.conn, args.lot).id):
        _show_target(lab, each, args)
    return DONE


def _target(lab: Lab, args: argparse.Namespace) -> int:
    if getattr(args, "own", False):
        test = target_from_runs(lab, args.lot, args.test).test
    else:
        goal = Goal(args.test, getattr(args, "mean", ""), getattr(args, "sd", ""), getattr(args, "unit", ""))
        set_targets(lab, args.lot, [goal])
        test = args.test.strip().upper()
    lot = lot_of(lab.conn, args.lot)
    _show_target(lab, next(t for t in controls.targets(lab.conn, lot.id) if t.test == test), args)
    return DONE


def _show_target(lab: Lab, of: controls.Targeted, args: argparse.Namespace) -> None:
    by = people.actor_name(lab.conn, of.actor, of.at)
    if args.json:
        emit({
            "lot": of.lot, "test": of.test, "mean": of.mean, "sd": of.sd, "unit": of.unit, "own_values": of.n,
            "at": iso(lab, of.at), "by": by,
        })  # fmt: skip
        return
    source = f"from {of.n} values of our own" if of.n else "by the maker's sheet"
    said = f"mean {of.mean}, SD {of.sd} {of.unit}".rstrip() if of.mean else "still to be found"
    say(f"{of.test}  {said}{f' ({source}; {by})' if of.mean else ''}")


DO: dict[str, Callable[[Lab, argparse.Namespace], int]] = {
    "materials": _materials,
    "material": _material,
    "lots": _lots,
    "lot": _lot,
    "close": _close,
    "targets": _targets,
    "target": _target,
}
