"""Scanners: which screen each belongs to, and how it sends."""

from typing import ClassVar

from labkiosk.facts.base import Fact

SCANNERS = "scanners"


class _OfScanner(Fact, frozen=True, kw_only=True):
    address: str

    def subjects(self) -> tuple[str, ...]:
        return (SCANNERS,)


class ScannerSetUp(_OfScanner, frozen=True, kw_only=True):
    """A scanner's codes go to a screen, and to no other; said again, this takes the place of what was said before.

    ``address`` is how it is reached, such as ``serial:usb-Maker_1234-if00``; ``screen`` is the name of a terminal of
    the box, such as ``tty2``. ``prefix``: it sends STX before each code. ``identifiers``: it sends AIM identifiers,
    and a code without one is refused. ``baud`` is a serial line's speed.
    """

    kind: ClassVar[str] = "scanner.set_up"
    screen: str
    prefix: bool = True
    identifiers: bool = False
    baud: int = 9600


class ScannerRemoved(_OfScanner, frozen=True, kw_only=True):
    """It is not read any more."""

    kind: ClassVar[str] = "scanner.removed"
