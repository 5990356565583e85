"""Accepts results that the rules hold, once somebody has looked at why."""

import argparse

from labkiosk.cli.common import DONE, emit, in_home, open_lab, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whose results, which, and why they are right."""
    parser.add_argument("sample", metavar="SAMPLE", help="the number on the tube")
    parser.add_argument("tests", nargs="*", metavar="TEST", help="only these; else all that wait for it")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why they are right as they are")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Accept them."""
    from labkiosk.lab.accepting import accept

    with open_lab(args) as lab:
        done = accept(lab, args.sample, tuple(args.tests), args.reason)
    if args.json:
        emit({"sample": done.sample, "tests": {code: list(needs) for code, needs in done.tests.items()}})
    else:
        say(f"Accepted {' '.join(done.tests)} of sample {done.sample}.")
    return DONE
