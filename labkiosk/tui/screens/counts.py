"""The day in numbers that add up."""

from typing import ClassVar, NamedTuple

from textual.content import Content

from labkiosk.board import jobs, queue
from labkiosk.board.counts import Counts, counts
from labkiosk.journal.connection import Connection, snapshot
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.listing import MOST
from labkiosk.tui.screens.queue import COUNT_S, open_work
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


class Found(NamedTuple):
    """Everything that was counted, at one moment."""

    today: Counts
    ever: Counts
    benches: list[queue.Open]
    papers: dict[str, int]


def read(conn: Connection, day: str, now: int) -> Found:
    """Count it all; ``now`` is lab time in ms UTC."""
    with snapshot(conn):
        papers = {s: len(jobs.unfinished(conn, s, limit=MOST)) for s in ("queued", "uncertain", "refused")}
        return Found(counts(conn, day), counts(conn), open_work(conn, now), papers)


class CountsScreen(ReadingScreen):
    """Every sample once, by what became of it, and what waits at each bench."""

    NAME = "counts"
    HEADING = "Counts"
    KEYS: ClassVar[tuple[type[Command], ...]] = ()

    def __init__(self) -> None:
        super().__init__()
        self._found: Found | None = None

    def opened(self) -> None:
        super().opened()
        self.set_interval(COUNT_S, self.count)
        self.run_worker(self.count())

    async def count(self) -> None:
        """Count anew."""
        self._found = await self.desk.look(read, self.lab.today().isoformat(), self.lab.time().at)
        self.refreshed()

    def text(self) -> Content:
        if self._found is None:
            return Content("Counting.")
        day = f"{self.lab.today():%d %b}"
        lines = [heading("What became of the samples"), *_totals(day, self._found.today, self._found.ever)]
        lines += [Content(), heading("At the benches"), *self._benches(self._found.benches)]
        papers = table(((state, f"{n:>7}"), "") for state, n in self._found.papers.items())
        return Content("\n").join([*lines, Content(), heading("Papers"), *papers])

    def _benches(self, benches: list[queue.Open]) -> list[Content]:
        rows: list[tuple[tuple[str, ...], str]] = [(("Bench", "waiting", "overdue"), "bold")]
        for found in benches:
            name = self.lab.catalogue.benches[found.bench].name
            late = "bold ansi_bright_red" if found.overdue else ""
            rows.append(((name, f"{found.waiting:>7}", f"{found.overdue:>7}"), late))
        return table(rows) if benches else [Content("Nothing waits at any bench.")]


def _totals(day: str, *both: Counts) -> list[Content]:
    rows: list[tuple[tuple[str, ...], str]] = [(("", f"{day:>8}", f"{'ever':>8}"), "bold")]
    for name, words in _WORDS.items():
        rows.append(((words, *(f"{getattr(c, name):>8}" for c in both)), ""))
    return table(rows)
