"""Prints blank tube labels, numbered ahead, to be bound to an order by scanning them."""

import argparse

from labkiosk.cli.common import DONE, emit, in_home, open_lab, positive, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """How many."""
    parser.add_argument("--blank", type=positive, required=True, metavar="N", help="how many, at most 500")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Mint and ask for their print."""
    from labkiosk.lab.blank import blank_labels

    with open_lab(args) as lab:
        numbers = blank_labels(lab, args.blank)
    for number in numbers:
        emit({"label": number}) if args.json else say(number)
    return DONE
