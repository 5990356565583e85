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
    fault = parser.add_mutually_exclusive_group()
    fault.add_argument(
        "--proceed", action="store_true", help="it cannot be taken again: go on, with the reason as a comment"
    )
    fault.add_argument(
        "--irreplaceable", action="store_true", help="it cannot be taken again: reject it all the same"
    )
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Reject it, or go on with it."""
    from labkiosk.lab.bench import reject
    from labkiosk.lab.irreplaceable import proceed

    replacement: str | None = None
    aliquots: tuple[str, ...] = ()
    comment = warning = ""
    with open_lab(args) as lab:
        if args.proceed:
            tests, comment = proceed(lab, args.sample, args.reason, tuple(args.test))
        else:
            done = reject(lab, args.sample, args.reason, tuple(args.test), for_good=args.irreplaceable)
            tests, replacement, aliquots, warning = *done, done.warning
        why = lab.catalogue.reason(args.reason, "reject").text
    if args.json:
        emit(
            {
                "sample": args.sample,
                "tests": list(tests),
                "reason": why,
                "replacement": replacement,
                "aliquots": list(aliquots),
                "comment": comment,
            }
        )
        return DONE
    if replacement is None:
        say(f"Sample {args.sample} goes on for {' '.join(tests)}. Its report will say:")
        say(f"{comment}.")
    else:
        say(f"Rejected {' '.join(tests)} of sample {args.sample}: {why}.")
        say(f"Sample {replacement} is expected instead: its label and a slip print.")
        if warning:
            say(warning)
    return DONE
