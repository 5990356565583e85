"""Makes an order STAT: all its tubes go ahead."""

import argparse

from labkiosk.cli.common import DONE, emit, in_home, open_lab, say
from labkiosk.rules.number import last_four


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which."""
    parser.add_argument("subject", metavar="ORDER|SAMPLE", help="an order, or any of its tubes")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Make it STAT."""
    from labkiosk.lab.priority import make_stat

    with open_lab(args) as lab:
        raised = make_stat(lab, args.subject)
    if args.json:
        emit({"order": raised.order, "samples": list(raised.samples)})
    else:
        say(f"Order {raised.order} is STAT now: {', '.join(map(last_four, raised.samples))}.")
    return DONE
