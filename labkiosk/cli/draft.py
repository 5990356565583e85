"""Keeps half-typed values of a sample, or shows those that are kept."""

import argparse

from labkiosk.cli.common import emit, in_home, open_lab, say, to_each
from labkiosk.facts.errors import Refused
from labkiosk.rules.text import printable

_NOTHING = "Nothing half typed is kept."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Of which sample, and what."""
    parser.add_argument("sample", metavar="SAMPLE", help="the number on the tube")
    parser.add_argument("values", nargs="*", metavar="TEST=VALUE", help="nothing after = clears it")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Keep them, and show what is kept now."""
    from labkiosk.board.samples import drafts
    from labkiosk.lab.drafts import keep_draft
    from labkiosk.lab.scan import sample_of

    with open_lab(args) as lab:
        typed = dict(map(_typed, args.values))
        if typed:
            keep_draft(lab, args.sample, typed)
        sample = sample_of(lab.conn, args.sample)
        kept = drafts(lab.conn, sample.id)
    if args.json:
        emit({"sample": sample.number, "drafts": kept})
    for line in [] if args.json else [f"{test} {value}" for test, value in kept.items()] or [_NOTHING]:
        say(line)
    return to_each([test for test, value in typed.items() if value.strip() and test not in kept], _refuse)


def _refuse(test: str) -> None:
    raise Refused(f"{printable(test, limit=24)} takes no half-typed value on this sample: it was not kept.")


def _typed(text: str) -> tuple[str, str]:
    test, equals, value = text.partition("=")
    if not equals:
        raise Refused(f"Give each value as TEST=VALUE, not {text!r}.")
    return test.strip().upper(), value
