"""Cancels tests that have no result yet."""

import argparse

from labkiosk.cli.common import DONE, emit, in_home, open_lab, say
from labkiosk.facts.errors import Refused


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whose tests, which, and why."""
    parser.add_argument("subject", metavar="ORDER|SAMPLE", help="all open tests of an order, or of a sample")
    parser.add_argument(
        "--test",
        action="append",
        default=[],
        metavar="T",
        help="only this test of a sample; may be given again",
    )
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Cancel them."""
    from labkiosk.lab.intake import cancel, cancel_order
    from labkiosk.lab.scan import is_order

    with open_lab(args) as lab:
        if not is_order(args.subject):
            codes = cancel(lab, args.subject, tuple(args.test), args.reason)
            said = f"Cancelled {' '.join(codes)} of sample {args.subject}."
            emit({"sample": args.subject, "tests": list(codes)}) if args.json else say(said)
            return DONE
        if args.test:
            raise Refused("Single tests are cancelled on their sample: give its number.")
        order = args.subject.strip().upper()
        count = cancel_order(lab, order, args.reason)
        said = f"Cancelled {count} test{'s' if count > 1 else ''} of order {order}."
        emit({"order": order, "cancelled": count}) if args.json else say(said)
    return DONE
