"""Prints blank tube labels, numbered ahead, to be bound to an order by scanning them."""

import argparse
from functools import partial

from labkiosk.cli.common import DONE, emit, in_home, open_lab, positive, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """How many."""
    from labkiosk.lab.blank import MOST

    parser.add_argument(
        "--blank",
        type=partial(positive, most=MOST),
        required=True,
        metavar="N",
        help=f"how many, at most {MOST}",
    )
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Mint and ask for their print."""
    from labkiosk.lab.blank import blank_labels

    with open_lab(args) as lab:
        numbers = blank_labels(lab, args.blank)
    for number in numbers:
        emit({"label": number}) if args.json else say(number)
    return DONE
