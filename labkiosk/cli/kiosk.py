"""Opens the kiosk screen; where there is no home yet, offers to make one."""

import argparse
import sys
from pathlib import Path

from labkiosk.cli.common import DONE, complain, home_folder, home_of, home_option, screen_name, user
from labkiosk.facts.errors import Refused
from labkiosk.journal.home import Home


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the home is; people sign in on the screen."""
    home_option(parser)
    parser.add_argument(
        "--screen", metavar="NAME", help="its name, for which scanners are set up (else its terminal's)"
    )


def run(args: argparse.Namespace) -> int:
    """Open the screen; returns when somebody who may leaves it."""
    folder = home_folder(args.home)
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if at_terminal and not Home(folder).exists() and not _offer(folder):
        return DONE
    home = home_of(args)
    if not at_terminal:
        raise Refused("The kiosk screen needs a terminal; labkiosk --help lists the commands that do not.")
    from labkiosk.tui.run import run_kiosk

    return run_kiosk(home.folder, user(), args.screen or screen_name())


def _offer(folder: Path) -> bool:
    """Ask for what a home needs until one is made; False when nobody wants one."""
    print(f"There is no home in {folder} yet. It will hold this laboratory's data.")
    if not _yes("Make one now?"):
        return False
    from labkiosk.cli.init import ask_used, make

    while True:
        try:
            make(
                folder,
                kiosk=input("This home's number, 01 to 97 (98 is for training): "),
                used=ask_used(),
                site=input("Name of the laboratory, as reports show it: "),
                address=input("Its address, for reports: "),
                examples=_yes("Add example people (badges phleb, tech, path, super)?"),
            )
        except Refused as refusal:
            complain(f"{refusal} Again:")
        except EOFError:
            return False
        else:
            return True


def _yes(question: str) -> bool:
    try:
        return input(f"{question} [y/n] ").strip().casefold() in ("y", "yes")
    except EOFError:
        return False
