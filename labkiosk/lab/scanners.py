"""Which scanner belongs to which screen.

The screens of a home stand on one box, each on a terminal with a name that stays (``tty2``, ``ttyS0``), and the box
has all scanners. So a scanner is set up for a screen by that name, once, and every screen reads what is set up in
the journal: the one it belongs to opens it, any other lets go of it.
"""

import re
from pathlib import Path
from typing import NamedTuple

from labkiosk.board.printers import printers
from labkiosk.facts.barcodes import Bar
from labkiosk.facts.errors import Refused
from labkiosk.facts.scanner import SCANNERS, ScannerRemoved, ScannerSetUp
from labkiosk.journal.connection import Connection
from labkiosk.journal.read import told
from labkiosk.lab.barcodes import print_sheet
from labkiosk.lab.lab import Lab
from labkiosk.rules.text import printable
from labkiosk.scanners.source import DEV, check_address, path_of, plugged_in, typed_at
from labkiosk.scanners.trial import CODES

_SCREEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9/._-]{0,39}")
_BAUDS = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)


def set_up_scanners(conn: Connection) -> dict[str, ScannerSetUp]:
    """The scanners that are set up, by address."""
    found: dict[str, ScannerSetUp] = {}
    for one in told(conn, SCANNERS):
        if isinstance(one.fact, ScannerSetUp):
            found[one.fact.address] = one.fact
        elif isinstance(one.fact, ScannerRemoved):
            found.pop(one.fact.address, None)
    return found


class Listed(NamedTuple):
    """A scanner that is plugged in, set up, or both. ``screen`` is empty, and the rest None, where it is not set up.

    One that types on a keyboard counts as plugged in: nobody can tell.
    """

    address: str
    name: str
    plugged_in: bool
    screen: str = ""
    prefix: bool | None = None
    identifiers: bool | None = None
    baud: int | None = None


def listed(conn: Connection, dev: Path = DEV) -> list[Listed]:
    """All that is set up, and all else that is plugged in and may be a scanner; a line with a printer is none."""
    printing = [printer.address for printer in printers(conn)]
    there = {
        found.address: found.name
        for found in plugged_in(dev)
        if not any(found.address.rpartition("/")[2].removeprefix("serial:") in line for line in printing)
    }
    set_up = set_up_scanners(conn)
    ours = [
        Listed(
            address=address,
            name=there.get(address, address.partition(":")[2]),
            plugged_in=address == typed_at(one.screen) or path_of(address, dev).exists(),
            screen=one.screen,
            prefix=one.prefix,
            identifiers=one.identifiers,
            baud=one.baud,
        )
        for address, one in sorted(set_up.items())
    ]
    return [*ours, *(Listed(a, name, plugged_in=True) for a, name in there.items() if a not in set_up)]


def set_up_scanner(
    lab: Lab, address: str, screen: str, *, prefix: bool = True, identifiers: bool = False, baud: int = 9600
) -> ScannerSetUp:
    """From now on the codes of this scanner go to that screen. Raises Refused."""
    lab.require("scanners")
    check_address(address)
    if not _SCREEN.fullmatch(screen):
        raise Refused(f"{printable(screen, limit=40)} is no screen: name its terminal, like tty2.")
    if address.startswith("keyboard:") and address != typed_at(screen):
        raise Refused(f"A scanner that types belongs to its own screen: {typed_at(screen)}.")
    if address.startswith("keyboard:") and not prefix:
        raise Refused("Without STX such a scanner works in the scan box alone: there is nothing to set up.")
    if baud not in _BAUDS:
        raise Refused(f"A serial scanner runs at {', '.join(map(str, _BAUDS))} baud, not {baud}.")
    fact = ScannerSetUp(address=address, screen=screen, prefix=prefix, identifiers=identifiers, baud=baud)
    with lab.act() as act:
        act.append(fact)
    return fact


def print_set_up_sheet(lab: Lab) -> str:
    """Ask for the sheet by which a scanner is tried; its id. Raises Refused."""
    title = "Scanner: set STX, CR, AIM identifiers and US layout, then scan these three"
    bars = tuple(Bar(code=code, words=f"{n}: {what}") for n, (what, code) in enumerate(CODES.items(), 1))
    return print_sheet(lab, title, bars)


def remove_scanner(lab: Lab, address: str) -> ScannerSetUp:
    """The scanner is read no more; how it was set up. Raises Refused."""
    lab.require("scanners")
    with lab.act() as act:
        was = set_up_scanners(act.conn).get(address)
        if was is None:
            raise Refused(
                f"No scanner {printable(address, limit=80)} is set up: labkiosk scanners list shows them."
            )
        act.append(ScannerRemoved(address=address))
    return was
