"""Text in an ESC/POS printer's own letters, of the one code page named here.

Epson's ESC/POS command reference: ``ESC t 16`` chooses WPC1252, ``ESC R 0`` the characters of the USA where other
countries have theirs (``#$@[]``), ``FS .`` ends the mode of Chinese printers that takes two bytes for one
character. ``ESC !`` chooses letters: font A of 12 x 24 dots or B of 9 x 17, bold, double height and width.
``GS P 203 203`` makes every distance one dot of a 203 dpi head, ``ESC $`` sets where across the line it goes on.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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


def set_in_letters(runs: Iterable[Run]) -> Iterator[Word]:
    """The runs in the letters nearest their size that have room; those are left out that have to be drawn.

    Lines that stand one below the other in one room are a paragraph, and of one size.
    """
    for paragraph in _paragraphs(runs):
        words = [word for run in paragraph if (word := _set(run, LETTERS[0])) is not None]
        smallest = min((word.letters for word in words), key=lambda each: each.height, default=LETTERS[0])
        yield from (_set(word.run, smallest) or word for word in words)


_NEXT_LINE = 1.7
"""How far below a line the next one of its paragraph may stand, as a multiple of the em."""


def _paragraphs(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs from the top, those of a paragraph together. What stands beside another begins a row of its own."""
    ordered = sorted(runs, key=lambda run: run.baseline)
    beside = Counter(run.baseline for run in ordered)
    last: dict[tuple[object, ...], list[Run]] = {}
    paragraphs: list[list[Run]] = []
    for run in ordered:
        alike = (run.room, run.size, run.bold, run.align)
        above = last.get(alike)
        if above and beside[run.baseline] == 1 and run.baseline - above[-1].baseline <= run.size * _NEXT_LINE:
            above.append(run)
        else:
            last[alike] = [run]
            paragraphs.append(last[alike])
    return paragraphs


def _set(run: Run, largest: Letters) -> Word | None:
    data = encoded(run.text)
    if not data:
        return None
    left, right = run.room
    for letters in _by_size(run.size):
        if letters.height > largest.height:
            continue
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
