"""Dividing what is too long to be held in one hand or kept in one file into parts, each of which says whose it is.

A roll has no end, but what comes off it lies in a patient's file of A4 (297 mm) and is read at a bed: a strip of a
metre is folded, torn at random or lost in pieces. So a longer paper is divided, at places its form names, into parts
of nearly equal length, each with its patient, its number and its place among the others, and a line to tear at.
It stays one picture and one paper: nothing can print a part and lose the others.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import structs

from labkiosk.forms.flow import Flow, Seam
from labkiosk.forms.page import Page

LONGEST = 270.0
"""Length in mm that stays whole."""

_FOOT = 14.0
"""Room in mm for the last line of a part and the line to tear at."""


def parted(flow: Flow, head: Callable[[Flow], None]) -> Page:
    """What was written, divided at its seams where it is longer than LONGEST; ``head`` says whose a part is."""
    if flow.y <= LONGEST:
        return flow.page()
    sample = Flow(flow.media)
    head(sample)
    cuts = _evenly(flow, LONGEST - _FOOT - sample.y - 10)
    count = len(cuts) - 1
    out = Flow(flow.media)
    for number, (start, end) in enumerate(pairwise(cuts), 1):
        out.banner(f"PART {number} OF {count}", 3.4)
        if number > 1:
            head(out)
            if start.again:
                out.gap(1.2)
                out.text(f"{start.again}, continued", 3.2, bold=True)
                out.rule()
        _move(flow, start.y, end.y, out)
        if number < count:
            out.gap(1)
            out.text(
                f"Part {number} of {count} ends here: read part {number + 1}.", 2.6, bold=True, align="centre"
            )
            out.gap(3)
            out.text("- - - - - - - tear here - - - - - - -", 2.3, align="centre")
            out.gap(4)
    return out.page()


def _move(flow: Flow, top: float, bottom: float, out: Flow) -> None:
    """Set what stands there below what is in ``out``."""
    down = out.y - top
    out.items += [structs.replace(i, y=i.y + down) for i in flow.items if top <= i.y < bottom]
    out.y += bottom - top


def _evenly(flow: Flow, longest: float) -> list[Seam]:
    """Where the parts begin, and the end: as few as can be, then as equal as can be."""
    ends = [*flow.seams, Seam(flow.y)]
    fewest = len(_cuts(ends, longest))
    low, high = flow.y / fewest, longest
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_cuts(ends, middle)) == fewest else (middle, high)
    return _cuts(ends, high)


def _cuts(ends: Sequence[Seam], longest: float) -> list[Seam]:
    """Parts of at most that length; one is longer where no seam lets it be shorter."""
    cuts = [Seam(0.0)]
    for seam, following in pairwise(ends):
        if following.y - cuts[-1].y > longest and seam.y > cuts[-1].y:
            cuts.append(seam)
    return [*cuts, ends[-1]]
