"""Characters in, whole scans out: the same for every way that a scanner is plugged in.

A scan is ``STX text CR``; LF ends one too, and after CR it is nothing. A scanner that is read alone, with no
keyboard among its characters, may leave out STX.
"""

from typing import NamedTuple

STX = "\x02"
ENDS = "\r\n"
BAD = "\x00"
"""Stands for whatever came that no barcode holds: a function key, a broken byte, characters that were lost."""

# The longest code here is a report's QR; an identifier stands before it.
LONGEST = 200

NOT_WHOLE = "The scan did not come through whole. Scan again."
CUT_OFF = "A scan was cut off by the next one. Scan both again."
UNFINISHED = "The scan was not finished. Scan again."
NO_PREFIX = "The scanner sent a code without STX before it. Set it up: Ctrl+G, then N."


class Whole(NamedTuple):
    """A scan from its beginning to its end; ``text`` is 1 to LONGEST characters from space to tilde."""

    text: str


class Broken(NamedTuple):
    """What came is not a scan; ``said`` tells a person so."""

    said: str


class Framing:
    """Takes one sign at a time. ``prefix``: a scan begins with STX, and what comes without one is refused."""

    def __init__(self, *, prefix: bool = True) -> None:
        self._prefix = prefix
        self._signs: list[str] | None = None
        self._fault = ""

    @property
    def inside(self) -> bool:
        """Whether a scan has begun and has not ended."""
        return self._signs is not None

    def take(self, sign: str) -> Whole | Broken | None:
        """The scan that this sign ends, or what is wrong; None while there is nothing to say yet."""
        if sign == STX and (self._prefix or not self.inside):
            cut = self.stop(NO_PREFIX if self._fault == NO_PREFIX else CUT_OFF)
            self._signs, self._fault = [], ""
            return cut
        if sign and sign in ENDS:
            return self._end() if self.inside else None
        if not self.inside:
            self._signs, self._fault = [], NO_PREFIX if self._prefix else ""
        self._add(sign)
        return None

    def stop(self, said: str = UNFINISHED) -> Broken | None:
        """No more comes: a scan that has begun is none."""
        begun, self._signs = self.inside, None
        return Broken(said) if begun else None

    def _add(self, sign: str) -> None:
        assert self._signs is not None
        if len(sign) == 1 and " " <= sign <= "~" and len(self._signs) < LONGEST:
            self._signs.append(sign)
        else:
            self._fault = self._fault or NOT_WHOLE

    def _end(self) -> Whole | Broken:
        text, self._signs = "".join(self._signs or ()), None
        if self._fault or not text.strip():
            return Broken(self._fault or NOT_WHOLE)
        return Whole(text)
