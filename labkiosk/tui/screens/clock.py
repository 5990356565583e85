"""The lab's clock, set by a person where the machine's own cannot be believed."""

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from labkiosk.lab.lab import Lab
from labkiosk.lab.site import set_clock
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.widgets.field import Field


class SetClock(Command):
    """The typed date and time are right: the laboratory's clock goes on from there."""

    key, name, action = "f9", "Set", "screen.set"


class ClockScreen(KioskScreen):
    """Date and time, typed by a supervisor who has looked at a clock."""

    NAME = "clock"
    HEADING = "Clock"
    PAGE = "signin"
    KEYS: ClassVar[tuple[type[Command], ...]] = (SetClock,)

    def body(self) -> ComposeResult:
        with Vertical(id="signin"):
            yield Static("Look at a clock that is right. Type date and time, then press F9.", markup=False)
            yield Field(placeholder="like 2026-11-22 07:10", limit=16)

    async def action_set(self) -> None:
        """Set the clock."""
        try:
            when = datetime.strptime(self.query_one(Field).value.strip(), "%Y-%m-%d %H:%M").astimezone()
        except ValueError:
            self.refuse("Type date and time like 2026-11-22 07:10.")
            return
        if await self.act(_set, when):
            self.show_title()
            self.say("The clock is set. Esc goes back.")


def _set(lab: Lab, when: datetime) -> bool:
    set_clock(lab, when)
    return True
