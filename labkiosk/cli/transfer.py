"""Moves a patient's orders to another ward or bed."""

import argparse

from labkiosk.cli.common import DONE, emit, in_home, open_lab, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whose, and where to."""
    parser.add_argument(
        "subject", metavar="ORDER|PATIENT", help="one order, or all of a patient's that are not done with"
    )
    parser.add_argument("--ward", required=True, metavar="W", help="where the patient lies now")
    parser.add_argument("--bed", default="", metavar="B", help='the bed; without it, "not stated"')
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Move them."""
    from labkiosk.lab.transfer import place, transfer

    with open_lab(args) as lab:
        moved = transfer(lab, args.subject, args.ward, args.bed)
    if args.json:
        emit({"orders": list(moved.orders), "ward": moved.ward, "bed": moved.bed})
    else:
        say(f"Moved to {place(moved.ward, moved.bed)}: {', '.join(moved.orders)}.")
    return DONE
