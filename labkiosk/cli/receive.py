"""Receives samples at the bench."""

import argparse

from labkiosk.cli.common import emit, in_home, iso, open_lab, say, to_each


def arguments(parser: argparse.ArgumentParser) -> None:
    """The numbers on the tubes, and what was seen on them."""
    parser.add_argument("samples", nargs="+", metavar="SAMPLE", help="the number on the tube")
    parser.add_argument(
        "--condition",
        action="append",
        default=[],
        metavar="CODE",
        help="such as HAEMOLYSED; may be given again",
    )
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Receive each; 1 where any was refused."""
    from labkiosk.board import samples
    from labkiosk.lab.bench import receive
    from labkiosk.lab.timed import warning

    with open_lab(args) as lab:

        def one(number: str) -> None:
            got = receive(lab, number, tuple(args.condition))
            codes = [t.code for t in samples.tests(lab.conn, got.id)]
            if args.json:
                at = iso(lab, got.received_at)
                emit(
                    {
                        "sample": got.number,
                        "state": got.state,
                        "received_at": at,
                        "conditions": list(got.conditions),
                        "tests": codes,
                        "timing": warning(lab, got),
                    }
                )
            else:
                seen = f" ({', '.join(got.conditions)})" if got.conditions else ""
                say(f"Sample {got.number} received{seen}: {' '.join(codes)}")
                if said := warning(lab, got):
                    say(f"Look: {said}.")

        return to_each(args.samples, one)
