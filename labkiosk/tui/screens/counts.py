"""The day in numbers that add up."""

from typing import ClassVar

from textual.content import Content

from labkiosk.board import jobs, queue
from labkiosk.board.counts import Counts, counts
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.reading import ReadingScreen
from labkiosk.tui.table import heading, table

_WORDS = {
    "registered": "Samples registered",
    "expected": "  expected, not yet here",
    "rejected": "  rejected",
    "cancelled": "  cancelled",
    "received": "  received",
    "pending": "    pending at the bench",
    "resulted": "    resulted, to be released",
    "reported": "    reported",
    "diverted": "    sent elsewhere",
}


class CountsScreen(ReadingScreen):
    """Every sample once, by what became of it, and what waits at each bench."""

    NAME = "counts"
    HEADING = "Counts"
    KEYS: ClassVar[tuple[type[Command], ...]] = ()

    def text(self) -> Content:
        day = self.lab.today()
        both = (counts(self.lab.conn, day.isoformat()), counts(self.lab.conn))
        lines = [heading("What became of the samples"), *_totals(f"{day:%d %b}", both)]
        lines += [Content(), heading("At the benches"), *self._benches()]
        lines += [Content(), heading("Papers"), *self._papers()]
        return Content("\n").join(lines)

    def _benches(self) -> list[Content]:
        rows: list[tuple[tuple[str, ...], str]] = [(("Bench", "waiting", "overdue"), "bold")]
        for found in queue.benches(self.lab.conn, self.lab.time().at):
            name = self.lab.catalogue.benches[found.bench].name
            late = "bold ansi_bright_red" if found.overdue else ""
            rows.append(((name, f"{found.waiting:>7}", f"{found.overdue:>7}"), late))
        return table(rows) if len(rows) > 1 else [Content("Nothing waits at any bench.")]

    def _papers(self) -> list[Content]:
        found = {
            s: len(jobs.unfinished(self.lab.conn, s, limit=1000)) for s in ("queued", "uncertain", "refused")
        }
        return table(((state, f"{number:>7}"), "") for state, number in found.items())


def _totals(day: str, both: tuple[Counts, Counts]) -> list[Content]:
    rows: list[tuple[tuple[str, ...], str]] = [(("", f"{day:>8}", f"{'ever':>8}"), "bold")]
    for name, words in _WORDS.items():
        rows.append(((words, *(f"{getattr(c, name):>8}" for c in both)), ""))
    return table(rows)
