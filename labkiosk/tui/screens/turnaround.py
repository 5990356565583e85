"""How a day went: what passed, and how long its results took against their targets."""

from datetime import date, timedelta
from typing import ClassVar

from textual.content import Content

from labkiosk.lab.day_figures import PARTS, Day, Group, Part
from labkiosk.lab.day_text import SPENT, of_part, passed, times
from labkiosk.lab.summary_paper import print_summary
from labkiosk.lab.turnaround import day_of
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import cut, plain
from labkiosk.tui.screens.queue import COUNT_S
from labkiosk.tui.screens.reading import ReadingScreen
from labkiosk.tui.table import heading, table


class NextPart(Command):
    """The same of each bench, then of each test, ward and priority, and round again."""

    key, name, action = "f9", "Bench, test, ward, priority", "screen.part"


class DayBefore(Command):
    """The day before the one that stands here. Type any other: 2026-11-22, or today."""

    key, name, action = "f11", "Day before", "screen.before"


class PrintDay(Command):
    """Print the summary of the day that stands here."""

    key, name, short, action = "f12", "Print summary", "Print", "screen.print"


class TurnaroundScreen(ReadingScreen):
    """The figures of one day, today's to begin with."""

    NAME = "turnaround"
    HEADING = "Turnaround"
    PAGE = "counts"
    HINT = "Type a day like 2026-11-22, or a test like K"
    KEYS: ClassVar[tuple[type[Command], ...]] = (NextPart, DayBefore, PrintDay)

    def __init__(self) -> None:
        super().__init__()
        self._day: date | None = None
        self._part: Part | None = None
        self._of = ""
        self._found: Day | None = None

    @property
    def day(self) -> date:
        """The day that stands here; today goes on when midnight has passed."""
        return self._day or self.lab.today()

    def opened(self) -> None:
        super().opened()
        self.set_interval(COUNT_S, self.count)
        self.run_worker(self.count())

    async def count(self) -> None:
        """Read the figures anew."""
        day = self.day.isoformat()
        found = await self.desk.look(day_of, self.lab, day)
        if day == self.day.isoformat():
            self._found = found
            self.refreshed()

    def text(self) -> Content:
        if self._found is None:
            return Content("Counting.")
        day = f"{date.fromisoformat(self._found.day):%a %d %b %Y}"
        if self._of:
            return Content("\n").join(self._one(day, self._found.of(self._of)))
        if self._part is None:
            rows = [heading(f"What passed on {day}"), *_table(passed(self._found))]
            spent = times(self._found.total, self._found.stages)
            return Content("\n").join([*rows, Content(), *_table(spent, head=True)])
        rows = [heading(f"What passed on {day}, by {self._part}"), plain(SPENT.capitalize() + "."), Content()]
        shown = [(cut(name, 18), *cells) for name, *cells in of_part(self._found, self._part)]
        return Content("\n").join([*rows, *(_table(shown, head=True, gap=1) or [Content("Nothing passed.")])])

    def _one(self, day: str, found: tuple[Part, Group] | None) -> list[Content]:
        if found is None:
            return [heading(f"What passed on {day}, {self._of}"), Content("Nothing passed.")]
        part, group = found
        return [
            heading(f"What passed on {day}, {part} {group.name}"),
            *_table(times(group, group.stages), head=True),
        ]

    async def on_scanned(self, text: str) -> None:
        """A day is looked at, or one test, bench, priority or ward of it; a tube or a paper opens as everywhere."""
        if self._found is not None and self._found.of(text):
            self._of = text
            self.say("F9 comes back.")
            self.refreshed()
            return
        try:
            day = None if text.casefold() == "today" else date.fromisoformat(text if "-" in text else "")
        except ValueError:
            await super().on_scanned(text)
            return
        if day is not None and day > self.lab.today():
            self.refuse("That day has not been yet.")
            return
        await self._show(day)

    async def action_part(self) -> None:
        """The next grouping, and after the last one none; of one thing, back to what stood before it."""
        parts: list[Part | None] = [None, *PARTS]
        if not self._of:
            self._part = parts[(parts.index(self._part) + 1) % len(parts)]
        self._of = ""
        self.refreshed()

    async def action_before(self) -> None:
        """One day back."""
        await self._show(self.day - timedelta(days=1))

    async def _show(self, day: date | None) -> None:
        self._day, self._found = day, None
        self.say("" if day is None else "Type today to come back to today.")
        self.refreshed()
        await self.count()

    async def action_print(self) -> None:
        """This day's summary."""
        made = await self.act(print_summary, self.day.isoformat())
        if made is not None:
            self.say(f"Summary {made} of {self.day:%d %b} is printing.")


def _table(rows: list[tuple[str, ...]], *, head: bool = False, gap: int = 2) -> list[Content]:
    return table(((cells, "bold" if head and at == 0 else "") for at, cells in enumerate(rows)), gap=gap)
