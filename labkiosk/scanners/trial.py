"""How a scanner sends, told from what comes when three barcodes that are known are scanned with it."""

import re
from typing import NamedTuple

from labkiosk.scanners.framing import BAD, STX

# Letters, signs and digits that a wrong keyboard layout turns into others; short enough for a roll of 58 mm.
CODES = {"letters": "LK.TEST.AQM]", "signs": "LK.TEST.ZY:-", "digits": "LK.TEST.0369"}
PURPOSE = "LK.TEST."

_NAMES = {
    STX: "STX",
    "\r": "CR",
    "\n": "LF",
    "\t": "TAB",
    "\x03": "ETX",
    "\x1b": "ESC",
    " ": "SPACE",
    BAD: "?",
}
_ENDS = ("\r\n", "\r", "\n")
_KEPT = 400
_IDENTIFIER = 3
_IDENTIFIED = re.compile(r"\][A-Za-z][0-9A-Za-z]")


class Sent(NamedTuple):
    """One of the barcodes as it came: what stood before it, and what behind."""

    prefix: bool
    identifier: str
    end: str


class Sends(NamedTuple):
    """How a scanner sends; ``exact``: all that came is known, and nothing is wrong with it."""

    prefix: bool
    identifiers: bool
    end: str
    exact: bool


class Trial:
    """Takes what comes from one scanner, character by character; the last of it is kept."""

    def __init__(self) -> None:
        self._signs = ""

    def add(self, signs: str) -> None:
        """More came."""
        self._signs = (self._signs + signs)[-_KEPT:]

    @property
    def shown(self) -> str:
        """What came, in words: ``STX L K CR``."""
        return " ".join(word_of(sign) for sign in self._signs)

    def found(self) -> dict[str, Sent]:
        """The barcodes that came whole, by what each shows; each as it came last."""
        return {what: sent for what, code in CODES.items() if (sent := self._around(code)) is not None}

    def _around(self, code: str) -> Sent | None:
        at = self._signs.rfind(code)
        if at < 0:
            return None
        behind = self._signs[at + len(code) :]
        start = at - _IDENTIFIER if _IDENTIFIED.fullmatch(self._signs[max(0, at - _IDENTIFIER) : at]) else at
        end = next((end for end in _ENDS if behind.startswith(end)), "")
        return Sent(self._signs[:start].endswith(STX), self._signs[start:at], end)

    def result(self) -> Sends | None:
        """How it sends, once all three barcodes came; None before."""
        found = list(self.found().values())
        if len(found) < len(CODES):
            return None
        prefix, identifiers = all(s.prefix for s in found), all(s.identifier == "]C0" for s in found)
        mixed = len({(s.prefix, bool(s.identifier), s.end) for s in found}) > 1
        wrong = any(s.identifier not in ("", "]C0") for s in found)
        ended = all(s.end for s in found)
        return Sends(prefix, identifiers, found[0].end, ended and not mixed and not wrong)

    def words(self) -> list[str]:
        """What is known by now, and what to do, a sentence each."""
        found, result = self.found(), self.result()
        missing = [what for what in CODES if what not in found]
        if missing:
            return [*self._wrong(), f"Scan the barcode of {missing[0]}."]
        assert result is not None
        return [
            *_said(result),
            *([] if result.exact else ["It does not send each code in one way: scan all again."]),
        ]

    def _wrong(self) -> list[str]:
        """What is the matter with what came, where it is like one of the barcodes and is none."""
        came = self._signs.rstrip("\r\n")[-len(PURPOSE) - 4 :]
        if not came or self._signs.rstrip("\r\n") == self._signs or came in CODES.values():
            return []
        if came.upper() in CODES.values():
            return ["Capitals come as small letters: Caps Lock is on, or the scanner changes them."]
        if len(came) == len(CODES["letters"]) and came[2] != ".":
            return ["Other characters came than the barcode has. Set the scanner's keyboard layout to US."]
        return []


def word_of(sign: str) -> str:
    """A character as a person reads it."""
    if sign in _NAMES:
        return _NAMES[sign]
    return sign if " " < sign <= "~" else f"0x{ord(sign):02X}" if len(sign) == 1 else sign


def _said(result: Sends) -> list[str]:
    end = {"\r\n": "CR and LF", "\r": "CR", "\n": "LF"}.get(result.end, "")
    return [
        "STX comes before each code."
        if result.prefix
        else "No STX comes before a code: set it as the prefix.",
        f"{end} at the end of each code." if end else "Nothing ends a code: set CR (Enter) as the suffix.",
        "AIM identifiers come: another sort of barcode is refused."
        if result.identifiers
        else "No AIM identifier comes: turn it on, or another sort of barcode may pass.",
    ]
