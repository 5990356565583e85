"""Which scanner belongs to which screen.

The screens of a home stand on one box, each on a terminal with a name that stays (``tty2``, ``ttyS0``), and the box
has all scanners. So a scanner is set up for a screen by that name, once, and every screen reads what is set up in
the journal: the one it belongs to opens it, any other lets go of it.
"""

import re

from labkiosk.facts.errors import Refused
from labkiosk.facts.scanner import SCANNERS, ScannerRemoved, ScannerSetUp
from labkiosk.journal.connection import Connection
from labkiosk.journal.read import told
from labkiosk.lab.lab import Lab
from labkiosk.rules.text import printable
from labkiosk.scanners.source import check_address, typed_at

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
