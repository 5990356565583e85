"""The worklist: what is to be done next, and by when."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from labkiosk.board import queue
from labkiosk.lab.due import Dues
from labkiosk.lab.worklist_paper import print_worklist
from labkiosk.rules.priority import MINUTE, due_state
from labkiosk.rules.words import many
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.listing import MOST, Choose, ListScreen
from labkiosk.tui.widgets.board_list import Column, Row

# Counting reads the whole queue, so it follows at leisure.
COUNT_S = 5.0


class NextBench(Command):
    """The next bench, and after the last one all of them; the screen stays at the bench you choose."""

    key, name, action = "f9", "Next bench", "screen.bench(1)"


class BenchBefore(Command):
    """The bench before."""

    key, name, action = "f11", "Bench before", "screen.bench(-1)"


class PrintWorklist(Command):
    """Print the worklist of this bench: the next 50 tubes, with a box to tick for each."""

    key, name, short, action = "f12", "Print worklist", "Print", "screen.print"


class QueueScreen(ListScreen):
    """The next items of this bench, the most pressing first."""

    NAME = "queue"
    HEADING = "Queue"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Choose, NextBench, BenchBefore, PrintWorklist)
    COLUMNS = (
        Column("Priority", 8), Column("Due", 16), Column("Sample", 12), Column("Patient"), Column("Bench", 6),
        Column("Tests"),
    )  # fmt: skip
    EMPTY = "Nothing to do here. Scan a tube, or press F4 for those that are expected."

    def above(self) -> ComposeResult:
        yield Static("", id="counts", markup=False)

    def read(self) -> Sequence[queue.Item]:
        due = Dues(self.lab).by_hours
        return [due(item) for item in queue.following(self.lab.conn, self.desk.bench, limit=MOST)]

    def opened(self) -> None:
        super().opened()
        self.set_interval(COUNT_S, self.count)
        self.run_worker(self.count())

    async def count(self) -> None:
        """How much waits at this bench, and how much of it is late."""
        found = await self.desk.look(Dues(self.lab).open_work, self.lab.time().at)
        here = [o for o in found if self.desk.bench in (None, o.bench)]
        text = f" {self._bench_name()}: {open_words(here)}"
        self.query_one("#counts", Static).update(plain(text))

    def _bench_name(self) -> str:
        bench = self.desk.bench
        return "All benches" if bench is None else self.lab.catalogue.benches[bench].name

    def row(self, item: queue.Item) -> Row:
        now = self.lab.time().at
        state = due_state(item.due, now, item.target)
        at = f"{self.lab.local(item.due):%d %b %H:%M}"
        if state == "overdue":
            at = f"! overdue {span(now - item.due)}"
        elif state == "soon":
            at = f"+ in {span(item.due - now)}"
        tone = {"overdue": "bad", "soon": "warn"}.get(state, "bold" if item.priority == "stat" else "")
        work = "held" if item.state == "held" else f"W{item.worksheet[-3:]}" if item.worksheet else item.bench
        priority = item.priority.upper() if item.priority == "stat" else item.priority
        return Row(
            (priority, at, item.number, item.name, work, " ".join(filter(None, (item.mark, *item.tests)))),
            tone,
        )

    def key_of(self, item: queue.Item) -> object:
        return (item.sample, item.bench)

    def chosen(self) -> None:
        if (item := self.list.current) is not None:
            self.kiosk.call_later(self.kiosk.open_sample, item.number)

    def action_bench(self, by: int) -> None:
        """Stand at another bench."""
        benches = [None, *self.lab.catalogue.benches]
        self.desk.bench = benches[(benches.index(self.desk.bench) + by) % len(benches)]
        self.refreshed()
        self.run_worker(self.count())
        self.say(f"This screen stands at {self._bench_name()} now. F9 goes on to the next.")

    async def action_print(self) -> None:
        """The worklist of this bench."""
        if self.desk.bench is None:
            self.refuse("A worklist is of one bench: choose it with F9.")
            return
        made = await self.act(print_worklist, self.desk.bench)
        if made is not None:
            self.say(f"Worklist {made.id} of {made.bench} is printing: {many(made.tubes, 'tube')}.")


def open_words(found: Sequence[queue.Open]) -> str:
    """How much waits, how much of it is late, and where that stands."""
    waiting, late = sum(o.waiting for o in found), sum(o.overdue for o in found)
    begun, done = sum(o.begun for o in found), sum(o.unreleased for o in found)
    said = f"{waiting} waiting, {late} overdue"
    if late:
        said += f" ({late - begun} not begun, {begun} under way)" if begun else " (not begun)"
    return f"{said}, {done} late for release" if done else said


def span(ms: int) -> str:
    """A stretch of time in few letters: ``20 min``, ``1:05 h``, ``3 d``."""
    minutes = ms // MINUTE
    if minutes < 60:
        return f"{minutes} min"
    hours = minutes // 60
    return f"{hours}:{minutes % 60:02} h" if hours < 24 else f"{hours // 24} d"
