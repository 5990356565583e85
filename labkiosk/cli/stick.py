"""Writes a stick that installs labkiosk on a bare Debian without a network."""

import argparse
from pathlib import Path

from labkiosk.cli.common import DONE, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the stick is mounted."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the stick is mounted")


def run(args: argparse.Namespace) -> int:
    """Write it, prove it, and say its mark."""
    from labkiosk.services.stick.write import FOLDER, make_stick

    mark = make_stick(args.folder, say)
    say(f"The stick is whole and may be pulled. Its mark is {mark}: write it on the stick.")
    say(f"On the box, as root: sh {FOLDER}/install.sh in the stick's folder.")
    return DONE
