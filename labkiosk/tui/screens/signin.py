"""Who is there: nothing happens before a badge."""

import os
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from labkiosk.tui.commands import Command, Help
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.widgets.scan_box import ScanBox


class Leave(Command):
    """Leave the kiosk. Only where whoever started it set LABKIOSK_LEAVE=1; a kiosk has no way out."""

    key, name, action = "ctrl+x", "Leave", "screen.leave"


class SigninScreen(KioskScreen):
    """Scan or type a badge."""

    NAME = "signin"
    HEADING = "Sign in"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Leave,)

    def footer(self) -> tuple[tuple[type[Command], ...], ...]:
        return ((Help, Leave) if _may_leave() else (Help,),)

    def body(self) -> ComposeResult:
        with Vertical(id="signin"):
            yield Static("", id="site", markup=False)
            yield Static("Scan your badge, or type it and press Enter.", markup=False)
            yield ScanBox("Badge")
            yield Static("", id="examples", markup=False)

    def refreshed(self) -> None:
        desk = self.desk
        self.query_one("#site", Static).update(plain(desk.site))
        told = f"Badges for training: {desk.examples}" if desk.examples else ""
        self.query_one("#examples", Static).update(plain(told))

    async def on_scanned(self, text: str) -> None:
        await self.kiosk.sign_in(text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "leave" or _may_leave()

    def action_leave(self) -> None:
        """End the program."""
        self.app.exit(0)


def _may_leave() -> bool:
    return os.environ.get("LABKIOSK_LEAVE") == "1"
