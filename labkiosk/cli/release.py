"""Releases the recorded results of samples, all of them or none."""

import argparse

from labkiosk.cli.common import DONE, emit, in_home, open_lab, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """The samples, and how they are released."""
    parser.add_argument("samples", nargs="+", metavar="SAMPLE", help="the number on the tube")
    parser.add_argument("--provisional", action="store_true", help="before a pathologist has seen them")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why; needed for a provisional release")
    parser.add_argument("--print", action="store_true", help="print the reports too")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Release them."""
    from labkiosk.lab.release import release

    with open_lab(args) as lab:
        released = release(
            lab, args.samples, provisional=args.provisional, reason=args.reason, report=args.print
        )
    for one in released:
        if args.json:
            samples = [{"sample": number, "tests": list(codes)} for number, codes in one.tests.items()]
            emit(
                {
                    "order": one.order,
                    "version": one.version,
                    "provisional": args.provisional,
                    "samples": samples,
                }
            )
            continue
        how = " as provisional" if args.provisional else ""
        for number, codes in one.tests.items():
            say(f"Sample {number} released{how}: {' '.join(codes)}")
        say(f"Order {one.order}: report {one.version}; labkiosk report {one.order} shows it.")
    return DONE
