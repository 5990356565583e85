"""Stores samples in a rack: each takes its next free position."""

import argparse

from labkiosk.cli.common import emit, in_home, open_lab, positive, say, to_each
from labkiosk.facts.errors import Refused


def arguments(parser: argparse.ArgumentParser) -> None:
    """The rack, the tubes, and the position where it is not the next."""
    parser.add_argument("rack", metavar="RACK", help="its id, its name, or what its QR code says")
    parser.add_argument("samples", nargs="+", metavar="SAMPLE", help="the number on the tube")
    parser.add_argument("--position", type=positive, metavar="P", help="this position, for one sample")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Store each; 1 where any was refused."""
    from labkiosk.lab.storage import place_words, store

    if args.position is not None and len(args.samples) > 1:
        raise Refused("One position holds one tube: give --position with one sample.")
    with open_lab(args) as lab:

        def one(number: str) -> None:
            kept = store(lab, args.rack, number, args.position)
            if args.json:
                emit(
                    {
                        "sample": kept.sample,
                        "rack": kept.rack.id,
                        "position": kept.position,
                        "came_from": kept.came_from,
                    }
                )
            else:
                moved = f", taken from {kept.came_from}" if kept.came_from else ""
                place = place_words(kept.rack, kept.position)
                say(f"Sample {kept.sample} stands in {kept.rack.name}, {place}{moved}.")

        return to_each(args.samples, one)
