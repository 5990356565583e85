"""Reports that are out and not delivered: a sheet for a ward, its stub when it comes back, the window."""

from collections.abc import Sequence
from typing import ClassVar

from labkiosk.board.deliveries import Undelivered
from labkiosk.board.holders import Holder, to_tell
from labkiosk.facts.delivery import Delivered
from labkiosk.forms.report import report_code
from labkiosk.lab.amend import tell_holder
from labkiosk.lab.deliver import (
    NOWHERE,
    handed,
    is_late,
    is_stub,
    make_sheet,
    needs_name,
    returned,
    undelivered,
)
from labkiosk.rules.words import many
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.deliveries_rows import holder_row, since
from labkiosk.tui.screens.listing import MOST, ListScreen
from labkiosk.tui.widgets.board_list import Column, Row
from labkiosk.tui.widgets.question import Ask


class MakeSheet(Command):
    """Make and print a sheet for the ward of the marked line, with all its reports that are on paper."""

    key, name, action = "f9", "Ward sheet", "screen.sheet(False)"


class HandOver(Command):
    """Somebody takes the marked patient's reports at the window: ask who, by name or badge."""

    key, name, action = "f11", "Handed over", "screen.handed"


class SheetAgain(Command):
    """A new sheet for this ward, with the reports whose sheet has not come back."""

    key, name, action = "f12", "Sheet again", "screen.sheet(True)"


class Told(Command):
    """Whoever had the earlier report of a line marked TELL was told: ask whom you told."""

    key, name, action = "ctrl+e", "Told", "screen.told"


class OpenOrder(Command):
    """The whole order of the marked report."""

    key, name, action = "enter", "Order", "screen.choose"


class DeliveriesScreen(ListScreen):
    """Who has a report that was amended since and is not told stands first; then STAT reports, those late marked by
    word and sign; then ward by ward, the oldest first.

    Scanning a sheet's stub here or anywhere takes its reports off the list.
    """

    NAME = "deliveries"
    HEADING = "Deliveries"
    KEYS: ClassVar[tuple[type[Command], ...]] = (MakeSheet, HandOver, SheetAgain, Told, OpenOrder)
    COLUMNS = (
        Column("", 7),
        Column("Priority", 8),
        Column("Ward", 12),
        Column("Patient"),
        Column("Report", 9),
        Column("Since", 8),
        Column("Where", 12),
    )
    EMPTY = "Every report is delivered."
    HINT = "Scan the stub of a sheet, or a report"

    def read(self) -> Sequence[Undelivered | Holder]:
        return [*to_tell(self.lab.conn, limit=MOST), *undelivered(self.lab, limit=MOST)]

    def key_of(self, item: Undelivered | Holder) -> object:
        return item[:3] if isinstance(item, Holder) else (item.order, item.form)

    def row(self, item: Undelivered | Holder) -> Row:
        if isinstance(item, Holder):
            return holder_row(self.lab, item)
        now = self.lab.time().at
        late = is_late(self.lab, item, now)
        stat = item.priority == "stat"
        form = "SEALED" if item.form == "sealed" else "report"
        where = item.sheet or {"out": "here", "none": "not printed"}.get(item.paper, item.paper)
        priority = item.priority.upper() if stat else item.priority
        tone = "bad" if stat and late else "bold" if stat else ""
        cells = (
            "!! LATE" if late else "",
            priority,
            item.ward or NOWHERE,
            item.name,
            f"{form} {item.version}",
            since(now - item.at),
            where,
        )
        return Row(cells, tone)

    async def on_scanned(self, text: str) -> None:
        """A stub takes its sheet off the list, a report is marked; anything else does what it does everywhere."""
        if is_stub(text):
            await self._came_back(text)
        elif not self._go_to(text):
            await super().on_scanned(text)

    async def _came_back(self, stub: str) -> None:
        if not needs_name(self.lab, stub):
            self._tell(await self.act(returned, stub))
            return

        async def with_name(name: str) -> bool:
            return self._tell(await self.act(returned, stub, name))

        self.ask(Ask("A sealed report was among them. Who took it, by name?", "Delivered"), with_name)

    def _go_to(self, text: str) -> bool:
        for at, item in enumerate(self.list.items):
            if isinstance(item, Undelivered) and text == report_code(
                item.order, item.version, sealed=item.form == "sealed"
            ):
                self.list.cursor = at
                return True
        return False

    def _report(self) -> Undelivered | None:
        """The report of the marked line; None, with a word, where there is none."""
        item: Undelivered | Holder | None = self.list.current
        if isinstance(item, Holder):
            self.refuse("That line is somebody to be told: Ctrl+E says that you did.")
            return None
        if item is None:
            self.refuse(self.EMPTY)
        return item

    def action_told(self) -> None:
        """Ask who was told."""
        item: Undelivered | Holder | None = self.list.current
        if not isinstance(item, Holder):
            self.refuse("Nobody is to be told of that line: it is a report on its way.")
            return

        async def by_name(name: str) -> bool:
            if await self.act(tell_holder, item.order, item.version, item.n + 1, name) is None:
                return False
            self.say(f"{name.strip()} was told of report {item.version}.")
            return True

        text = f"Report {item.version} replaces version {item.had}, which {item.who} has. Whom did you tell, by name?"
        self.ask(Ask(text, "Told"), by_name)

    async def action_sheet(self, again: bool) -> None:
        """A sheet for the ward of the marked line."""
        if (item := self._report()) is None:
            return
        made = await self.act(make_sheet, item.ward or NOWHERE, again=again)
        if made is not None:
            self.say(
                f"Sheet {made.sheet} for {made.ward or NOWHERE} is printing, with"
                f" {many(len(made.reports), 'report')}. Scan its stub when it comes back."
            )

    def action_handed(self) -> None:
        """Ask who takes it."""
        if (item := self._report()) is None:
            return

        async def to(name: str) -> bool:
            return self._tell(await self.act(handed, item.order, name))

        self.ask(Ask(f"Who takes the reports of {item.name}, by name or badge?", "Handed over"), to)

    def _tell(self, done: Delivered | None) -> bool:
        if done is None:
            return False
        by = f" Taken by {done.taken_by}." if done.taken_by else " Keep the stub: its signature is the proof."
        self.say(f"{many(len(done.reports), 'report')} delivered.{by}")
        return True

    def chosen(self) -> None:
        if (item := self.list.current) is not None:
            self.kiosk.call_later(self.kiosk.open, "order", item.order)
