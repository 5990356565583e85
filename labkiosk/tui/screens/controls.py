"""A run of controls: what each vial gave, test by test, judged together when it is recorded."""

import re
from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from labkiosk.facts.errors import Refused
from labkiosk.lab.qc import Reading, run_controls
from labkiosk.lab.qc_lots import single
from labkiosk.lab.qc_vial import is_lot, vial_of
from labkiosk.rules.words import many
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.controls_rows import Line, failures, judged, lines_with
from labkiosk.tui.screens.listing import ToldScreen
from labkiosk.tui.widgets.board_list import Column, Row
from labkiosk.tui.widgets.question import Ask
from labkiosk.tui.widgets.scan_box import ScanBox

# Longer than any control's value, and shorter than a sample's number.
_TYPED = re.compile(r"[+-]?[0-9.]{1,8}")


class KeepValue(Command):
    """The value that is typed stands on the marked line, and the next line is marked."""

    key, name, action, shown, scan = "enter", "Keep", "screen.choose", False, "ENTER"


class RecordRun(Command):
    """Record what is typed as one run; the rules judge it at once."""

    key, name, action, scan = "f9", "Record", "screen.record", "RECORD"


class Instrument(Command):
    """On which instrument it is measured, where there is more than one."""

    key, name, action = "f11", "Instrument", "screen.instrument"


class RunComment(Command):
    """A comment on the whole run."""

    key, name, action = "f12", "Comment", "screen.comment"


class EraseValue(Command):
    """What stands in the box is gone; where nothing does, the value of the marked line."""

    key, name, action, scan = "ctrl+y", "Erase", "screen.erase", "CLEAR"


class ControlsScreen(ToldScreen):
    """The controls of a bench, vial by vial: a value is typed into the box, and Enter puts it on the marked line."""

    NAME = "controls"
    PAGE = "qc"
    HEADING = "Run of controls"
    KEYS: ClassVar[tuple[type[Command], ...]] = (RecordRun, Instrument, RunComment, EraseValue, KeepValue)
    COLUMNS = (
        Column("Level", 8), Column("Lot", 12), Column("Test", 8), Column("Target"), Column("Value", 12, right=True),
    )  # fmt: skip
    EMPTY = "This lot controls no test yet: Esc, then Ctrl+E says what it is expected to give."
    HINT = "Type the value and press Enter, or scan the next vial"
    DEFAULT_CSS = "ControlsScreen #told { height: 2; }"

    def __init__(self, begin: str) -> None:
        """``begin`` is a lot's id, and behind it the test to begin with."""
        super().__init__()
        self._lot, _, self._test = begin.partition(" ")
        self._where = self._said = ""

    def opened(self) -> None:
        super().opened()
        self._turn(self._lot, self._test)

    @property
    def _typed(self) -> dict[tuple[str, str], str]:
        """The values of the lines, by lot and test; kept when the screen is left before they are recorded."""
        return self.desk.half_run

    def read(self) -> Sequence[Line]:
        return lines_with(self.lab, self._lot)

    def row(self, item: Line) -> Row:
        of = item.target
        target = f"{of.mean} +- {of.sd} {of.unit}" if of.mean else f"to be found, {of.unit}"
        typed = self._typed.get(item.key, "")
        return Row(
            (item.lot.material.level, item.lot.number, item.target.test, target, typed),
            "bold" if typed else "",
        )

    def told(self, item: Line) -> Content:
        first = f"{item.lot.material.name}, level {item.lot.material.level}: {item.name}"
        run = "   ".join(part for part in (self._where and f"on {self._where}", self._said) if part)
        return Content("\n").join([plain(first), plain(run)])

    def _turn(self, lot: str, test: str = "") -> None:
        """The cursor goes to the first line of a lot without a value, or to its line of that test."""
        mine = [at for at, line in enumerate(self.list.items) if line.key[0] == lot]
        wanted = [at for at in mine if self.list.items[at].key[1] == test]
        free = [at for at in mine if self.list.items[at].key not in self._typed]
        if found := wanted or free or mine:
            self.list.move(found[0] - self.list.cursor)
        self._tell()

    async def on_scanned(self, text: str) -> None:
        """A vial's lot is turned to; a number is the value of the marked line."""
        if is_lot(text):
            try:
                lot = vial_of(self.lab, text)
            except Refused as refusal:
                self.refuse(str(refusal))
                return
            if not any(line.lot.id == lot.id for line in self.list.items):
                self._lot = lot.id
                self.refreshed()
            self._turn(lot.id)
            self.say(f"Level {lot.material.level}: type what it gave.")
        elif _TYPED.fullmatch(text):
            self._take(text)
        else:
            await super().on_scanned(text)

    def _take(self, text: str) -> None:
        item: Line | None = self.list.current
        if item is None:
            self.refuse("No line is marked.")
            return
        try:
            single(text, item.target.test)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        self._typed[item.key] = text
        self.action_move(1)
        self.refreshed()
        self.say(f"{item.target.test} {text}. F9 records the run.")

    def on_sign(self, sign: str) -> None:
        """A sign of the value, as if it were typed."""
        self._box.value += sign

    @property
    def _box(self) -> ScanBox:
        return self.query_one(ScanBox)

    def chosen(self) -> None:
        if text := self._box.value.strip():
            self._box.value = ""
            self._take(text)
        else:
            self.action_move(1)

    def action_erase(self) -> None:
        """Take away what stands in the box; where nothing does, the value of the marked line."""
        if self._box.value:
            self._box.value = ""
            return
        item: Line | None = self.list.current
        if item is not None and self._typed.pop(item.key, ""):
            self.refreshed()

    async def action_record(self) -> None:
        """Record the run."""
        if self._box.value.strip():
            self.refuse(f"{self._box.value} is half typed: press Enter to keep it, or erase it.")
            return
        here = [line.key for line in self.list.items if line.key in self._typed]
        given = [Reading(lot, test, self._typed[lot, test]) for lot, test in here]
        points = await self.act(run_controls, given, instrument=self._where, comment=self._said)
        if points is None:
            return
        for key in here:
            self._typed.pop(key, None)
        self._said = ""
        self.refreshed()
        failed = [p for p in points if p.failed]
        if failed:
            self.refuse(" ".join(failures(self.lab, failed)))
        else:
            self.say(f"{many(len(points), 'value')} recorded, {judged(points)}. Esc goes back.")

    def action_instrument(self) -> None:
        """Ask for the instrument."""

        async def on(name: str) -> bool:
            self._where = name.strip()
            self._tell()
            return True

        self.ask(Ask("On which instrument?", "That one", self._where), on)

    def action_comment(self) -> None:
        """Ask for a comment."""

        async def said(text: str) -> bool:
            self._said = text.strip()
            self._tell()
            return True

        self.ask(Ask("What is to be said of this run?", "Keep it", self._said), said)
