"""The sample number: 12 digits that every reader takes and no slip of the hand turns into another.

Two digits for the home (01 to 98), nine for the serial, one check digit after Damm, "Total anti-symmetrische
Quasigruppen" (Marburg 2004): every single wrong digit and every swap of neighbours is caught.
"""

from labkiosk.facts.errors import Refused
from labkiosk.rules.text import printable

LENGTH = 12
MAX_KIOSK = 98
MAX_SERIAL = 999_999_999

# Damm's totally anti-symmetric quasigroup of order 10, row by row (p. 111 of the thesis).
_QUASIGROUP = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def sample_number(kiosk: int, serial: int) -> str:
    """The number of a home's ``serial``-th sample. Raises Refused when home or serial is out of bounds."""
    if not 1 <= kiosk <= MAX_KIOSK:
        raise Refused(f"A home number is 01 to {MAX_KIOSK}, not {kiosk}.")
    if not 0 <= serial <= MAX_SERIAL:
        raise Refused(f"Home {kiosk:02d} has no sample number {serial}: make a new home with a new number.")
    body = f"{kiosk:02d}{serial:09d}"
    return f"{body}{_damm(body)}"


def check_number(text: str) -> str:
    """The number that was scanned or typed, without spaces: paper groups its digits. Raises Refused when it can be none."""
    number = text.strip("\t\r\n ").replace(" ", "")
    if not (number.isascii() and number.isdigit()):
        raise Refused(f'Scan again: a sample number has only digits, not "{printable(number, limit=24)}".')
    if len(number) != LENGTH:
        shown = printable(number, limit=24)
        raise Refused(f"Scan again: a sample number has {LENGTH} digits, {shown} has {len(number)}.")
    if _damm(number) != "0":
        raise Refused(f"Scan again: check digit wrong in {number}.")
    if not 1 <= int(number[:2]) <= MAX_KIOSK:
        raise Refused(f"Scan again: no home has the number {number[:2]} that {number} begins with.")
    return number


def last_four(number: str) -> str:
    """The digits that a person compares by eye with the tube."""
    return number[-4:]


def _damm(digits: str) -> str:
    state = "0"
    for digit in digits:
        state = _QUASIGROUP[int(state)][int(digit)]
    return state
