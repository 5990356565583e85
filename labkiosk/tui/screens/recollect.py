"""What the wards are to collect: in place of rejected tubes, and what nobody has drawn."""

from collections.abc import Sequence
from typing import ClassVar

from labkiosk.board.recollect import Awaited, awaited
from labkiosk.lab.recollect import print_lists
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.listing import Choose, ListScreen
from labkiosk.tui.screens.queue import span
from labkiosk.tui.widgets.board_list import Column, Row


class PrintLists(Command):
    """Print a list for each ward that is shown."""

    key, name, action = "f9", "Print lists", "screen.print"


class OneWard(Command):
    """Only the ward of the marked line; once more, all of them."""

    key, name, action = "f11", "Ward", "screen.ward"


class NoLonger(Command):
    """The marked tube is no longer wanted: cancel its tests, with a reason."""

    key, name, action = "ctrl+k", "Cancel", "screen.cancel"


class RecollectScreen(ListScreen):
    """Ward by ward and bed by bed, by where the patient is now."""

    NAME = "recollect"
    HEADING = "Recollect"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Choose, PrintLists, OneWard, NoLonger)
    COLUMNS = (
        Column("Ward"), Column("Bed", 5), Column("Patient"), Column("Tube", 18), Column("Why"), Column("Waits", 8),
    )  # fmt: skip
    EMPTY = "Nothing is to be collected again."

    def __init__(self) -> None:
        super().__init__()
        self.ward: str | None = None

    def read(self) -> Sequence[Awaited]:
        return awaited(self.lab.conn, self.lab.time().at, self.ward)

    def row(self, item: Awaited) -> Row:
        why = item.reason or "not collected yet"
        waits = span(self.lab.time().at - item.at)
        cells = (item.ward or "not stated", item.bed, item.name, f"{item.cap}, {item.container}", why, waits)
        return Row(cells, "bold" if item.priority == "stat" else "")

    def chosen(self) -> None:
        if (item := self.list.current) is not None:
            self.kiosk.call_later(self.kiosk.open, "sample", item.number)

    async def action_print(self) -> None:
        """Print the lists of what is shown."""
        printed = await self.act(print_lists, self.ward)
        if printed is not None:
            wards = ", ".join(one.ward or "ward not stated" for one in printed)
            self.say(f"Printing for {wards}.")

    def action_ward(self) -> None:
        """One ward, or all."""
        item: Awaited | None = self.list.current
        self.ward = item.ward if self.ward is None and item is not None else None
        self.refreshed()
        self.say(
            "All wards." if self.ward is None else f"{self.ward or 'Ward not stated'} only. F11 shows all."
        )

    async def action_cancel(self) -> None:
        """To the tests of the marked tube."""
        from labkiosk.tui.screens.intake_cancel import CancelScreen

        item: Awaited | None = self.list.current
        if item is None:
            self.refuse("Nothing is marked.")
        else:
            await self.kiosk.push_screen(CancelScreen(item.number))
