"""Proves that nothing was changed or lost: the database, the chain of facts, and the board against it."""

import argparse

from labkiosk.cli.common import DONE, FAILED, complain, emit, in_home, open_lab, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing but where."""
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Prove it; 1 when anything is off, with a line that says where for each fault."""
    from labkiosk.journal.read import sizes
    from labkiosk.lab.proof import faults

    with open_lab(args) as lab:
        found = list(faults(lab))
        held = sizes(lab.conn)
    if args.json:
        emit({"sound": not found, "facts": sum(held.values()), "faults": found})
    else:
        for fault in found:
            say(fault)
    if found:
        complain(f"labkiosk: {len(found)} found wrong, first {found[0]}: stop, and call a supervisor.")
        return FAILED
    if not args.json:
        for kiosk, count in held.items():
            say(f"Home {kiosk:02}: {count} facts, each in its place and unchanged.")
        say("Database, chain and board are sound.")
    return DONE
