"""The desks that have no function key: one letter opens each."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.events import Key

from labkiosk.tui.commands import Command
from labkiosk.tui.screens import DESKS, Entry
from labkiosk.tui.screens.listing import Choose, ListScreen
from labkiosk.tui.widgets.board_list import BoardList, Column, Row


class MoreScreen(ListScreen):
    """No scan box stands here, so a letter is a key; a scan opens its sample as everywhere."""

    NAME = "more"
    HEADING = "More"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Choose,)
    COLUMNS = (Column("Key", 3), Column("Desk", 16), Column("What it is for"))

    def body(self) -> ComposeResult:
        yield BoardList(self.COLUMNS, self.row, self.key_of)

    def read(self) -> Sequence[Entry]:
        return DESKS

    def row(self, item: Entry) -> Row:
        return Row((f" {item.letter}", item.title, item.purpose))

    def chosen(self) -> None:
        self._open(self.list.current)

    def on_key(self, event: Key) -> None:
        """A letter opens its desk; any other key that writes something does nothing."""
        if event.character is not None:
            self._open(next((e for e in DESKS if e.letter == event.character.upper()), None))

    def _open(self, entry: Entry | None) -> None:
        if entry is not None:
            self.kiosk.call_later(self.kiosk.action_go, entry.screen)
