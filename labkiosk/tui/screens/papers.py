"""Papers that are not out for certain: look for them, and print again."""

from collections.abc import Sequence
from typing import ClassVar

from labkiosk.board import jobs, orders, patients, racks, samples
from labkiosk.lab.papers import answer, print_again
from labkiosk.rules.number import last_four
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.listing import MOST, ListScreen
from labkiosk.tui.widgets.board_list import Column, Row

_ASKED_FIRST = ("uncertain", "refused", "sending", "queued")
_TONES = {"uncertain": "bad", "refused": "warn"}


class CameOut(Command):
    """The marked paper is there: you have looked, and it is whole."""

    key, name, action = "f9", "It came out", "screen.came_out"


class PrintAgain(Command):
    """The marked paper is not there, or not whole: print it again."""

    key, name, action = "f11", "Print again", "screen.again"


class PapersScreen(ListScreen):
    """Uncertain papers first, then those that could not be drawn, then those still to come."""

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
        found = [p for state in _ASKED_FIRST for p in jobs.unfinished(self.lab.conn, state, limit=MOST)]
        return [p for p in found if p.state != "refused" or self._is_latest(p)]

    def _is_latest(self, refused: jobs.Paper) -> bool:
        """Whether nobody has asked for this paper again since it was refused."""
        same = jobs.of_subject(self.lab.conn, refused.subject, refused.form)
        return not any(p.version == refused.version and p.id > refused.id for p in same)

    def row(self, item: jobs.Paper) -> Row:
        said = item.said or ("waits for the printer" if item.state == "queued" else "")
        at = f"{self.lab.local(item.at):%d %b %H:%M}"
        return Row((item.state, item.form, self._about(item.subject), at, said), _TONES.get(item.state, ""))

    def _about(self, subject: str) -> str:
        """The patient's name, after the last four digits of a sample; of a paper about no patient, its own name."""
        conn = self.lab.conn
        if (rack := racks.rack(conn, subject)) is not None:
            return f"rack {rack.name}"
        sample = samples.sample(conn, subject)
        order = orders.order(conn, sample.order if sample else subject)
        if order is None:
            return subject
        patient = patients.patient(conn, order.patient)
        assert patient is not None
        return f"{last_four(sample.number)} {patient.name}" if sample else patient.name

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
