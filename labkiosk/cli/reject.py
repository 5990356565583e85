"""Rejects a sample, or some of its tests; a new one is expected."""

import argparse

from labkiosk.cli.common import DONE, emit, in_home, open_lab, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """The tube, the coded reason, and the tests, where it is not all of them."""
    parser.add_argument("sample", metavar="SAMPLE", help="the number on the tube")
    parser.add_argument(
        "--reason", required=True, metavar="CODE", help="such as CLOTTED; labkiosk catalogue lists them"
    )
    parser.add_argument(
        "--test", action="append", default=[], metavar="T", help="only this test; may be given again"
    )
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Reject it."""
    from labkiosk.lab.bench import reject

    with open_lab(args) as lab:
        done = reject(lab, args.sample, args.reason, tuple(args.test))
        why = lab.catalogue.reason(args.reason, "reject").text
    if args.json:
        emit(
            {
                "sample": args.sample,
                "tests": list(done.tests),
                "reason": why,
                "replacement": done.replacement,
                "aliquots": list(done.aliquots),
            }
        )
    else:
        say(f"Rejected {' '.join(done.tests)} of sample {args.sample}: {why}.")
        say(f"Sample {done.replacement} is expected instead: its label and a slip print.")
        if done.warning:
            say(done.warning)
    return DONE
