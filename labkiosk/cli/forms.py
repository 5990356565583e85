"""Prints blank request forms, to be filled by hand when nothing else works."""

import argparse
from functools import partial

from labkiosk.cli.common import DONE, emit, in_home, open_lab, positive, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which form, and how many."""
    from labkiosk.lab.blank import MOST

    parser.add_argument("--blank", required=True, metavar="COLOUR", help="such as yellow, pink or blue")
    parser.add_argument(
        "--copies",
        type=partial(positive, most=MOST),
        default=1,
        metavar="N",
        help=f"how many, at most {MOST}",
    )
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Number them and ask for their print."""
    from labkiosk.lab.blank import blank_forms

    with open_lab(args) as lab:
        sheets = blank_forms(lab, args.blank, args.copies)
    for sheet in sheets:
        emit({"sheet": sheet, "form": args.blank.strip().lower()}) if args.json else say(sheet)
    return DONE
