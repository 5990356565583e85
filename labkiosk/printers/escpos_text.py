"""Text in an ESC/POS printer's own letters, of the one code page named here.

Epson's ESC/POS command reference: ``ESC t 16`` chooses WPC1252, ``ESC R 0`` the characters of the USA where other
countries have theirs (``#$@[]``), ``FS .`` ends the mode of Chinese printers that takes two bytes for one
character. ``ESC !`` chooses letters: font A of 12 x 24 dots or B of 9 x 17, bold, double height and width.
``GS P 203 203`` makes every distance one dot of a 203 dpi head, ``ESC $`` sets where across the line it goes on.
"""

from collections.abc import Sequence
from typing import NamedTuple

from labkiosk.printers.sheet import Run

CODE_PAGE = "cp1252"
TEXT_MODE = b"\x1c.\x1bR\x00\x1bt\x10\x1dP\xcb\xcb"

PRINTABLE = frozenset(range(0x20, 0x100)) - {0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xAD}
"""The bytes that are a visible character or a space of that code page: no control, no soft hyphen, no hole."""


class Letters(NamedTuple):
    """Letters a printer has: the low bits of ``ESC !``, and a cell of them in dots."""

    mode: int
    width: int
    height: int
    drop: int
    """How far a cell reaches below the baseline."""


LETTERS = (
    Letters(0x30, 24, 48, 10),
    Letters(0x31, 18, 34, 7),
    Letters(0x00, 12, 24, 5),
    Letters(0x01, 9, 17, 4),
)
BOLD = 0x08

_HEIGHT = 1.1
"""How high a cell is, as a multiple of the em, for letters that look as large as the drawn ones."""
_SMALLEST = 0.6
"""What is to be read from afar is drawn rather than set smaller than so, as a multiple of the em."""


class Word(NamedTuple):
    """A run as the printer sets it."""

    run: Run
    data: bytes
    letters: Letters
    x: int
    """Dots from the left edge."""

    @property
    def right(self) -> int:
        """The first dot right of it."""
        return self.x + len(self.data) * self.letters.width

    @property
    def mode(self) -> int:
        """What ``ESC !`` is given."""
        return self.letters.mode | (BOLD if self.run.bold else 0)


def encoded(text: str) -> bytes | None:
    """The text in the code page, every byte of it printable; None where that cannot be said of it."""
    try:
        data = text.encode(CODE_PAGE)
    except UnicodeEncodeError:
        return None
    return data if PRINTABLE.issuperset(data) else None


def set_in_letters(run: Run) -> Word | None:
    """The run in the letters nearest its size that have room; None where it has to be drawn."""
    data = encoded(run.text)
    if not data:
        return None
    left, right = run.room
    for letters in _by_size(run.size):
        slack = right - left - len(data) * letters.width
        if slack >= 0:
            return Word(
                run, data, letters, left + {"left": 0, "centre": slack // 2, "right": slack}[run.align]
            )
    return None


def _by_size(size: int) -> Sequence[Letters]:
    nearest = min(LETTERS, key=lambda letters: abs(letters.height - size * _HEIGHT))
    smaller = LETTERS[LETTERS.index(nearest) :]
    return [letters for letters in smaller if letters.height >= size * _SMALLEST]
