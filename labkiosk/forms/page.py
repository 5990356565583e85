"""A page of paper: elements placed in millimetres, independent of any printer's dots.

Distances are millimetres from the page's left and top edge. Elements are painted in order, so white text
stands on a black rule painted before it.
"""

from typing import Literal

from msgspec import Struct

Align = Literal["left", "centre", "right"]

LINE = 1.36
"""Height of a line of text as a multiple of its size: ascent and descent of the Latin font."""


class Text(Struct, frozen=True, kw_only=True):
    """One line of text in the box ``x, y, width, size * LINE``; cut with "…" where it does not fit.

    ``x`` is the left edge of the box whatever the alignment; ``size`` is the em in mm.
    """

    text: str = ""
    x: float
    y: float
    width: float
    size: float
    bold: bool = False
    align: Align = "left"
    white: bool = False

    @property
    def height(self) -> float:
        return self.size * LINE


class Barcode(Struct, frozen=True, kw_only=True):
    """Code 128 set C of an even number of digits: bars of the given height, centred in the width.

    The width includes the quiet zones; the renderer refuses one that leaves under 10 modules on a side.
    """

    digits: str
    x: float
    y: float
    width: float
    height: float


class Bars(Struct, frozen=True, kw_only=True):
    """Code 128 of capitals, digits and signs of ASCII, centred in the width, as wide as fits and easy to scan.

    The width includes the quiet zones, as in `Barcode`. It is never a sample's number, which is a `Barcode`.
    """

    text: str
    x: float
    y: float
    width: float
    height: float


class QR(Struct, frozen=True, kw_only=True):
    """A QR code in a square of the given side, its quiet zone of 4 modules included."""

    text: str
    x: float
    y: float
    side: float

    @property
    def width(self) -> float:
        return self.side

    @property
    def height(self) -> float:
        return self.side


class Rule(Struct, frozen=True, kw_only=True):
    """A filled rectangle: a line when it is thin, a box behind white text when it is not."""

    x: float
    y: float
    width: float
    height: float


class Frame(Struct, frozen=True, kw_only=True):
    """The outline of a rectangle, its line drawn inside it."""

    x: float
    y: float
    width: float
    height: float
    line: float = 0.25


Item = Text | Barcode | Bars | QR | Rule | Frame


class Page(Struct, frozen=True, kw_only=True):
    """One piece of paper, as a person holds it.

    ``turned``: it leaves the printer a quarter turn from that, its left edge first. A tube label is fed so,
    because bars that lie across the print head lose nothing to one dead heating element.
    """

    width: float
    height: float
    items: tuple[Item, ...]
    turned: bool = False
