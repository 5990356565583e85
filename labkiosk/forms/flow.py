"""Writing down a page from top to bottom, on a roll as long as it comes out."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import LINE, QR, Align, Frame, Item, Page, Rule, Text
from labkiosk.forms.setting import BASE, unbroken, wrap

INSET = 1.0
"""White kept between the edge and a paragraph, in mm."""


class Cell(NamedTuple):
    """One column of a row: its text, where it stands (mm), and how it is set."""

    text: str
    x: float
    width: float
    size: float = 2.6
    bold: bool = False
    align: Align = "left"


class Seam(NamedTuple):
    """A place where a paper may be divided, and the heading that goes on below it; "" where a new one begins."""

    y: float
    again: str = ""


class Print(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every print owns up to before it says anything else."""

    training: bool = False
    copy: int = 0
    """Which copy this print is; 0 is the original."""


class Flow:
    """A roll being written: every call adds below what stands. Lengths in mm; texts wrap, none is lost."""

    def __init__(self, media: Media = ROLL_80) -> None:
        self.media = media
        self.width = media.width
        self.narrow = media.width < 60
        """Whether columns must give way: what stands in one row on a wide roll takes two."""
        self.y = 0.0
        self.items: list[Item] = []
        self.seams: list[Seam] = []

    def text(self, text: str, size: float = 2.6, *, bold: bool = False, align: Align = "left") -> None:
        """A paragraph over the whole width."""
        self.row(Cell(text, INSET, self.width - 2 * INSET, size, bold, align))

    def row(self, *cells: Cell) -> None:
        """Cells side by side, their first lines on one baseline; the row is as deep as its longest cell."""
        first = max(cell.size for cell in cells)
        depth = 0.0
        for given in cells:
            cell = given._replace(size=unbroken(given.text, given.size, given.width, bold=given.bold))
            y = self.y + (first - cell.size) * BASE
            for line in wrap(cell.text, cell.size, cell.width, bold=cell.bold):
                self._put(line, cell, y)
                y += cell.size * LINE
            depth = max(depth, y - self.y)
        self.y += depth

    def _put(self, line: str, cell: Cell, y: float, *, white: bool = False) -> None:
        self.items.append(
            Text(
                text=line,
                x=cell.x,
                y=y,
                width=cell.width,
                size=cell.size,
                bold=cell.bold,
                align=cell.align,
                white=white,
            )
        )

    def banner(self, text: str, size: float = 3.2) -> None:
        """White on black over the whole width: what must be seen before anything else."""
        cell = Cell(text, 1.5, self.width - 3, size, bold=True, align="centre")
        lines = wrap(text, size, cell.width, bold=True)
        height = len(lines) * size * LINE + 0.6
        self.items.append(Rule(x=0, y=self.y, width=self.width, height=height))
        for number, line in enumerate(lines):
            self._put(line, cell, self.y + 0.3 + number * size * LINE, white=True)
        self.gap(height + 0.8)

    def rule(self, thick: float = 0.25) -> None:
        """A line over the whole width, with a little air."""
        self.gap(0.6)
        self.items.append(Rule(x=0, y=self.y, width=self.width, height=thick))
        self.gap(thick + 0.6)

    def gap(self, height: float) -> None:
        """White paper."""
        self.y += height

    def seam(self, again: str = "") -> None:
        """Allow a division here; ``again`` is the heading under which the next part goes on."""
        self.seams.append(Seam(self.y, again))

    def mark(self, top: float, width: float = 1.5) -> None:
        """A black bar at the left edge from ``top`` down to here."""
        self.items.append(Rule(x=0, y=top + 0.3, width=width, height=self.y - top - 0.6))

    def frame(self, top: float) -> None:
        """A frame over the whole width from ``top`` down to here."""
        self.items.append(Frame(x=0, y=top, width=self.width, height=self.y - top, line=0.5))

    def code(self, text: str, side: float, beside: Sequence[str]) -> None:
        """A QR code at the left, and lines of text at its right."""
        top = self.y
        self.items.append(QR(text=text, x=0, y=top, side=side))
        for line in beside:
            self.row(Cell(line, side + 1.5, self.width - side - 1.5))
        self.y = max(self.y, top + side)

    def page(self) -> Page:
        """The page, as long as what was written and a finger's breadth to tear at."""
        return Page(width=self.width, height=self.y + 4, items=tuple(self.items))


def begin(data: Print, media: Media) -> Flow:
    """A roll that says at its head where it is for training, or a copy."""
    flow = Flow(media)
    mark(flow, data)
    return flow


def mark(flow: Flow, data: Print) -> None:
    """Say that it is for training, or a copy, where it is."""
    if data.training:
        flow.banner("TRAINING")
    if data.copy:
        flow.banner(f"COPY {data.copy}")
