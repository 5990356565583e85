"""Counts samples by what became of them; the figures add up."""

import argparse
from datetime import date

from labkiosk.cli.common import DONE, emit, in_home, open_lab, say
from labkiosk.facts.errors import Refused


def arguments(parser: argparse.ArgumentParser) -> None:
    """One day, or all."""
    parser.add_argument("--day", metavar="D", help="registered on this day, like 2026-11-22, or today")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Print them."""
    from labkiosk.board.counts import counts

    with open_lab(args) as lab:
        day = _day(args.day, lab.today()) if args.day else None
        found = counts(lab.conn, day)
    if args.json:
        emit({"day": day, **found._asdict()})
        return DONE
    say(f"Samples registered on {day}" if day else "Samples registered on all days")
    for name in ("registered", "expected", "rejected", "cancelled", "received"):
        say(f"  {name:<11}{getattr(found, name):>7}")
    for name in ("pending", "resulted", "reported", "diverted"):
        say(f"    {name:<9}{getattr(found, name):>7}")
    return DONE


def _day(text: str, today: date) -> str:
    if text.strip().casefold() == "today":
        return today.isoformat()
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise Refused(f"Type the day like 2026-11-22, or today, not {text!r}.") from None
