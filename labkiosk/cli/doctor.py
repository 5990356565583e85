"""Says what is set up, what is missing, and what to do about it."""

import argparse

from labkiosk.cli.common import DONE, FAILED, complain, emit, in_home, open_lab, say
from labkiosk.cli.table import wrapped


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing but where."""
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """One line for each thing: OK, LOOK or BAD; 1 when anything is BAD."""
    from labkiosk.cli.health import BAD, Check, of_home, of_machine
    from labkiosk.cli.units import of_box
    from labkiosk.facts.errors import Refused

    found = [*of_machine(), *of_box()]
    try:
        with open_lab(args) as lab:
            found += of_home(lab)
    except Refused as refusal:
        found.append(Check("home", BAD, str(refusal)))
    for check in found:
        if args.json:
            emit(check._asdict())
        else:
            for line in wrapped(f"{check.word:<4}  {check.what:<10}  {check.said}", indent=18):
                say(line)
    bad = [check.what for check in found if check.word == BAD]
    if bad:
        complain(f"labkiosk: BAD: {', '.join(bad)}. Do what is said there first.")
        return FAILED
    return DONE
