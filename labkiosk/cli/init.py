"""Makes a new home for a laboratory: its database, its key and its number."""

import argparse
import sys
from pathlib import Path

from labkiosk.cli.common import DONE, emit, home_folder, home_option, json_option, say, user
from labkiosk.facts.errors import Refused


def arguments(parser: argparse.ArgumentParser) -> None:
    """The home's number and names; ``--used`` lists the numbers that the site has used before."""
    home_option(parser)
    parser.add_argument("--kiosk", required=True, metavar="NN", help="01 to 97; 98 is for training")
    parser.add_argument("--site", required=True, metavar="NAME", help="the laboratory's name, for reports")
    parser.add_argument("--address", default="", metavar="TEXT", help="the laboratory's address, for reports")
    parser.add_argument("--used", metavar="NN,NN", help="numbers this site has used before")
    parser.add_argument(
        "--examples", action="store_true", help="add example people: phleb, tech, path, super"
    )
    json_option(parser)


def run(args: argparse.Namespace) -> int:
    """Make it; refused where one stands."""
    used = args.used
    if used is None:
        used = ask_used() if sys.stdin.isatty() and sys.stdout.isatty() else ""
    folder = home_folder(args.home)
    kiosk = make(
        folder, kiosk=args.kiosk, used=used, site=args.site, address=args.address, examples=args.examples
    )
    if args.json:
        emit({"home": str(folder), "kiosk": f"{kiosk:02}"})
        return DONE
    say(f"Home {kiosk:02} is made in {folder}.")
    say(f"Keep a copy of {folder / 'key'} in another place: without it nobody can read the data.")
    if args.examples:
        say("Example people may act here (phleb, tech, path, super): remove them before patients come.")
    else:
        say(f'Next: labkiosk people add BADGE "NAME" --role supervisor --home {folder}')
    return DONE


def ask_used() -> str:
    """Ask a person at the terminal which numbers may not be used again."""
    return input("Numbers this site has used before, such as 01 02 (Enter for none): ")


def make(folder: Path, *, kiosk: str, used: str, site: str, address: str, examples: bool) -> int:
    """Make a home from what was typed; returns its number. Raises Refused."""
    from labkiosk.lab.site import make_home

    number = number_of(kiosk)
    before = tuple(number_of(text) for text in used.replace(",", " ").split())
    make_home(folder, kiosk=number, site=site, address=address, used=before, examples=examples, user=user())
    return number


def number_of(text: str) -> int:
    """A home's number as typed. Raises Refused."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 2):
        raise Refused(f"A home's number has two digits, 01 to 98, not {text!r}.")
    return int(digits)
