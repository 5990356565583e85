"""Says when tubes were drawn: the order first, then its tubes."""

import argparse

from labkiosk.cli.common import DONE, emit, in_home, iso, open_lab, say, to_each
from labkiosk.facts.errors import Refused


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whose tubes, and when."""
    parser.add_argument("order", metavar="ORDER", help="like O01-0000042, or the scanned slip")
    parser.add_argument("samples", nargs="*", metavar="SAMPLE", help="its tubes; each must be of this order")
    parser.add_argument("--at", metavar="TIME", help='like 07:10 or "2026-11-22 07:10"; else now')
    parser.add_argument("--by", default="", metavar="NAME", help="who drew them, else who acts")
    parser.add_argument(
        "--reason", default="", metavar="TEXT", help="why a time is corrected, or none was drawn"
    )
    parser.add_argument(
        "--not-drawn", action="store_true", help="these, or all that are left, could not be drawn"
    )
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Collect each; 1 where any was refused."""
    from labkiosk.lab.collection import collect, not_drawn
    from labkiosk.lab.timed import warning

    order = args.order.strip().removeprefix("LK:CARD:")
    if not (args.samples or args.not_drawn):
        raise Refused("Name the tubes that were drawn, or say --not-drawn.")
    with open_lab(args) as lab:
        if args.not_drawn:
            for number in not_drawn(lab, order, tuple(args.samples), args.reason):
                said = {"sample": number, "collected_at": None, "collected_by": "", "timing": ""}
                emit(said) if args.json else say(f"Sample {number} not drawn: it stays expected.")
            return DONE

        def one(number: str) -> None:
            got = collect(lab, order, number, at=args.at, by=args.by, reason=args.reason)
            at = iso(lab, got.collected_at)
            timing = warning(lab, got)
            if args.json:
                said = {"sample": got.number, "collected_at": at, "collected_by": got.collected_by}
                emit({**said, "timing": timing})
            else:
                say(f"Sample {got.number} collected {at} by {got.collected_by}")
                if timing:
                    say(f"Look: {timing}.")

        return to_each(args.samples, one)
