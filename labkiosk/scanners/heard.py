"""How a scanner is read, and what is heard of it: light, so that a screen may know of it before any is read."""

from typing import NamedTuple

from labkiosk.scanners.framing import Broken
from labkiosk.scanners.scan import Scan

BAUD = 9600
"""What makers deliver on real serial lines; a USB one runs at its own speed whatever it is told."""

# A character takes 8 ms at 1200 baud, and a scanner that sends key by key pauses for 20 ms at most.
PATIENCE_S = 1.0


class Way(NamedTuple):
    """How one scanner is read. ``prefix``: it sends STX first; ``identifiers``: it sends AIM identifiers."""

    address: str
    prefix: bool = True
    identifiers: bool = False
    baud: int = BAUD


class Raw(NamedTuple):
    """Signs as they came, for whoever looks at what a scanner sends."""

    signs: str


class There(NamedTuple):
    """The scanner can be read from now on."""


class Gone(NamedTuple):
    """The scanner cannot be read; ``why`` in a few words. It is tried again by itself."""

    why: str


Heard = Raw | Scan | Broken | There | Gone
