"""Quality control: how each control stands, what was done about one that failed, and the lots in use."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from labkiosk.facts.errors import Refused
from labkiosk.lab.lab import Lab
from labkiosk.lab.qc import ACTIONS, look_back, resolve
from labkiosk.lab.qc_average import Mean, mean_words, means
from labkiosk.lab.qc_chart import point_words
from labkiosk.lab.qc_lots import Goal, close_lot, name_material, open_lot, set_targets
from labkiosk.lab.qc_state import Standing, standings
from labkiosk.lab.qc_vial import refuse_unusable
from labkiosk.rules.number import last_four
from labkiosk.rules.words import many
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.levey import LeveyScreen
from labkiosk.tui.screens.listing import Choose, ToldScreen
from labkiosk.tui.widgets.board_list import Column, Row
from labkiosk.tui.widgets.question import Ask, AskEach

_NAMED = 8
"""Numbers of patients' samples that the lines above the list name."""


class Resolve(Command):
    """Say what was done about the marked failure, and why. For a pathologist or a supervisor."""

    key, name, action = "f9", "Resolve", "screen.resolve"


class Chart(Command):
    """The chart of the marked test on its instrument."""

    key, name, action = "f11", "Chart", "screen.chart"


class NewLot(Command):
    """A new lot is in use: its material, level, number and expiry, then its targets. Its label prints."""

    key, name, action = "f12", "New lot", "screen.new_lot"


class SetTarget(Command):
    """Mean and SD of a test in the marked lot; without both they are still to be found."""

    key, name, action = "ctrl+e", "Target", "screen.target"


class CloseLot(Command):
    """The marked lot is no more in use; it asks why."""

    key, name, action = "ctrl+d", "Close lot", "screen.close_lot"


