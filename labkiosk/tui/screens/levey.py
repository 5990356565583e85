"""The Levey-Jennings chart of a test, with what is to be said of the run that is pointed at."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from labkiosk.facts.errors import Refused
from labkiosk.lab.qc_chart import Chart, Ran, chart, columns, point_words, print_chart, resolved_words
from labkiosk.rules.levey import plot
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.base import KioskScreen

_MARKS = "X failed  x resolved  ! warned  | new lot"


class Earlier(Command):
    """The run before."""

    key, name, action, repeats = "left", "Earlier", "screen.point(-1)", True


class Later(Command):
    """The run after."""

    key, name, action, repeats = "right", "Later", "screen.point(1)", True


class PrintChart(Command):
    """Print the chart of the latest 30 runs, with every rule that was broken and what was done."""

    key, name, action = "f11", "Print", "screen.print"


class LeveyScreen(KioskScreen):
    """The latest runs of a test on an instrument, all levels on one chart."""

    NAME = "levey"
    PAGE = "qc"
    HEADING = "QC chart"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Earlier, Later, PrintChart)
    DEFAULT_CSS = "LeveyScreen #chart { height: 1fr; }"

    def __init__(self, test: str, instrument: str) -> None:
        super().__init__()
        self.test, self.instrument = test, instrument
        self.at: int | None = None

    def body(self) -> ComposeResult:
        yield Static("", id="chart", markup=False)

    def refreshed(self) -> None:
        try:
            of = chart(self.lab, self.test, self.instrument)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        self.query_one("#chart", Static).update(self._drawn(of))

    def _drawn(self, of: Chart) -> Content:
        at = len(of.runs) - 1 if self.at is None else min(self.at, len(of.runs) - 1)
        signs = "  ".join(f"{level.sign} level {level.name}" for level in of.levels)
        head = plain(f"{of.name} {of.instrument}".rstrip() + f"   {signs}   {_MARKS}", "bold")
        lines = plot(columns(of), max(40, self.app.size.width), at)
        return Content("\n").join([head, *map(plain, lines), *self._said(of.runs[at])])

    def _said(self, run: Ran) -> list[Content]:
        """The run pointed at: each level, and what was done."""
        fresh = [p.level for p in run.points if p.material in run.new_lots]
        new = f"  new lot of level {' '.join(fresh)}" if fresh else ""
        done = next((words for p in run.points if (words := resolved_words(p))), "")
        said = "; ".join(point_words(p) for p in run.points)
        head = f"{self.lab.local(run.at):%d %b %H:%M}{new}  {said}"
        waits = "NOT RESOLVED" if any(p.open for p in run.points) else ""
        return [plain(head), *(plain(words, "bold") for words in (done or waits,) if words)]

    def action_point(self, by: int) -> None:
        """Point at another run."""
        last = len(chart(self.lab, self.test, self.instrument).runs) - 1
        self.at = max(0, min(last, (last if self.at is None else self.at) + by))
        self.refreshed()

    async def action_print(self) -> None:
        """Print the chart."""
        if await self.act(print_chart, self.test, self.instrument) is not None:
            self.say("The chart will print.")
