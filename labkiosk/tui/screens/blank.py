"""Blank papers: tube labels with numbers that wait for an order, and request forms to fill by hand."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult

from labkiosk.lab.blank import MOST, blank_forms, blank_labels
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.listing import Choose, ListScreen
from labkiosk.tui.widgets.board_list import BoardList, Column, Row
from labkiosk.tui.widgets.question import Ask


class Paper(NamedTuple):
    """What can be printed; ``form`` is the code of a colour form, empty for labels."""

    form: str
    name: str


class BlankScreen(ListScreen):
    """Enter on a line asks how many are to print."""

    NAME = "blank"
    HEADING = "Blank papers"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Choose,)
    COLUMNS = (Column("Paper"),)

    def body(self) -> ComposeResult:
        yield BoardList(self.COLUMNS, self.row, self.key_of)

    def opened(self) -> None:
        super().opened()
        self.say("Enter prints the marked one: it asks how many.")

    def read(self) -> Sequence[Paper]:
        forms = self.lab.catalogue.presets.values()
        return [Paper("", "Tube labels, numbered ahead"), *(Paper(f.code, f.name) for f in forms)]

    def row(self, item: Paper) -> Row:
        return Row((item.name,))

    def chosen(self) -> None:
        item: Paper | None = self.list.current
        if item is None:
            return

        async def print_them(count: str) -> bool:
            return await self._print(item, count.strip())

        self.ask(Ask(f"{item.name}: how many? At most {MOST}.", "Print"), print_them)

    async def _print(self, item: Paper, count: str) -> bool:
        if not (count.isascii() and count.isdigit() and len(count) < 5):
            self.refuse(f"Type a number from 1 to {MOST}.")
            return False
        if item.form:
            done = await self.act(blank_forms, item.form, int(count))
        else:
            done = await self.act(blank_labels, int(count))
        if done is None:
            return False
        self.say(f"{len(done)} are printing, from {done[0]} to {done[-1]}. F8 shows what did not come out.")
        return True
