"""A line of the table of benches."""

from collections.abc import Iterator
from typing import NamedTuple

from tests.bench.measure import Pair


class Row(NamedTuple):
    """``figure`` is held against ``limit``, both a ratio or both a count; ``baseline`` names what a ratio is to.

    ``note`` is printed under the line, as many lines as it has. A row without a limit only tells.
    """

    what: str
    measured: str
    baseline: str
    figure: float
    limit: float | None
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether the figure is within its limit."""
        return self.limit is None or self.figure <= self.limit


def compared(what: str, pair: Pair, baseline: str, limit: float, note: str = "") -> Row:
    """The row of two things measured side by side, by their medians."""
    noise = f"of {pair.rounds} rounds, min to max {pair.ours.span} beside {pair.base.span}"
    note = "\n".join(n for n in (note, noise) if n)
    return Row(what, pair.ours.text, f"{pair.base.text} {baseline}", pair.ratio, limit, note)


_WIDTHS = (54, 10, 58, 7, 6)
HEAD = "".join(
    title.ljust(width)
    for title, width in zip(("what", "figure", "baseline", "ratio", "limit"), _WIDTHS, strict=True)
)


def line(row: Row) -> str:
    """The row as printed, one line."""
    limit = "" if row.limit is None else f"{row.limit:g}"
    verdict = "" if row.limit is None else "ok" if row.holds else "OVER"
    cells = (row.what, row.measured, row.baseline, f"{row.figure:.4g}", limit)
    return "".join(c.ljust(w) for c, w in zip(cells, _WIDTHS, strict=True)) + verdict


def under(row: Row) -> Iterator[str]:
    """The lines under it."""
    return (f"    {text}" for text in row.note.splitlines())
