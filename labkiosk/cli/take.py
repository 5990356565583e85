"""Takes samples out of their racks, for use or to throw them away."""

import argparse

from labkiosk.cli.common import emit, in_home, open_lab, say, to_each


def arguments(parser: argparse.ArgumentParser) -> None:
    """The tubes, and whether they are thrown away."""
    parser.add_argument("samples", nargs="+", metavar="SAMPLE", help="the number on the tube")
    parser.add_argument("--discard", action="store_true", help="throw them away")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Take each; 1 where any was refused."""
    from labkiosk.board import racks
    from labkiosk.lab.storage import take

    with open_lab(args) as lab:

        def one(number: str) -> None:
            place = take(lab, number, discard=args.discard)
            rack = racks.rack(lab.conn, place.rack)
            name = rack.name if rack else place.rack
            if args.json:
                emit(
                    {
                        "sample": number,
                        "rack": place.rack,
                        "position": place.position,
                        "discarded": args.discard,
                    }
                )
            else:
                gone = "thrown away" if args.discard else "taken out"
                say(f"Sample {number} {gone}: it stood in {name}, position {place.position}.")

        return to_each(args.samples, one)
