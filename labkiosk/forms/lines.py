"""The lines of text on a page, for a printer that sets text faster than it is sent a picture of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from labkiosk.forms.draw import DOTS
from labkiosk.forms.page import Align, Frame, Item, Page, Text
from labkiosk.forms.raster import Box, Typeset, box_of, edges_of, typeset

if TYPE_CHECKING:
    from PIL.Image import Image


class Line(Struct, frozen=True, kw_only=True):
    """A text that stands alone: its ink, and nothing else's, is in its box. All lengths are in dots."""

    text: str
    """What of it had room."""
    left: int
    top: int
    width: int
    height: int
    bold: bool
    size: int
    """Its em."""
    baseline: int
    room: tuple[int, int]
    """From where to where across the page it may reach."""
    align: Align


def lines(page: Page, dpi: int = 203) -> tuple[Line, ...]:
    """The texts of a page that may be set by something else, from the top; none of a page that is fed turned.

    White text, and text that touches anything, is not among them: it stays in the picture alone.
    """
    if page.turned:
        return ()
    dots = DOTS[dpi]
    inked: list[tuple[Box, Line | None]] = []
    for item in page.items:
        inked += _inked(item, dots)
    inked.sort(key=lambda each: each[0][1])
    width, height = round(page.width * dots), round(page.height * dots)
    touched = set(_touching([box for box, _ in inked]))
    return tuple(
        line
        for index, (box, line) in enumerate(inked)
        if line is not None and index not in touched and box[0] >= 0 and box[2] <= width and box[3] <= height
    )


def _inked(item: Item, dots: float) -> Iterator[tuple[Box, Line | None]]:
    match item:
        case Text():
            setting = typeset(item, dots)
            boxes = [_around(place, mask) for place, mask in setting.ink]
            if boxes and setting.text.strip():
                lefts, tops, rights, bottoms = zip(*boxes, strict=True)
                box = (min(lefts), min(tops), max(rights), max(bottoms))
                yield box, None if item.white else _line(item, setting, box, dots)
        case Frame():
            yield from ((edge, None) for edge in edges_of(item, dots))
        case _:
            yield box_of(item, dots), None


def _around(place: tuple[int, int], mask: "Image") -> Box:
    return *place, place[0] + mask.width, place[1] + mask.height


def _line(item: Text, setting: Typeset, box: Box, dots: float) -> Line:
    left, top, right, bottom = box
    return Line(
        text=setting.text,
        left=left,
        top=top,
        width=right - left,
        height=bottom - top,
        bold=item.bold,
        size=round(item.size * dots),
        baseline=setting.baseline,
        room=(round(item.x * dots), round((item.x + item.width) * dots)),
        align=item.align,
    )


def _touching(boxes: list[Box]) -> Iterator[int]:
    """Which of these boxes, sorted by their tops, share a dot with another."""
    for index, (left, _, right, bottom) in enumerate(boxes):
        for other in range(index + 1, len(boxes)):
            if boxes[other][1] >= bottom:
                break
            if boxes[other][0] < right and left < boxes[other][2]:
                yield from (index, other)
