"""Hand-over of a shift: what is not done stands here, and two badges sign for it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from labkiosk.board import people
from labkiosk.facts.errors import Refused
from labkiosk.facts.shift import Signer
from labkiosk.forms.handover import HandoverData, Section
from labkiosk.lab.handover import hand_over, signer, standing
from labkiosk.lab.handover_paper import standing_data
from labkiosk.lab.scan import is_of_a_tube
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import cut, plain
from labkiosk.tui.screens.queue import COUNT_S
from labkiosk.tui.screens.reading import ReadingScreen
from labkiosk.tui.table import heading, table


class HandOver(Command):
    """Both badges stand there: the shift is handed over, and its page prints to be signed."""

    key, name, action = "f9", "Hand over", "screen.hand_over"


class OtherBadges(Command):
    """Forget the badges that were given."""

    key, name, action = "f12", "Other badges", "screen.forget"


class HandoverScreen(ReadingScreen):
    """What the page will say; a badge that is scanned or typed is the outgoing person's, then the incoming's."""

    NAME = "handover"
    HEADING = "Hand-over"
    HINT = "Scan a badge, or type it"
    KEYS: ClassVar[tuple[type[Command], ...]] = (HandOver, OtherBadges)

    def __init__(self) -> None:
        super().__init__()
        self._signers: list[Signer] = []
        self._data: HandoverData | None = None

    def opened(self) -> None:
        super().opened()
        self.set_interval(COUNT_S, self.count)
        self.run_worker(self.count())

    async def count(self) -> None:
        """Read the figures anew."""
        now = self.lab.time().at
        self._data = standing_data(self.lab, await self.desk.look(standing, self.lab, now), now)
        self.refreshed()

    def above(self) -> ComposeResult:
        yield Static("", classes="head", markup=False)

    def refreshed(self) -> None:
        super().refreshed()
        names = [s.name for s in self._signers] + ["scan the badge"] * 2
        words = f" Hands over: {names[0]}   Takes over: {names[1] if self._signers else '-'}"
        self.query_one(".head", Static).update(plain(words, "bold reverse"))

    def text(self) -> Content:
        return Content("\n").join(_lines(self._data)) if self._data else Content("Counting.")

    async def on_scanned(self, text: str) -> None:
        """A badge of somebody here signs; a tube or a paper opens as everywhere."""
        known = people.person(self.lab.conn, text.strip()) is not None
        if not known and (text.startswith("LK:") or is_of_a_tube(self.lab.conn, text)):
            await super().on_scanned(text)
            return
        try:
            self._sign(signer(self.lab.conn, text))
        except Refused as refusal:
            self.refuse(str(refusal))
        self.refreshed()

    def _sign(self, person: Signer) -> None:
        if len(self._signers) == 2:
            raise Refused("Both badges stand there. F9 hands over, F12 forgets them.")
        if person in self._signers:
            raise Refused("That is the same badge: now the person who takes over scans theirs.")
        self._signers.append(person)
        done = len(self._signers) == 2
        self.say("F9 hands over and prints the page." if done else "Now the badge of who takes over.")

    def action_forget(self) -> None:
        """Begin with the first badge."""
        self._signers.clear()
        self.say("Scan the badge of who hands over.")
        self.refreshed()

    async def action_hand_over(self) -> None:
        """Keep it, and print."""
        if len(self._signers) < 2:
            self.refuse("Two badges sign: scan that of who hands over, then that of who takes over.")
            return
        outgoing, incoming = self._signers
        if await self.act(hand_over, outgoing.badge, incoming.badge) is not None:
            self._signers.clear()
            self.say("Handed over; the page prints. Both sign it.")
            await self.count()


def _lines(data: HandoverData) -> list[Content]:
    counts = table([(("Samples", f"{data.day:>7}", f"{'ever':>7}"), "bold"), *_figures(data.counts)])
    benches = table([(("At the benches", "waiting", "overdue"), "bold"), *_figures(data.benches)])
    lines = [line for section in data.sections for line in _section(section)]
    return [*lines, *counts, Content(), *benches]


def _figures(rows: tuple[tuple[str, int, int], ...]) -> list[tuple[tuple[str, ...], str]]:
    return [((name, f"{first:>7}", f"{second:>7}"), "") for name, first, second in rows]


def _section(section: Section) -> list[Content]:
    rows = [
        ((f"{line.priority:<6}", f"{line.last_four:<4}", cut(line.name, 17), cut(line.ward, 12), line.when,
          cut(line.what, 20)), "bold" if line.priority == "STAT" else "")
        for line in section.lines
    ]  # fmt: skip
    more = [Content(f"and {section.more} more")] if section.more else []
    return [heading(f"{section.title}: {section.total}"), *table(rows, gap=1), *more, Content()]
