"""The day in numbers that add up."""

from typing import ClassVar, NamedTuple

from textual.content import Content

from labkiosk.board import jobs, queue
from labkiosk.board.counts import GROUPINGS, By, Counts, counts, grouped, lines
from labkiosk.journal.connection import Connection, snapshot
from labkiosk.lab.counting import named
from labkiosk.lab.due import Dues
from labkiosk.lab.summary_paper import print_summary
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import cut, plain
from labkiosk.tui.screens.listing import MOST
from labkiosk.tui.screens.queue import COUNT_S
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

_HEADS = ("all", "expect", "reject", "cancel", "recvd", "pend", "result", "report", "sent")
_FIELDS = (
    "registered", "expected", "rejected", "cancelled", "received", "pending", "resulted", "reported", "diverted",
)  # fmt: skip


class NextGrouping(Command):
    """The same of each bench, then of each ward, then of each priority, and round again."""

    key, name, action = "f9", "Bench, ward, priority", "screen.group"


class OtherDays(Command):
    """The groups of the samples registered today, or of all."""

    key, name, action = "f11", "Today or ever", "screen.days"


class PrintSummary(Command):
    """Print the summary of today: what became of the samples, by priority and by bench."""

    key, name, short, action = "f12", "Print summary", "Print", "screen.print"


class Turnaround(Command):
    """How long results take: a day's figures by bench, test, ward and priority, against their targets."""

    key, name, action = "enter", "Turnaround", "screen.choose"


class Found(NamedTuple):
    """Everything that was counted, at one moment; ``of_groups`` only where groups are shown."""

    today: Counts
    ever: Counts
    benches: list[queue.Open]
    papers: dict[str, int]
    of_groups: dict[str, Counts]


def read(conn: Connection, dues: Dues, day: str, now: int, by: By | None, *, ever: bool) -> Found:
    """Count it all; ``now`` is lab time in ms UTC, and ``ever`` says that the groups are not those of the day."""
    with snapshot(conn):
        papers = {s: len(jobs.unfinished(conn, s, limit=MOST)) for s in ("queued", "uncertain", "refused")}
        found = {} if by is None else grouped(lines(conn), by, None if ever else day)
        return Found(counts(conn, day), counts(conn), dues.open_work(conn, now), papers, found)


class CountsScreen(ReadingScreen):
    """Every sample once, by what became of it, and what waits at each bench."""

    NAME = "counts"
    HEADING = "Counts"
    KEYS: ClassVar[tuple[type[Command], ...]] = (NextGrouping, OtherDays, PrintSummary, Turnaround)

    def __init__(self) -> None:
        super().__init__()
        self._found: Found | None = None
        self._by: By | None = None
        self._ever = False

    def opened(self) -> None:
        super().opened()
        self.set_interval(COUNT_S, self.count)
        self.run_worker(self.count())

    async def count(self) -> None:
        """Count anew."""
        by, ever = self._by, self._ever
        day, now = self.lab.today().isoformat(), self.lab.time().at
        found = await self.desk.look(read, Dues(self.lab), day, now, by, ever=ever)
        if (by, ever) == (self._by, self._ever):
            self._found = found
            self.refreshed()

    async def action_group(self) -> None:
        """The next grouping, and after the last one none."""
        views: list[By | None] = [None, *GROUPINGS]
        self._by = views[(views.index(self._by) + 1) % len(views)]
        await self.count()

    async def action_days(self) -> None:
        """Today's, or all."""
        if self._by is None:
            self.say("Both stand here. F9 shows each bench, ward or priority.")
            return
        self._ever = not self._ever
        await self.count()

    def chosen(self) -> None:
        self.kiosk.call_later(self.kiosk.open, "turnaround")

    def action_choose(self) -> None:
        """To the figures of a day."""
        self.chosen()

    async def action_print(self) -> None:
        """Today's summary."""
        made = await self.act(print_summary, self.lab.today().isoformat())
        if made is not None:
            self.say(f"Summary {made} of today is printing.")

    def text(self) -> Content:
        if self._found is None:
            return Content("Counting.")
        if self._by is not None:
            return Content("\n").join(self._groups(self._by, self._found.of_groups))
        day = f"{self.lab.today():%d %b}"
        lines = [heading("What became of the samples"), *_totals(day, self._found.today, self._found.ever)]
        lines += [Content(), heading("At the benches"), *self._benches(self._found.benches)]
        papers = table(((state, f"{n:>7}"), "") for state, n in self._found.papers.items())
        return Content("\n").join([*lines, Content(), heading("Papers"), *papers])

    def _groups(self, by: By, found: dict[str, Counts]) -> list[Content]:
        days = "ever" if self._ever else f"registered on {self.lab.today():%d %b}"
        rows: list[tuple[tuple[str, ...], str]] = [(("", *(f"{head:>6}" for head in _HEADS)), "bold")]
        for group in named(self.lab.catalogue, by, found):
            cells = (f"{getattr(group.counts, name):>6}" for name in _FIELDS)
            rows.append(((cut(group.name, 15), *cells), ""))
        both = ["A tube at two benches counts at both."] if by == "bench" else []
        title = [heading(f"Samples of each {by}, {days}"), *map(plain, both), Content()]
        return [*title, *(table(rows, gap=1) if found else [Content("None.")])]

    def _benches(self, benches: list[queue.Open]) -> list[Content]:
        rows: list[tuple[tuple[str, ...], str]] = [
            (("Bench", "waiting", "overdue", "(begun)", "late release"), "bold")
        ]
        for found in benches:
            name = self.lab.catalogue.benches[found.bench].name
            late = "bold ansi_bright_red" if found.overdue or found.unreleased else ""
            numbers = (found.waiting, found.overdue, found.begun, found.unreleased)
            rows.append(((name, *(f"{n:>{w}}" for n, w in zip(numbers, (7, 7, 7, 12), strict=True))), late))
        return table(rows) if benches else [Content("Nothing waits at any bench.")]


def _totals(day: str, *both: Counts) -> list[Content]:
    rows: list[tuple[tuple[str, ...], str]] = [(("", f"{day:>8}", f"{'ever':>8}"), "bold")]
    for name, words in _WORDS.items():
        rows.append(((words, *(f"{getattr(c, name):>8}" for c in both)), ""))
    return table(rows)
