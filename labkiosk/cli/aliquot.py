"""Moves tests of a received sample to an aliquot, whose label prints."""

import argparse

from labkiosk.cli.common import DONE, emit, in_home, open_lab, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """The tube it is poured from, and the tests that go with it."""
    parser.add_argument("sample", metavar="SAMPLE", help="the number on the tube that it is poured from")
    parser.add_argument(
        "--test", action="append", required=True, metavar="T", help="a test that moves; may be given again"
    )
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Pour it."""
    from labkiosk.lab.aliquot import pour

    with open_lab(args) as lab:
        made = pour(lab, args.sample, tuple(args.test))
    if args.json:
        emit({"sample": made.sample, "aliquot_of": made.parent, "tests": list(made.tests)})
    else:
        say(f"Aliquot {made.sample} of sample {made.parent}: {' '.join(made.tests)}. Its label prints.")
    return DONE
