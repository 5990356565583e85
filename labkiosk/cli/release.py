"""Releases the recorded results of samples; what is held stays, and the others leave. Validates them before that."""

import argparse
from typing import TYPE_CHECKING

from labkiosk.cli.common import DONE, emit, in_home, iso, open_lab, say, to_each
from labkiosk.cli.table import table
from labkiosk.facts.errors import Refused

if TYPE_CHECKING:
    from labkiosk.lab.autorelease import Judged
    from labkiosk.lab.lab import Lab
    from labkiosk.lab.release import Released


def arguments(parser: argparse.ArgumentParser) -> None:
    """The samples, and how they are released."""
    parser.add_argument("samples", nargs="*", metavar="SAMPLE", help="the number on the tube")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--list", action="store_true", help="show what waits for release, first things first")
    way.add_argument("--provisional", action="store_true", help="before a pathologist has seen them")
    way.add_argument(
        "--validate", action="store_true", help="validate only: the technical look before release"
    )
    way.add_argument(
        "--auto", action="store_true", help="release what the rules agree to, and say why of the rest"
    )
    parser.add_argument("--all", action="store_true", help="with --auto: all that waits")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why; needed for a provisional release")
    parser.add_argument("--print", action="store_true", help="print the reports too")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Release or validate them, or list what waits."""
    if args.all and not args.auto:
        raise Refused("--all goes with --auto: without rules, somebody looks at each sample.")
    if (args.list or args.all) == bool(args.samples):
        raise Refused("Give the samples to release, or --list to see what waits.")
    with open_lab(args) as lab:
        if args.list:
            return _list(lab, as_json=args.json)
        if args.validate:
            return _validate(lab, args.samples, as_json=args.json)
        return _by_rules(lab, args) if args.auto else _release(lab, args)


def _release(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.lab.release import release

    released = release(lab, args.samples, provisional=args.provisional, reason=args.reason, report=args.print)
    for one in released:
        if args.json:
            emit(_object(one, provisional=args.provisional))
        else:
            _tell(one, " as provisional" if args.provisional else "")
    return DONE


def _validate(lab: "Lab", numbers: list[str], *, as_json: bool) -> int:
    from labkiosk.lab.validation import validate

    def one(number: str) -> None:
        codes = validate(lab, number)
        said = f"Sample {number} validated: {' '.join(codes)}. A pathologist releases it."
        emit({"sample": number, "validated": list(codes)}) if as_json else say(said)

    return to_each(numbers, one)


def _by_rules(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.lab.autorelease import release_by_rules

    judged = release_by_rules(lab, args.samples, everything=args.all, report=args.print)
    for one in judged:
        if args.json:
            emit(_judged(one))
        else:
            said = "released by the rules" if one.version else f"not released: {'; '.join(one.against)}"
            say(f"Sample {one.sample} {one.test} {said}")
    if not (judged or args.json):
        say("Nothing waits for release.")
    return DONE


def _judged(one: "Judged") -> dict[str, object]:
    return {
        "sample": one.sample,
        "order": one.order,
        "test": one.test,
        "released": one.version is not None,
        "version": one.version,
        "against": list(one.against),
    }


def _list(lab: "Lab", *, as_json: bool) -> int:
    from labkiosk.board.queue import to_release
    from labkiosk.lab.due import Dues

    items = [Dues(lab).by_hours(item) for item in to_release(lab.conn, limit=500)]
    if as_json:
        for item in items:
            emit(
                {
                    "sample": item.number,
                    "bench": item.bench,
                    "priority": item.priority,
                    "due": iso(lab, item.due),
                    "provisional": item.rank == 0,
                    "name": item.name,
                }
            )
        return DONE
    rows = [("PROVISIONAL" if i.rank == 0 else "", i.priority, i.number, i.bench, i.name) for i in items]
    for line in table(rows) if rows else ["Nothing waits for release."]:
        say(line)
    return DONE


def _object(one: "Released", *, provisional: bool) -> dict[str, object]:
    return {
        "order": one.order,
        "version": one.version,
        "provisional": provisional,
        "samples": [{"sample": number, "tests": list(codes)} for number, codes in one.tests.items()],
        "left": list(one.left),
    }


def _tell(one: "Released", how: str) -> None:
    for number, codes in one.tests.items():
        say(f"Sample {number} released{how}: {' '.join(codes)}")
    for why in one.left:
        say(f"Not released: {why}")
    say(f"Order {one.order}: report {one.version}; labkiosk report {one.order} shows it.")
