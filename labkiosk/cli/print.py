"""Prints what is queued, and goes on with whatever is asked for later."""

import argparse

from labkiosk.cli.common import DONE, home_of, home_option, say, user


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to stop when the queue is empty."""
    home_option(parser)
    parser.add_argument("--once", action="store_true", help="end when nothing is queued any more")


def run(args: argparse.Namespace) -> int:
    """Work as the home's print worker."""
    from labkiosk.services.spool import run as work

    work(home_of(args).folder, once=args.once, user=user(), say=say)
    return DONE
