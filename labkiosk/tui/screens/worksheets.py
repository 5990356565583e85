"""The worksheets on which something is to be done, and a new one."""

from collections.abc import Sequence
from typing import ClassVar

from labkiosk.board import batches, people
from labkiosk.lab.batch import SIZE, make_batch_of
from labkiosk.rules.words import many
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.listing import Choose, ListScreen
from labkiosk.tui.widgets.board_list import Column, Row
from labkiosk.tui.widgets.question import Ask


class NewSheet(Command):
    """A worksheet of the tubes that wait at this bench, next first; it asks how many. It prints."""

    key, name, action = "f9", "New", "screen.new"


class WorksheetsScreen(ListScreen):
    """Enter, or scanning the code on a worksheet, opens it to be filled in."""

    NAME = "worksheets"
    HEADING = "Worksheets"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Choose, NewSheet)
    COLUMNS = (
        Column("Worksheet", 12), Column("Bench"), Column("To do", 12), Column("Made", 12), Column("By"),
    )  # fmt: skip
    EMPTY = "No worksheet is open. F9 makes one of the tubes that wait at this bench."
    HINT = "Scan a worksheet, or a tube"

    def read(self) -> Sequence[batches.Open]:
        bench = self.desk.bench
        return [o for o in batches.open_batches(self.lab.conn) if bench in (None, o.bench)]

    def row(self, item: batches.Open) -> Row:
        bench = self.lab.catalogue.benches.get(item.bench)
        made_by = people.actor_name(self.lab.conn, item.actor, item.at)
        to_do = f"{item.to_do} of {item.tubes}"
        return Row(
            (
                item.id,
                bench.name if bench else item.bench,
                to_do,
                f"{self.lab.local(item.at):%d %b %H:%M}",
                made_by,
            )
        )

    def chosen(self) -> None:
        if (item := self.list.current) is not None:
            self.kiosk.call_later(self.kiosk.open, "worksheet", item.id)

    def action_new(self) -> None:
        """Ask how many, and make it."""

        async def make(asked: str) -> bool:
            made = await self.act(make_batch_of, asked, self.desk.bench)
            if made is None:
                return False
            self.say(f"{made.id} of {many(made.tubes, 'tube')} is printing. Scan its code to fill it in.")
            return True

        at = "" if self.desk.bench else f" The bench too, such as {next(iter(self.lab.catalogue.benches))}."
        question = f"How many tubes? Empty is {SIZE}. A test's code makes it of that test only.{at}"
        self.ask(Ask(question, "Make it"), make)
