"""Adds tests to an order whose tubes are there already."""

import argparse

from labkiosk.cli.common import DONE, emit, in_home, open_lab, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, what, and what is known of the tube."""
    parser.add_argument("subject", metavar="ORDER|SAMPLE", help="an order, or the tube that is to give them")
    parser.add_argument("tests", nargs="+", metavar="TEST", help="a test or a panel")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--fit", default="", metavar="TEXT", help="why a tube past its time is still fit")
    way.add_argument("--new-tube", action="store_true", help="have a new tube drawn where this is in doubt")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Add them."""
    from labkiosk.lab.addon import add_on

    with open_lab(args) as lab:
        done = add_on(lab, args.subject, tuple(args.tests), fit=args.fit, new_tube=args.new_tube)
    for tube in done.tubes:
        if args.json:
            emit({"order": done.order, "sample": tube.sample, "tests": list(tube.tests), "new": tube.new})
        elif tube.new:
            say(f"{' '.join(tube.tests)}: a new tube is expected, sample {tube.sample}. Its label prints.")
        else:
            say(f"{' '.join(tube.tests)} added to sample {tube.sample}.")
    return DONE
