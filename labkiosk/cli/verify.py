"""Proves that nothing was changed or lost: the database, the chain of facts, and the board against it."""

import argparse
from typing import TYPE_CHECKING

from labkiosk.cli.common import DONE, FAILED, complain, emit, home_of, in_home, open_lab, say

if TYPE_CHECKING:
    from labkiosk.lab.lab import Lab


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing but where."""
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Prove it; 1 when anything is off, with a line that says where for each fault."""
    from labkiosk.journal.connection import DatabaseError
    from labkiosk.lab.proof import damage

    held: dict[int, int] = {}
    try:
        with open_lab(args) as lab:
            found, held = _prove(lab)
    except DatabaseError as error:
        found = [*damage(home_of(args)), f"database: the home cannot be opened ({error})"]
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
            say(f"Home {kiosk:02}: {count} fact{'s' * (count > 1)}, each in its place and unchanged.")
        say("Database, chain and board are sound.")
    return DONE


def _prove(lab: "Lab") -> tuple[list[str], dict[int, int]]:
    """What is wrong, and how many facts each home has; none where they cannot be counted any more."""
    from labkiosk.journal.connection import DatabaseError
    from labkiosk.journal.read import sizes
    from labkiosk.lab.proof import faults

    found = list(faults(lab))
    try:
        return found, sizes(lab.conn)
    except DatabaseError as error:
        return [*found, f"journal: its facts cannot be counted ({error})"], {}
