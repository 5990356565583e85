"""Releases the recorded results of samples; what is held stays, and the others leave."""

import argparse
from typing import TYPE_CHECKING

from labkiosk.cli.common import DONE, emit, in_home, iso, open_lab, say
from labkiosk.cli.table import table
from labkiosk.facts.errors import Refused

if TYPE_CHECKING:
    from labkiosk.lab.lab import Lab
    from labkiosk.lab.release import Released


def arguments(parser: argparse.ArgumentParser) -> None:
    """The samples, and how they are released."""
    parser.add_argument("samples", nargs="*", metavar="SAMPLE", help="the number on the tube")
    parser.add_argument("--list", action="store_true", help="show what waits for release, first things first")
    parser.add_argument("--provisional", action="store_true", help="before a pathologist has seen them")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why; needed for a provisional release")
    parser.add_argument("--print", action="store_true", help="print the reports too")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Release them, or list what waits."""
    from labkiosk.lab.release import release

    if args.list == bool(args.samples):
        raise Refused("Give the samples to release, or --list to see what waits.")
    with open_lab(args) as lab:
        if args.list:
            return _list(lab, as_json=args.json)
        released = release(
            lab, args.samples, provisional=args.provisional, reason=args.reason, report=args.print
        )
    for one in released:
        if args.json:
            emit(_object(one, provisional=args.provisional))
        else:
            _tell(one, " as provisional" if args.provisional else "")
    return DONE


def _list(lab: "Lab", *, as_json: bool) -> int:
    from labkiosk.board.queue import to_release

    items = to_release(lab.conn, limit=500)
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
