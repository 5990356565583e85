"""A barcode as a scanner sends it: another system's on a tube, or a command of ours."""

import re

from labkiosk.facts.errors import Refused
from labkiosk.rules.number import check_number
from labkiosk.rules.text import printable

_CODE = re.compile(r"[!-~](?:[ -~]{2,38}[!-~])")
# What our own papers say: the QR of a card or report begins so, a command barcode so, and an order's id is
# typed in places.
_OURS = re.compile(r"LK[:.].*|[A-Z][0-9]{2}-[0-9]{7,}")

COMMAND = "LK."
"""How every command barcode begins; capital letters and digits follow."""


def check_barcode(text: str) -> str:
    """The barcode of another system, 4 to 40 characters of ASCII, in its own case.

    Raises Refused for any other text and for what is, or could be, a number or a code of ours.
    """
    code = text.strip("\t\r\n ")
    shown = printable(code, limit=40)
    if not _CODE.fullmatch(code):
        raise Refused(f'"{shown}" is no barcode: one has 4 to 40 letters, digits or signs. Scan it again.')
    if _OURS.fullmatch(code.upper()):
        raise Refused(f"{shown} is a code of this laboratory's own papers: scan the tube.")
    if is_number(code):
        raise Refused(f"{shown} could be a sample number of ours: print our label for this tube.")
    return code


def is_command(text: str) -> bool:
    """Whether a scanned text is, or pretends to be, a command barcode: it is never anything else then."""
    return text.lstrip().upper().startswith(COMMAND)


def is_number(text: str) -> bool:
    """Whether a text is a sample number of this or another home."""
    try:
        check_number(text)
    except Refused:
        return False
    return True
