"""Says when the load of a timed collection was taken: the clock of its tubes starts there."""

import argparse
from typing import TYPE_CHECKING

from labkiosk.cli.common import DONE, emit, in_home, iso, open_lab, say

if TYPE_CHECKING:
    from labkiosk.lab.lab import Lab
    from labkiosk.lab.timed import Load


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whose load, and when."""
    parser.add_argument(
        "subject", metavar="ORDER|SAMPLE", help="the order, or the number of one of its tubes"
    )
    parser.add_argument("--at", metavar="TIME", help="local time like 08:05 (now)")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why a time that stands is changed")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Note it, and say when each tube is to be drawn."""
    from labkiosk.lab.timed import take_load

    with open_lab(args) as lab:
        load = take_load(lab, args.subject, args.at, args.reason)
        _emit(lab, load) if args.json else _say(lab, load)
    return DONE


def _emit(lab: "Lab", load: "Load") -> None:
    tubes = [
        {"sample": t.number, "minute": t.minute, "draw_at": iso(lab, t.draw_at)}
        for t in load.tubes
        if t.minute
    ]
    emit({"order": load.order, "load": load.load, "taken_at": iso(lab, load.taken_at), "tubes": tubes})


def _say(lab: "Lab", load: "Load") -> None:
    say(f"Order {load.order}: {load.load} taken at {lab.local(load.taken_at):%H:%M}.")
    for tube in load.tubes:
        if tube.draw_at is not None:
            say(f"  Draw {tube.number}, {tube.mark}, at {lab.local(tube.draw_at):%H:%M}.")
