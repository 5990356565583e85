"""Writes a proved, encrypted copy of the home into a folder on another disk."""

import argparse
from pathlib import Path

from labkiosk.cli.common import DONE, emit, in_home, open_lab, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that is there, on another disk")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Write it, prove it, and say where the key is."""
    from labkiosk.lab.backups import back_up

    with open_lab(args) as lab:
        made = back_up(lab, args.folder)
        key = lab.home.key_file
        same = args.folder.stat().st_dev == lab.home.folder.stat().st_dev
    if args.json:
        emit({"path": str(made.path), "sha256": made.digest, "facts": made.facts, "same_disk": same})
        return DONE
    say(f"Backup {made.path}: {made.facts} facts, read back and whole.")
    say(f"It opens only with {key}: keep a copy of that key in a third place, not beside this.")
    if same:
        say("LOOK: this folder is on the home's own disk, and is lost with it. Use another.")
    return DONE
