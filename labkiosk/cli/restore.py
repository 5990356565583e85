"""Brings a home back from a backup, under a number that was never used before."""

import argparse
from pathlib import Path

from labkiosk.cli.common import DONE, emit, json_option, say, user
from labkiosk.cli.init import number_of


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which backup, and what it becomes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="what labkiosk backup wrote")
    parser.add_argument("--to", type=Path, required=True, metavar="HOME", help="the new home's folder")
    parser.add_argument(
        "--kiosk", required=True, metavar="NN", help="a number that no home of this site ever had"
    )
    parser.add_argument(
        "--key", type=Path, required=True, metavar="FILE", help="your copy of the old home's key"
    )
    json_option(parser)


def run(args: argparse.Namespace) -> int:
    """Restore it; refused for a number that was used, a wrong key or a damaged backup."""
    from labkiosk.lab.backups import restore

    kiosk = number_of(args.kiosk)
    facts = restore(args.file, args.to, kiosk=kiosk, key_file=args.key, user=user())
    if args.json:
        emit({"home": str(args.to), "kiosk": f"{kiosk:02}", "facts": facts})
        return DONE
    say(f"Home {kiosk:02} is restored in {args.to} with {facts} facts, and goes on where the backup ended.")
    say("What was done after that backup is not in it: look at the tubes and papers of that time.")
    say("The old home must not be used beside it: put its box away.")
    return DONE
