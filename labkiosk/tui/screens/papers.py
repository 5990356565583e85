"""Papers that are not out for certain: look for them, and print again."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from labkiosk.board import jobs
from labkiosk.lab.open_papers import about, open_papers
from labkiosk.lab.papers import answer, called, print_again
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.listing import MOST, ToldScreen
from labkiosk.tui.widgets.board_list import Column, Row

_TONES = {"uncertain": "bad", "refused": "warn"}


class CameOut(Command):
    """The marked paper is there: you have looked, and it is whole."""

    key, name, action, scan = "f9", "It came out", "screen.came_out", "CAME"


class PrintAgain(Command):
    """The marked paper is not there, or not whole: print it again."""

    key, name, action, scan = "f11", "Print again", "screen.again", "AGAIN"


class PapersScreen(ToldScreen):
    """Uncertain papers first, then those that could not be drawn, then those still to come; the lines above the list say
    what is known of the marked one."""

    NAME = "papers"
    HEADING = "Papers"
    KEYS: ClassVar[tuple[type[Command], ...]] = (CameOut, PrintAgain)
    COLUMNS = (
        Column("State", 9),
        Column("Paper", 9),
        Column("For", 24),
        Column("Asked", 12),
        Column("What is known"),
    )
    EMPTY = "Every paper is out. For a copy scan the tube: F11 its label, F12 the report."

    def read(self) -> Sequence[jobs.Paper]:
        return open_papers(self.lab.conn, limit=MOST)

    def told(self, item: jobs.Paper) -> Content:
        what = called(item.form)
        head = f"{what[:1].upper()}{what[1:]}, {about(self.lab.conn, item.subject)}: {item.state}."
        return plain(head) + Content("\n") + plain(_said(item))

    def row(self, item: jobs.Paper) -> Row:
        at = f"{self.lab.local(item.at):%d %b %H:%M}"
        return Row(
            (item.state, item.form, about(self.lab.conn, item.subject), at, _said(item)),
            _TONES.get(item.state, ""),
        )

    async def action_came_out(self) -> None:
        """The person saw it."""
        await self._answer(came_out=True)

    async def action_again(self) -> None:
        """The person did not find it, or it could not be drawn."""
        item: jobs.Paper | None = self.list.current
        if item is not None and item.state == "refused":
            reason = item.reason or "could not be drawn"
            if await self.act(print_again, item.form, item.subject, reason) is not None:
                self.say("It is printing again.")
            return
        await self._answer(came_out=False)

    async def _answer(self, *, came_out: bool) -> None:
        item: jobs.Paper | None = self.list.current
        if item is None or item.state != "uncertain":
            self.refuse("Mark an uncertain paper first: only that is asked about.")
            return
        printed = await self.act(answer, item.id, came_out=came_out)
        if printed is not None:
            self.say("It is printing again. Look for it, and throw the other one away if you find it.")


def _said(item: jobs.Paper) -> str:
    return item.said or ("waits for the printer" if item.state == "queued" else "")
