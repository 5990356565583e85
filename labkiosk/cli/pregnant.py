"""Says whether an order's patient is pregnant: ranges hang on it."""

import argparse

from labkiosk.cli.common import DONE, emit, in_home, open_lab, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whose order, and what is known."""
    parser.add_argument("subject", metavar="ORDER|SAMPLE", help="an order, or any of its tubes")
    parser.add_argument("answer", metavar="ANSWER", help="yes, no, or unknown to take it back")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Keep it, and judge the unreleased values anew."""
    from labkiosk.lab.pregnancy import ANSWERS, state_pregnancy

    with open_lab(args) as lab:
        order = state_pregnancy(lab, args.subject, args.answer)
    said = ANSWERS[args.answer.strip().casefold()]
    if args.json:
        emit({"order": order, "pregnant": said})
    else:
        words = {"yes": "pregnant", "no": "not pregnant", "": "not known whether pregnant"}[said]
        say(f"Order {order}: {words}. Unreleased values are judged by the ranges for that.")
    return DONE
