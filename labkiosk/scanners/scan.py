"""One scan: its text, where it came from, and by which sort of barcode it was read.

A scanner may send an AIM identifier before the text: ``]``, a letter for the symbology, a modifier (ISO/IEC 15424;
the same tables stand in the makers' manuals, such as Zebra's for the LS2208 and Honeywell's for the 3820).
"""

import re
from typing import NamedTuple

from labkiosk.facts.errors import Refused

CODE_128, QR = "C0", ("Q1", "Q2")
"""Identifiers of our own papers: a tube's label and a command, and the QR of any other paper."""

_IDENTIFIER = re.compile(r"\]([A-Za-z][0-9A-Za-z])")
_SAMPLE_NUMBER = re.compile(r"[0-9]{12}")

# Each ends and begins for certain, so that a part of it is never read as the whole.
_TAKEN = {"A": "Code 39", "C": "Code 128", "F": "Codabar", "G": "Code 93", "L": "PDF417", "Q": "QR",
          "d": "Data Matrix", "z": "Aztec"}  # fmt: skip
_NOT_TAKEN = {
    "E": "EAN or UPC, as on goods", "H": "Code 11", "I": "Interleaved 2 of 5", "M": "MSI", "S": "2 of 5",
    "e": "GS1 DataBar",
}  # fmt: skip


class Scan(NamedTuple):
    """``text`` without identifier; ``source`` is the scanner's address; ``symbology`` is the identifier without
    its ``]``, None where the scanner sends none."""

    text: str
    source: str
    symbology: str | None = None


def read(whole: str, source: str, *, identifiers: bool = False) -> Scan:
    """The scan in a whole text from a scanner. ``identifiers``: this one is known to send them with each scan.

    Raises Refused for a text that the barcode it came from may not say.
    """
    found = _IDENTIFIER.match(whole)
    if found is None:
        if whole.startswith("]"):
            raise Refused("The scan's identifier did not come through whole. Scan again.")
        if identifiers:
            raise Refused("The scan came without its identifier. Scan again, or set the scanner up anew.")
        return Scan(whole.strip(), source)
    scan = Scan(whole[found.end() :].strip(), source, found[1])
    _check(scan.text, found[1])
    return scan


def name_of(symbology: str) -> str:
    """A symbology in words, by its identifier."""
    if symbology[0] == "C" and symbology != CODE_128:
        return "GS1-128"
    return {**_TAKEN, **_NOT_TAKEN}.get(symbology[0], f"an unknown barcode (]{symbology})")


def _check(text: str, symbology: str) -> None:
    """Raises Refused where this text may not come from this symbology."""
    was = name_of(symbology)
    ours = text.upper()
    if not text:
        raise Refused("The scan is empty. Scan again.")
    if _SAMPLE_NUMBER.fullmatch(text.replace(" ", "")):
        if symbology != CODE_128:
            raise Refused(f"Refused: a sample number is read from a tube's Code 128 bars. This was {was}.")
    elif ours.startswith("LK."):
        if symbology != CODE_128:
            raise Refused(f"Refused: a command is read from Code 128 bars. This was {was}.")
    elif ours.startswith("LK:"):
        if symbology not in QR:
            raise Refused(f"Refused: our papers carry a QR code. This was {was}.")
    elif symbology[0] not in _TAKEN:
        raise Refused(f"Refused: {was}. Scan the tube's label, a paper of ours, or a badge.")
