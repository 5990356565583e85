"""A patient's results over time: tests as rows, dates as columns, the newest first."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from labkiosk.facts.errors import Refused
from labkiosk.lab.cumulative import Cell, Cumulative, cumulative, patient_in
from labkiosk.lab.cumulative_paper import print_cumulative
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import cut, plain
from labkiosk.tui.screens.patient_words import age_of
from labkiosk.tui.screens.reading import ReadingScreen
from labkiosk.tui.table import heading

# In cells: a test's name, its unit and a value; the widest screen shows more dates.
_NAME, _UNIT, _VALUE = 16, 8, 13


class Older(Command):
    """Older dates, as many as the screen is wide."""

    key, name, action = "f9", "Older", "screen.dates(1)"


class Newer(Command):
    """Back to newer dates."""

    key, name, action = "f11", "Newer", "screen.dates(-1)"


class PrintCumulative(Command):
    """Print it, the newest 24 dates; sensitive results never stand on it."""

    key, name, action = "f12", "Print", "screen.print"


class Past(Command):
    """The results of this patient over time, side by side."""

    key, name, short, action = "f9", "Results over time", "Over time", "screen.past"


class CumulativeScreen(ReadingScreen):
    """Whoever's tube, card or name comes is shown; a name or mobile that several have is looked for with F6."""

    NAME = "cumulative"
    HEADING = "Cumulative"
    HINT = "Scan a tube or a card, or type a name or number"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Older, Newer, PrintCumulative)

    def __init__(self, patient: str = "") -> None:
        super().__init__()
        self._patient = patient
        self._found: Cumulative | None = None
        self._first = 0

    def above(self) -> ComposeResult:
        yield Static("", classes="head", markup=False)

    def refreshed(self) -> None:
        if self._patient:
            self._found = cumulative(self.lab, self._patient)
        super().refreshed()
        self.query_one(".head", Static).update(plain(self._whose(), "bold reverse"))

    def _whose(self) -> str:
        if self._found is None:
            return " Whose results?"
        whose = self._found.patient
        return f" {whose.name}, {age_of(whose, self.lab.today())} {whose.sex}, {whose.id}"

    async def on_scanned(self, text: str) -> None:
        """A tube, a card, a name or a number: that patient's results stand here."""
        try:
            self._patient = patient_in(self.lab, text).id
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        self._first = 0
        self.say("")
        self.refreshed()

    @property
    def _side(self) -> int:
        return max(1, (self.app.size.width - _NAME - _UNIT - 4) // _VALUE)

    def action_dates(self, by: int) -> None:
        """Other dates."""
        there = len(self._found.columns) if self._found else 0
        first = self._first + by * self._side
        if 0 <= first < there:
            self._first = first
            self.refreshed()
        else:
            self.say("These are the newest." if by < 0 else "There are no older ones.")

    async def action_print(self) -> None:
        """The paper."""
        if not self._patient:
            self.refuse("Scan a tube or a card first.")
            return
        made = await self.act(print_cumulative, self._patient)
        if made is not None:
            self.say(f"Cumulative report {made} is printing. It takes no report's place.")

    def text(self) -> Content:
        found = self._found
        if found is None:
            return Content("Scan a tube or a card of the patient, or type a name or number and press Enter.")
        if not found.columns:
            return Content(
                "Nothing was released that you may see." if found.left_out else "Nothing was released."
            )
        shown = slice(self._first, self._first + self._side)
        days = [f"{self.lab.local(column.at):%d %b %y}" for column in found.columns[shown]]
        times = [f"{self.lab.local(column.at):%H:%M}" for column in found.columns[shown]]
        lines = [_line("", "", days, "bold"), _line("", "", times, "bold")]
        section = ""
        for line in found.lines:
            cells = line.cells[shown]
            if not any(cells):
                continue
            if line.section != section:
                section = line.section
                lines.append(heading(section))
            lines.append(_line(line.name, line.unit, [c.text if c else "" for c in cells], _tone(cells[0])))
        first, last = self._first + 1, min(self._first + self._side, len(found.columns))
        foot = (
            f"Dates {first} to {last} of {len(found.columns)}. * amended since its first report, ~ not final."
        )
        lines += [Content(), plain(foot)]
        if found.left_out:
            lines.append(plain("There is more, which only who releases may see."))
        return Content("\n").join(lines)


def _line(name: str, unit: str, cells: list[str], style: str) -> Content:
    shown = [cut(name, _NAME), cut(unit, _UNIT), *(cut(cell, _VALUE - 1) for cell in cells)]
    return plain(" ".join(shown).rstrip(), style)


def _tone(newest: Cell | None) -> str:
    flag = newest.flag if newest else ""
    return "bold ansi_bright_red" if flag in ("LL", "HH", "AA") else "bold" if flag else ""
