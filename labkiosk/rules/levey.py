"""The Levey-Jennings chart in letters: runs from left to right, distance from the mean in SDs upwards.

Levey S, Jennings ER. The use of control charts in the clinical laboratory. Am J Clin Pathol 1950;20:1059-66.
"""

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

TOP = 7
"""Rows above the mean, half an SD each; the outermost is for all that lies beyond 3."""
_AXIS = 5
_LINES = {6: "=", 4: "-", 2: ".", 0: "-", -2: ".", -4: "-", -6: "="}
_LABELS = {
    7: " >3s",
    6: " +3s",
    4: " +2s",
    2: " +1s",
    0: "mean",
    -2: " -1s",
    -4: " -2s",
    -6: " -3s",
    -7: "<-3s",
}


class Column(NamedTuple):
    """A run: the z of each level by its sign on the chart, what is to be said of it, and whether a lot began."""

    points: tuple[tuple[str, Decimal], ...]
    mark: str = " "
    new_lot: bool = False


def row_of(z: Decimal) -> int:
    """The row of a value, 0 for the mean: what is past a line stands past it, what is on it on it."""
    row = min(int((abs(z) * 2).to_integral_value(ROUND_CEILING)), TOP)
    return row if z > 0 else -row


def plot(columns: Sequence[Column], width: int, chosen: int | None = None) -> list[str]:
    """The chart as lines of ``width`` letters, the latest runs where not all fit; under it the marks of the runs.

    Where two levels meet stands ``*``. A lot that began has ``|`` over the whole height. ``chosen`` is the index of the
    run that is pointed at: ``^`` stands in place of its mark.
    """
    step = 2 if len(columns) * 2 <= width - _AXIS else 1
    shown = columns[-((width - _AXIS) // step) :]
    lines = []
    for row in range(TOP, -TOP - 1, -1):
        ground = _LINES.get(row, " ")
        cells = [_cell(column, row, ground).rjust(step, ground) for column in shown]
        lines.append((_LABELS.get(row, "").rjust(4) + " " + "".join(cells)).ljust(width, ground))
    pointed = None if chosen is None else chosen - (len(columns) - len(shown))
    marks = ["^" if at == pointed else column.mark for at, column in enumerate(shown)]
    lines.append(" " * _AXIS + "".join(mark.rjust(step) for mark in marks))
    return [line.rstrip() for line in lines]


def _cell(column: Column, row: int, ground: str) -> str:
    here = [sign for sign, z in column.points if row_of(z) == row]
    if here:
        return here[0] if len(here) == 1 else "*"
    return "|" if column.new_lot else ground
