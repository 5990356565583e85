"""Makes the board anew from the journal."""

import argparse

from labkiosk.cli.common import DONE, emit, in_home, open_lab, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing but where."""
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Rebuild it; nobody can write meanwhile."""
    from labkiosk.board.rebuild import rebuild

    with open_lab(args) as lab, lab.act() as act:
        rebuild(act.conn)
    if args.json:
        emit({"rebuilt": True})
    else:
        say("The board is made anew from the journal.")
    return DONE
