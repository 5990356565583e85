"""Shows the lab's time, or sets it."""

import argparse
import re
from contextlib import suppress
from datetime import datetime

from labkiosk.cli.common import DONE, emit, in_home, iso, open_lab, say
from labkiosk.facts.errors import Refused

_MINUTES = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The time, where it is to be set."""
    parser.add_argument("--set", metavar="TIME", help='local date and time, like "2026-11-22 07:10"')
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Show or set it; setting is a supervisor's."""
    from labkiosk.lab.site import set_clock

    with open_lab(args) as lab:
        if args.set is not None:
            set_clock(lab, _time(args.set))
        now, wall = lab.time(), lab.clock().wall
        if args.json:
            emit({"at": iso(lab, now.at), "wall": iso(lab, wall), "doubt": now.doubt})
            return DONE
        say(f"Lab time is {lab.local(now.at):%d %b %Y %H:%M}.")
        if now.doubt:
            say(
                f"The machine's clock says {lab.local(wall):%d %b %Y %H:%M}: look which is right, and set it:"
            )
            say('labkiosk clock --set "2026-11-22 07:10"')
    return DONE


def _time(text: str) -> datetime:
    given = text.strip()
    if _MINUTES.fullmatch(given):
        with suppress(ValueError):
            return datetime.fromisoformat(given)
    raise Refused(f'Type date and time like "2026-11-22 07:10", not {text!r}.')
