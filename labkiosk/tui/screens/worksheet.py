"""A worksheet filled in one go: every tube of a batch on one grid."""

from itertools import groupby
from typing import ClassVar

from labkiosk.facts.errors import Refused
from labkiosk.lab.batch import close_batch, print_worksheet, still_to_do, take_out
from labkiosk.lab.drafts import keep_draft
from labkiosk.lab.results import Answer, record
from labkiosk.rules.number import last_four
from labkiosk.rules.words import many
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.results_entry import Comment, EntryScreen, NextUnit, Record, still_needed
from labkiosk.tui.screens.results_form import Form
from labkiosk.tui.screens.results_grid import ResultGrid
from labkiosk.tui.screens.results_line import Line
from labkiosk.tui.screens.typed import TYPING
from labkiosk.tui.screens.worksheet_grid import WorksheetGrid
from labkiosk.tui.screens.worksheet_load import load
from labkiosk.tui.widgets.banner import Whose
from labkiosk.tui.widgets.question import Ask


class TakeOut(Command):
    """The tube being typed goes back to the queue; it asks why."""

    key, name, action = "ctrl+r", "Take out", "screen.take_out"


class CloseSheet(Command):
    """All that is not done goes back to the queue; it asks why."""

    key, name, action = "ctrl+k", "Close", "screen.close"


class SheetAgain(Command):
    """Print the worksheet once more; it says COPY."""

    key, name, action = "ctrl+p", "Print", "screen.print"


class WorksheetScreen(EntryScreen):
    """Tubes by their positions, a column for each test. Every rule of the results form holds here too."""

    NAME = "worksheet"
    PAGE = "worksheets"
    HEADING = "Worksheet"
    KEYS: ClassVar[tuple[type[Command], ...]] = (
        Record,
        NextUnit,
        Comment,
        TakeOut,
        CloseSheet,
        SheetAgain,
        *TYPING,
    )

    def __init__(self, sheet: str) -> None:
        super().__init__()
        self.sheet = sheet

    def make_form(self, typed: dict[str, str]) -> Form:
        loaded = load(self.lab, self.sheet)
        self._whose = loaded.whose
        return Form(loaded.lines, loaded.drafts | typed)

    def whose(self) -> Whose:
        return self._whose[self.form.line.number]

    def grid(self) -> ResultGrid:
        names = {number: whose.name for number, whose in self._whose.items()}
        return WorksheetGrid(self.form, names, self.refuse, self.typed)

    async def keep(self, drafts: dict[str, str]) -> None:
        by_tube: dict[str, dict[str, str]] = {}
        for key, text in drafts.items():
            number, _, code = key.partition(" ")
            by_tube.setdefault(number, {})[code] = text
        for number, values in by_tube.items():
            await self.desk.act(keep_draft, number, values)

    def becomes(self, now: Form) -> None:
        """Where a tube was taken out, what is typed for the others stays as drafts."""
        if [line.key for line in now.lines] == [line.key for line in self.form.lines]:
            super().becomes(now)
            return
        self.form = now
        self.query_one(ResultGrid).show(now)

    async def record(self) -> list[Answer]:
        """Each tube's values by themselves: one that is refused holds up no other."""
        answers: list[Answer] = []
        refused: list[str] = []
        complete = sorted(self.form.complete(), key=_position)
        for position, lines in groupby(complete, key=_position):
            given = list(lines)
            try:
                answers += await self.desk.act(record, given[0].number, [line.given() for line in given])
            except Refused as refusal:
                refused.append(f"{position}: {refusal}")
        self.refreshed()
        tubes = len({answer.sample for answer in answers})
        said = [f"{len(answers)} recorded on {many(tubes, 'tube')}.", *still_needed(answers)]
        if refused:
            self.refuse(" ".join([*refused, *said]))
        elif still_to_do(self.lab.conn, self.sheet):
            self.say(" ".join(said))
        else:
            self.say(" ".join([*said, "The worksheet is done."]))
        return answers

    def action_take_out(self) -> None:
        """Ask why, then take the tube out."""
        number = self.form.line.number

        async def out(reason: str) -> bool:
            await self.leaving()
            if await self.act(take_out, self.sheet, number, reason) is None:
                return False
            self.say(f"{last_four(number)} is in the queue again.")
            return True

        self.ask(Ask(f"Why is {last_four(number)} taken out?", "Take out"), out)

    def action_close(self) -> None:
        """Ask why, then close it."""

        async def close(reason: str) -> bool:
            await self.leaving()
            if await self.act(close_batch, self.sheet, reason) is None:
                return False
            await self.kiosk.action_back()
            self.kiosk.say(f"{self.sheet} is closed. What is not done waits in the queue.")
            return True

        self.ask(Ask("Why is this worksheet closed before it is done?", "Close"), close)

    async def action_print(self) -> None:
        """Print it again."""
        if await self.act(print_worksheet, self.sheet) is not None:
            self.say("The worksheet is printing.")


def _position(line: Line) -> int:
    return line.position
