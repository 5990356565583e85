"""Makes a new home for a laboratory: its database, its key and its number."""

import argparse

from labkiosk.cli.common import DONE, emit, home_folder, home_option, json_option, say, user
from labkiosk.facts.errors import Refused


def arguments(parser: argparse.ArgumentParser) -> None:
    """The home's number and names; ``--used`` lists the numbers that the site has used before."""
    home_option(parser)
    parser.add_argument("--kiosk", required=True, metavar="NN", help="01 to 97; 98 is for training")
    parser.add_argument(
        "--site", required=True, metavar="NAME", help="the laboratory's name, as reports show it"
    )
    parser.add_argument("--address", default="", metavar="TEXT", help="the laboratory's address, for reports")
    parser.add_argument(
        "--used", default="", metavar="NN,NN", help="numbers the site has used before, never to be used again"
    )
    parser.add_argument(
        "--examples", action="store_true", help="add example people: phleb, tech, path, super"
    )
    json_option(parser)


def run(args: argparse.Namespace) -> int:
    """Make it; refused where one stands."""
    from labkiosk.lab.site import make_home

    kiosk = number(args.kiosk)
    used = tuple(number(text) for text in args.used.replace(",", " ").split())
    folder = home_folder(args.home)
    make_home(
        folder,
        kiosk=kiosk,
        site=args.site,
        address=args.address,
        used=used,
        examples=args.examples,
        user=user(),
    )
    if args.json:
        emit({"home": str(folder), "kiosk": f"{kiosk:02}"})
        return DONE
    say(f"Home {kiosk:02} made in {folder}.")
    say(f"Keep a copy of its key apart: {folder / 'key'}. Without the key nobody reads the data.")
    if args.examples:
        say(
            "Example people may act here (badges phleb, tech, path, super): remove them before patients come."
        )
    else:
        say(f'Next: labkiosk people add BADGE "NAME" --role supervisor --home {folder}')
    return DONE


def number(text: str) -> int:
    """A home's number as typed. Raises Refused."""
    if not (text.isascii() and text.isdigit() and len(text) <= 2):
        raise Refused(f"A home's number has one or two digits, from 01 to 98, not {text!r}.")
    return int(text)
