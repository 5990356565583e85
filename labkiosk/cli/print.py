"""Prints what is queued, and goes on with whatever is asked for later."""

import argparse
import sys
from typing import TYPE_CHECKING

from labkiosk.cli.common import DONE, emit, home_of, in_home, open_lab, say, user

if TYPE_CHECKING:
    from labkiosk.services.said import Said


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to stop when the queue is empty."""
    in_home(parser)
    parser.add_argument("--once", action="store_true", help="end when nothing is queued any more")


def run(args: argparse.Namespace) -> int:
    """Work as the home's print worker: who starts it may print, and each paper is the machine's act."""
    from labkiosk.services.parent import end_with_parent
    from labkiosk.services.spool import run as work

    end_with_parent()
    # A thread that talks to a printer need not wait 5 ms for the one that draws, each time it hears something.
    sys.setswitchinterval(0.0005)
    with open_lab(args) as lab:
        lab.require("print")

    def tell(told: "Said") -> None:
        emit(told._asdict()) if args.json else say(str(told))

    work(home_of(args).folder, once=args.once, user=user(), say=tell)
    return DONE
