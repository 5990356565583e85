"""Command barcodes: the sheets that there are, for hands in gloves."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from labkiosk.lab.barcodes import print_sheet
from labkiosk.tui.barcodes import Section, sections
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.listing import Choose, ListScreen
from labkiosk.tui.widgets.board_list import BoardList, Column, Row


class BarcodesScreen(ListScreen):
    """A sheet for each desk, and for the answers of each bench; Enter on a line prints it."""

    NAME = "barcodes"
    HEADING = "Command barcodes"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Choose,)
    COLUMNS = (Column("Sheet", 30), Column("Bars", 4, right=True), Column("Such as"))

    def body(self) -> ComposeResult:
        yield BoardList(self.COLUMNS, self.row, self.key_of)

    def opened(self) -> None:
        super().opened()
        self.say("Enter prints the marked sheet.")

    def read(self) -> Sequence[Section]:
        return sections(self.lab.catalogue)

    def row(self, item: Section) -> Row:
        such_as = ", ".join(bar.words for bar in item.bars)
        return Row((item.title, str(len(item.bars)), such_as))

    def chosen(self) -> None:
        if (item := self.list.current) is not None:
            self.run_worker(self._print(item))

    async def _print(self, item: Section) -> None:
        sheet = await self.act(print_sheet, item.title, item.bars)
        if sheet is not None:
            self.say(f"The sheet {item.title} is printing: {sheet}. Hang it at its desk.")
