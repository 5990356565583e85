"""A screen to read: text that is longer than the terminal, with a scan box below it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from labkiosk.tui.commands import Command
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.screens.listing import Down, PageDown, PageUp, Up
from labkiosk.tui.widgets.scan_box import ScanBox


class ReadingScreen(KioskScreen):
    """Keys scroll the text while the scan box keeps the focus. A subclass gives ``text``."""

    HINT: ClassVar[str] = "Scan, or type a sample number"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Up, Down, PageUp, PageDown)

    def body(self) -> ComposeResult:
        yield from self.above()
        with VerticalScroll(id="page", can_focus=False):
            yield Static("", id="text", markup=False)
        yield ScanBox(self.HINT)

    def above(self) -> ComposeResult:
        """What stands over the text."""
        yield from ()

    def text(self) -> Content:
        """What is to be read, as it is now."""
        raise NotImplementedError

    def refreshed(self) -> None:
        self.query_one("#text", Static).update(self.text())

    def action_move(self, by: int) -> None:
        """One line up or down."""
        self._page.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """One page up or down."""
        self._page.scroll_relative(y=by * max(1, self._page.size.height - 1), animate=False)

    @property
    def _page(self) -> VerticalScroll:
        return self.query_one("#page", VerticalScroll)
