"""The Levey-Jennings chart of a test, with what is to be said of the run that is pointed at."""

from textwrap import wrap
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from labkiosk.facts.errors import Refused
from labkiosk.lab.qc import Reading
from labkiosk.lab.qc_chart import (
    Chart,
    Ran,
    chart,
    columns,
    point_words,
    print_chart,
    resolved_words,
    run_words,
)
from labkiosk.lab.qc_correct import correct_run
from labkiosk.rules.levey import plot
from labkiosk.rules.text import either
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import cut, plain
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.widgets.question import AskEach

_MARKS = "X failed  x resolved  ! warned  | new lot"
_ROWS = 3
"""Lines under the chart, on a screen of 24."""


class Earlier(Command):
    """The run before."""

    key, name, action, repeats = "left", "Earlier", "screen.point(-1)", True


class Later(Command):
    """The run after."""

    key, name, action, repeats = "right", "Later", "screen.point(1)", True


class PrintChart(Command):
    """Print the chart of the latest 30 runs, with every rule that was broken and what was done."""

    key, name, action = "f11", "Print", "screen.print"


class CorrectRun(Command):
    """The run pointed at was typed wrong: which level, what it gave, and why. What was typed first stays known."""

    key, name, action = "f12", "Correct", "screen.correct"


class LeveyScreen(KioskScreen):
    """The latest runs of a test on an instrument, all levels on one chart."""

    NAME = "levey"
    PAGE = "qc"
    HEADING = "QC chart"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Earlier, Later, PrintChart, CorrectRun)
    DEFAULT_CSS = "LeveyScreen #chart { height: 1fr; }"

    def __init__(self, test: str, instrument: str) -> None:
        super().__init__()
        self.test, self.instrument = test, instrument
        self.run = ""
        """The run that is pointed at; empty for the latest, whichever it is."""

    def body(self) -> ComposeResult:
        yield Static("", id="chart", markup=False)

    def refreshed(self) -> None:
        try:
            of = chart(self.lab, self.test, self.instrument)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        self.query_one("#chart", Static).update(self._drawn(of))

    def _at(self, of: Chart) -> int:
        return next((at for at, run in enumerate(of.runs) if run.run == self.run), len(of.runs) - 1)

    def _drawn(self, of: Chart) -> Content:
        at, width = self._at(of), max(40, self.app.size.width)
        signs = "  ".join(f"{level.sign} level {level.name}" for level in of.levels)
        head = f"{of.name} {of.instrument}".rstrip() + f"   {signs}"
        full = f"{head}   {_MARKS}"
        first = plain(full if cell_len(full) <= width else cut(head, width), "bold")
        lines = plot(columns(of), width, at)
        return Content("\n").join([first, *map(plain, lines), *self._said(of, of.runs[at], width)])

    def _said(self, of: Chart, run: Ran, width: int) -> list[Content]:
        """The run pointed at: its values, in fewer words where they take more than a line, and what was done."""
        fresh = [p.level for p in run.points if p.material in run.new_lots]
        new = f"  new lot of level {' '.join(fresh)}" if fresh else ""
        head = f"{self.lab.local(run.at):%d %b %H:%M}{new}  "
        done = next((words for p in run.points if (words := resolved_words(p))), "")
        if any(p.open for p in run.points):
            done = "NOT RESOLVED"
        values = wrap(head + "; ".join(point_words(p) for p in run.points), width)
        if len(values) + bool(done) > _ROWS:
            values = wrap(head + run_words(of, run), width)[:_ROWS]
        lines = [plain(line) for line in values]
        if done and (room := (_ROWS - len(values)) * width):
            lines.append(plain(cut(done, room).rstrip(), "bold"))
        return lines

    def action_point(self, by: int) -> None:
        """Point at another run."""
        of = chart(self.lab, self.test, self.instrument)
        self.run = of.runs[max(0, min(len(of.runs) - 1, self._at(of) + by))].run
        self.refreshed()

    def action_correct(self) -> None:
        """Ask what the run pointed at should have said."""
        of = chart(self.lab, self.test, self.instrument)
        run = of.runs[self._at(of)]
        typed = (run.points[0].level, "", "") if len(run.points) == 1 else ()

        async def right(given: tuple[str, ...]) -> bool:
            level, value, reason = given
            lots = [p.lot for p in run.points if p.level.casefold() == level.strip().casefold()]
            if len(lots) != 1:
                self.refuse(f"Type a level of this run: {either([p.level for p in run.points])}.")
                return False
            made = await self.act(correct_run, run.run, [Reading(lots[0], self.test, value)], reason)
            if made is None:
                return False
            self.say("Corrected. " + "; ".join(point_words(p) for p in made if p.lot == lots[0]))
            return True

        when = f"{self.lab.local(run.at):%d %b %H:%M}"
        text = f"{of.name} of {when}, {run_words(of, run)}: which level is wrong, what did it give?"
        self.ask(AskEach(text, "Correct it", ("Level", "Value", "Reason"), typed), right)

    async def action_print(self) -> None:
        """Print the chart."""
        if await self.act(print_chart, self.test, self.instrument) is not None:
            self.say("The chart will print.")
