"""What is at other laboratories, and what should be back by now."""

from collections.abc import Sequence
from typing import ClassVar

from labkiosk.board import sent
from labkiosk.lab.divert import recall
from labkiosk.lab.papers import print_again
from labkiosk.rules.number import last_four
from labkiosk.rules.priority import due_state
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.listing import Choose, ListScreen
from labkiosk.tui.screens.queue import span
from labkiosk.tui.widgets.board_list import Column, Row
from labkiosk.tui.widgets.question import Ask


class HereAfterAll(Command):
    """The marked tests are done here after all; it asks why, and they stand in the queue again."""

    key, name, action = "f9", "Here after all", "screen.recall"


class SlipAgain(Command):
    """Print the slip of the marked line once more; it says COPY."""

    key, name, action = "f11", "Slip", "screen.slip"


class SentScreen(ListScreen):
    """What is expected back first stands first. Enter opens the form for its results."""

    NAME = "sent"
    HEADING = "Sent out"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Choose, HereAfterAll, SlipAgain)
    COLUMNS = (
        Column("Back", 16), Column("Sent", 6), Column("Sample", 12), Column("Patient"), Column("Laboratory"),
        Column("Tests"),
    )  # fmt: skip
    EMPTY = "Nothing is at another laboratory. To send a tube out, scan it, then Ctrl+N."
    HINT = "Scan a slip that came back, or a tube"

    def read(self) -> Sequence[sent.Out]:
        return sent.out(self.lab.conn)

    def row(self, item: sent.Out) -> Row:
        now = self.lab.time().at
        state = due_state(item.due, now, item.back_min)
        back = f"! overdue {span(now - item.due)}" if state == "overdue" else f"in {span(item.due - now)}"
        place = f"{item.place} {item.their_number}".rstrip()
        cells = (
            back,
            f"{self.lab.local(item.at):%d %b}",
            item.number,
            item.name,
            place,
            " ".join(item.tests),
        )
        return Row(cells, {"overdue": "bad", "soon": "warn"}.get(state, ""))

    def key_of(self, item: sent.Out) -> object:
        return (item.sample, item.at, item.place, item.their_number)

    def chosen(self) -> None:
        if (item := self.list.current) is not None:
            self.kiosk.call_later(self.kiosk.open, "results", item.number)

    def action_recall(self) -> None:
        """Ask why, then call the marked tests back."""
        item: sent.Out | None = self.list.current
        if item is None:
            self.refuse("Nothing is marked.")
            return

        async def back(reason: str) -> bool:
            if await self.act(recall, item.number, item.tests, reason) is None:
                return False
            self.say(f"{' '.join(item.tests)} of {last_four(item.number)} stand in the queue again.")
            return True

        question = f"Why are {' '.join(item.tests)} of {last_four(item.number)} done here?"
        self.ask(Ask(question, "Call back"), back)

    async def action_slip(self) -> None:
        """Print the slip again."""
        item: sent.Out | None = self.list.current
        if item is None:
            self.refuse("Nothing is marked.")
        elif await self.act(print_again, "divert", item.sample) is not None:
            self.say("The slip is printing.")
