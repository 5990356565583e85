"""Gives a tube the code that it carries: another system's barcode, or a blank label."""

import argparse

from labkiosk.cli.common import DONE, emit, in_home, open_lab, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which tube, and what it carries."""
    parser.add_argument("sample", metavar="SAMPLE", help="the tube's number")
    parser.add_argument("code", metavar="CODE", help="the other barcode, or a blank label's number")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Bind it."""
    from labkiosk.board import samples
    from labkiosk.lab.alias import bind

    with open_lab(args) as lab:
        bound = bind(lab, args.sample, args.code)
        codes = samples.aliases(lab.conn, bound.id)
        if args.json:
            emit({"sample": bound.number, "first_number": bound.id, "barcodes": codes})
        else:
            say(" ".join([f"Sample {bound.number}", *(f"is found by {code} too" for code in codes[-1:])]))
    return DONE
