"""Which unit a value is in."""

import unicodedata
from decimal import Decimal
from itertools import chain

from labkiosk.catalogue.limits import Unit
from labkiosk.catalogue.model import Test
from labkiosk.facts.errors import Refused
from labkiosk.rules.text import either, printable

_NO_UNIT = Unit(ucum="", shown="", factor=Decimal(1))


def own_unit(test: Test) -> Unit:
    """The unit of the test's limits: its first, or one that shows nothing where the test has none."""
    return test.units[0] if test.units else _NO_UNIT


def find_unit(test: Test, given: str | None) -> Unit | None:
    """The accepted unit that ``given`` names, as UCUM or as paper shows it; None where none was given.

    Case, spaces and the ways to write micro and powers of ten do not matter. Raises Refused that lists the
    units.
    """
    if given is None or not given.strip():
        return None
    exact = (u for u in test.units if given in (u.ucum, u.shown))
    alike = (u for u in test.units if _folded(given) in (_folded(u.ucum), _folded(u.shown)))
    for unit in chain(exact, alike):
        return unit
    shown = printable(given.strip(), limit=24)
    if names := [u.shown for u in test.units if u.shown]:
        raise Refused(f'{test.name}: unit "{shown}" is not accepted. Use {either(names)}.')
    raise Refused(f'{test.name} has no unit: leave out "{shown}".')


def _folded(unit: str) -> str:
    """NFKC makes one of the two micro signs and plain digits of superscripts; people type ``u`` for both."""
    folded = unicodedata.normalize("NFKC", unit).casefold().replace("μ", "u")
    return "".join(c for c in folded if c not in " ^*")
