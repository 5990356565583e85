"""Cultures that are to be read, the next first."""

from collections.abc import Sequence
from typing import ClassVar

from labkiosk.board.cultures import Due
from labkiosk.lab.culture_view import due_readings, found_words
from labkiosk.rules.culture import span
from labkiosk.rules.number import last_four
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.listing import MOST, Choose, ListScreen
from labkiosk.tui.widgets.board_list import Column, Row


class CulturesScreen(ListScreen):
    """Enter opens the marked culture; scanning a tube opens it at its next step."""

    NAME = "cultures"
    PAGE = "culture"
    HEADING = "Cultures to read"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Choose,)
    COLUMNS = (
        Column("Read", 13),
        Column("Tube", 5),
        Column("Test", 8),
        Column("Before", 22),
        Column("Patient"),
    )
    EMPTY = "No culture is to be read."

    def read(self) -> Sequence[Due]:
        return due_readings(self.lab)[:MOST]

    def row(self, item: Due) -> Row:
        now = item.at <= self.lab.time().at
        before = (
            f"{found_words(item.found)}, {span(item.hours)}" if item.hours is not None else "not read yet"
        )
        when = "NOW" if now else f"{self.lab.local(item.at):%d %b %H:%M}"
        return Row((when, last_four(item.number), item.test, before, item.patient))

    def key_of(self, item: Due) -> object:
        return (item.number, item.test)

    def chosen(self) -> None:
        item: Due | None = self.list.current
        if item is not None:
            self.kiosk.call_later(self.kiosk.open, "culture", item.number, item.test)