class QcScreen(ToldScreen):
    """Every control in use: those on which somebody must act first."""

    NAME = "qc"
    HEADING = "Quality control"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Choose, Resolve, Chart, NewLot, SetTarget, CloseLot)
    COLUMNS = (
        Column("Bench", 6), Column("Test", 8), Column("Level", 6), Column("Lot", 10), Column("Value", 8, right=True), Column("State"),
    )  # fmt: skip
    EMPTY = "No control is in use here. F12 takes a lot into use."
    HINT = "Scan a control's vial, or press Enter, and type what it gave"
    DEFAULT_CSS = "QcScreen #told { height: 3; } QcScreen #means { height: 2; padding: 0 1; }"

    def opened(self) -> None:
        super().opened()
        self.say("Scan a control's vial to type what it gave.")

    def above(self) -> ComposeResult:
        yield from super().above()
        yield Static("", id="means", markup=False)

    def refreshed(self) -> None:
        super().refreshed()
        try:
            line = _means_line(means(self.lab, self.desk.bench or ""))
        except Refused as fault:
            line = plain(f"Patients' means: {fault}", "bold ansi_bright_red")
        self.query_one("#means", Static).update(line)

    def read(self) -> Sequence[Standing]:
        return standings(self.lab, self.desk.bench or "")

    def row(self, item: Standing) -> Row:
        level, lot = item.lot.material.level, item.lot.number
        return Row(
            (item.bench, item.test, level, lot, item.last.value if item.last else "", item.said), item.tone
        )

    def told(self, item: Standing) -> Content:
        where = f" on {item.instrument}" if item.instrument else ""
        of, lot = item.target, item.lot
        target = f"mean {of.mean}, SD {of.sd} {of.unit}" if of.mean else "no target"
        said = [
            plain(f"{item.name}{where}: {lot.material.name}, lot {lot.number}, {target}."),
            plain(point_words(item.last) if item.last else "Not run yet."),
        ]
        if item.failed is not None:
            said.append(plain(self._affected(item), "ansi_bright_red"))
        return Content("\n").join(said)

    def _affected(self, item: Standing) -> str:
        """The patients' values that may be as wrong as the control was."""
        assert item.failed is not None
        count, found = look_back(self.lab, self.lab.conn, item.failed)
        if not count:
            return "No value of a patient was recorded since its last good control."
        out = sum(each.version is not None for each in found)
        released = f" ({out} released)" if out else ""
        tails = " ".join(last_four(each.number) for each in found[:_NAMED])
        more = f" and {count - _NAMED} more" if count > _NAMED else ""
        return f"{many(count, 'value')} of patients since its last good control{released}: {tails}{more}."

    def _marked(self) -> Standing | None:
        item: Standing | None = self.list.current
        if item is None:
            self.refuse("No control is marked: F12 takes a lot into use.")
        return item

    def chosen(self) -> None:
        item = self._marked()
        if item is None:
            return
        try:
            refuse_unusable(self.lab, item.lot)
        except Refused as refusal:
            self.refuse(str(refusal))
        else:
            self.kiosk.call_later(self.kiosk.open, "controls", f"{item.lot.id} {item.test}")

    async def action_chart(self) -> None:
        """The chart of the marked test."""
        item = self._marked()
        if item is not None and item.last is None:
            self.refuse(f"{item.test} was not run with this lot yet.")
        elif item is not None:
            await self.kiosk.push_screen(LeveyScreen(item.test, item.instrument))

    def action_resolve(self) -> None:
        """Ask what was done, then resolve."""
        item = self._marked()
        if item is None:
            return
        if item.failed is None:
            self.refuse(f"{item.test}, level {item.lot.material.level}, has no failure to resolve.")
            return
        try:
            self.lab.require("qc_resolve")
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        run, test = item.failed.run, item.test

        async def done(given: tuple[str, ...]) -> bool:
            if await self.act(resolve, run, (test,), *given) is None:
                return False
            self.say(f"{test} is resolved. Run the control again to see that it is good.")
            return True

        text = f"{test} failed: what was done ({', '.join(ACTIONS)}), and why did it fail?"
        self.ask(AskEach(text, "Resolve", ("Done", "Reason")), done)

    def action_new_lot(self) -> None:
        """Ask for the lot, then for its targets."""
        text = "A new lot: which control, and its last good day (like 2027-03-31)?"
        self.ask(AskEach(text, "Use it", ("Material", "Level", "Lot", "Expires")), self._new_lot)

    async def _new_lot(self, given: tuple[str, ...]) -> bool:
        made = await self.act(take_into_use, *given)
        if made is None:
            return False
        self._ask_target(*made)
        return True

    def action_target(self) -> None:
        """Ask for a target of the marked lot."""
        if (item := self._marked()) is not None:
            self._ask_target(item.lot.id, item.lot.number)

    def _ask_target(self, lot: str, number: str) -> None:
        async def kept(given: tuple[str, ...]) -> bool:
            if await self.act(set_targets, lot, [Goal(*given)]) is None:
                return False
            self.say(f"Lot {number}: the target of {given[0].upper()} is kept.")
            self._ask_target(lot, number)
            return True

        text = f"Lot {number}: which test, and by its sheet which mean and SD? Esc when all are typed."
        self.ask(AskEach(text, "Keep it", ("Test", "Mean", "SD", "Unit")), kept)

    def action_close_lot(self) -> None:
        """Ask why, then close the marked lot."""
        item = self._marked()
        if item is None:
            return
        lot, number = item.lot.id, item.lot.number

        async def closed(reason: str) -> bool:
            if await self.act(close_lot, lot, reason) is None:
                return False
            self.say(f"Lot {number} is no more in use.")
            return True

        self.ask(Ask(f"Why is lot {number} no more used?", "Close it"), closed)


def _means_line(found: Sequence[Mean]) -> Content:
    """The patients' means that have moved, or those that are as usual."""
    moved = [mean_words(each) for each in found if each.moved]
    if moved:
        return plain(f"Patients' mean MOVED: {'; '.join(moved)}", "bold ansi_bright_red")
    known = " ".join(each.test for each in found if each.mean)
    return plain(
        f"Patients' means are as usual: {known}." if known else "Patients' means: too few values yet."
    )


def take_into_use(lab: Lab, material: str, level: str, number: str, expires: str) -> tuple[str, str]:
    """A lot of a material that may be new, by id and number. Raises Refused."""
    of = name_material(lab, material, level)
    made = open_lot(lab, of.id, number, expires)
    return made.id, made.number
