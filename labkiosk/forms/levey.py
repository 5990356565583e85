"""The Levey-Jennings chart on paper: a chart a level, and under them what was said of each value that stands out.

Levey S, Jennings ER. The use of control charts in the clinical laboratory. Am J Clin Pathol 1950;20:1059-66.
"""

from itertools import count, takewhile

from msgspec import Struct
from msgspec.structs import astuple

from labkiosk.forms.flow import INSET, Cell, Flow, Print, begin, mark
from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import LINE, Frame, Page, Rule, Text
from labkiosk.forms.parts import parted
from labkiosk.forms.setting import several


class Dot(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value: its distance from the mean in hundredths of an SD, the number of its note, 0 without one."""

    z: int
    failed: bool = False
    note: int = 0
    new_lot: bool = False
    """A new lot begins with it."""


class Limits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The values of the lines, from 3 SD above the mean to 3 below it."""

    plus3: str
    plus2: str
    plus1: str
    mean: str
    minus1: str
    minus2: str
    minus3: str


class LevelChart(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The runs of a level, the oldest first; None for one without a judged value of it."""

    title: str
    target: str
    limits: Limits | None
    """None without a target."""
    dots: tuple[Dot | None, ...]


class Note(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said of a value that broke a rule, under its number on the chart."""

    number: int
    text: str


class LeveyData(Print, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the chart says."""

    lab_name: str
    chart: str
    test: str
    instrument: str
    made: str
    runs: str
    """From when to when, in words."""
    levels: tuple[LevelChart, ...]
    notes: tuple[Note, ...]


_SD = 5.0
"""Millimetres an SD."""
_BEYOND = 3.5
"""What lies further from the mean stands there, in SDs."""
_AXIS = 13.0
_DOT, _HAIR = 1.0, 0.125
_TEXT = 2.0


def levey(data: LeveyData, media: Media = ROLL_80) -> Page:
    """The charts, +3 SD above, a full line at 3 SD and the mean, a broken one at 1 and 2 SD."""
    flow = begin(data, media)
    flow.banner("QC CHART", 4.2)
    flow.text(data.test, 5.2, bold=True)
    flow.text(several(data.instrument, data.runs), 2.8)
    flow.text(several(data.made, data.chart), 2.6)
    for level in data.levels:
        flow.seam()
        _level(flow, level)
    flow.rule(0.5)
    for note in data.notes:
        flow.seam("What stands out")
        flow.row(Cell(str(note.number), INSET, 6, 2.6, True), Cell(note.text, 7, flow.width - 8, 2.6))
    if not data.notes:
        flow.text("No value broke a rule.", 2.8, bold=True)
    flow.gap(1)
    flow.text("Framed: failed. A line from top to bottom: a new lot begins.", 2.3)
    flow.text(data.lab_name, 2.4)
    return parted(flow, lambda part: _whose(part, data))


def _whose(flow: Flow, data: LeveyData) -> None:
    mark(flow, data)
    flow.text(f"QC chart of {data.test}", 3.6, bold=True)
    flow.text(several(data.instrument, data.made, data.chart), 2.6)


def _level(flow: Flow, level: LevelChart) -> None:
    flow.rule()
    flow.text(level.title, 3.2, bold=True)
    flow.text(level.target, 2.6)
    if level.limits is None or not any(level.dots):
        flow.text("Nothing was judged: there is no chart.", 2.6)
        return
    mean = flow.y + 3 + _BEYOND * _SD
    _lines(flow, mean, level.limits)
    step = (flow.width - _AXIS - 1.5) / len(level.dots)
    for at, dot in enumerate(level.dots):
        if dot is not None:
            _dot(flow, dot, _AXIS + (at + 0.5) * step, mean)
    flow.gap(6 + 2 * _BEYOND * _SD)


def _lines(flow: Flow, mean: float, limits: Limits) -> None:
    for sd, value in zip(range(3, -4, -1), astuple(limits), strict=True):
        y = mean - sd * _SD
        flow.items.append(
            Text(text=f"{value} {sd:+d}s" if sd else f"{value} mean", x=0, y=y - _TEXT * LINE / 2,
                 width=_AXIS - 1, size=_TEXT, align="right")
        )  # fmt: skip
        if sd in (-3, 0, 3):
            flow.items.append(Rule(x=_AXIS, y=y, width=flow.width - _AXIS, height=2 * _HAIR))
            continue
        gap = 2.0 if abs(sd) == 2 else 4.0
        starts = takewhile(lambda x: x < flow.width - 1, count(_AXIS, gap))
        flow.items += [Rule(x=x, y=y, width=1.0, height=_HAIR) for x in starts]


def _dot(flow: Flow, dot: Dot, x: float, mean: float) -> None:
    """A square on a stem from the mean; its note's number on the far side of it."""
    if dot.new_lot:
        half = _BEYOND * _SD
        flow.items.append(Rule(x=x - 0.5 * _DOT - 0.4, y=mean - half, width=2 * _HAIR, height=2 * half))
    z = max(-_BEYOND, min(_BEYOND, dot.z / 100))
    y = mean - z * _SD
    flow.items.append(Rule(x=x - _HAIR / 2, y=min(y, mean), width=_HAIR, height=max(abs(y - mean), _HAIR)))
    flow.items.append(Rule(x=x - _DOT / 2, y=y - _DOT / 2, width=_DOT, height=_DOT))
    if dot.failed:
        flow.items.append(Frame(x=x - _DOT, y=y - _DOT, width=2 * _DOT, height=2 * _DOT))
    if dot.note:
        above = y - _DOT - _TEXT * LINE if z > 0 else y + _DOT
        flow.items.append(
            Text(text=str(dot.note), x=x - 3, y=above, width=6, size=_TEXT, bold=True, align="centre")
        )
