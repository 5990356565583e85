"""A screen that is a list with a scan box below it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from labkiosk.tui.commands import Command
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.widgets.board_list import BoardList, Column, Row
from labkiosk.tui.widgets.scan_box import ScanBox

# Nobody scrolls further; what is beyond is found by scanning it.
MOST = 500


class Choose(Command):
    """Open the marked line."""

    key, name, action, scan = "enter", "Open", "screen.choose", "ENTER"


class Up(Command):
    """The line above."""

    key, name, action, shown, scan, repeats = "up", "Up", "screen.move(-1)", False, "UP", True


class Down(Command):
    """The line below."""

    key, name, action, shown, scan, repeats = "down", "Down", "screen.move(1)", False, "DOWN", True


class PageUp(Command):
    """A page up."""

    key, name, action, shown = "pageup", "Page up", "screen.page(-1)", False


class PageDown(Command):
    """A page down."""

    key, name, action, shown = "pagedown", "Page down", "screen.page(1)", False


class ListScreen(KioskScreen):
    """Keys move the cursor in the list while the scan box keeps the focus, so a scan is never lost.

    A subclass gives COLUMNS, ``read``, ``row`` and ``chosen``.
    """

    COLUMNS: ClassVar[tuple[Column, ...]] = ()
    EMPTY: ClassVar[str] = "Nothing here."
    HINT: ClassVar[str] = "Scan, or type a sample number"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Up, Down, PageUp, PageDown)

    def body(self) -> ComposeResult:
        yield from self.above()
        yield BoardList(self.COLUMNS, self.row, self.key_of, self.EMPTY)
        yield ScanBox(self.HINT)

    def above(self) -> ComposeResult:
        """What stands over the list."""
        yield from ()

    @property
    def list(self) -> BoardList:
        """The list itself."""
        return self.query_one(BoardList)

    def read(self) -> Sequence[Any]:
        """The items to show, at most MOST."""
        raise NotImplementedError

    def row(self, item: Any) -> Row:
        """How an item is shown."""
        raise NotImplementedError

    def key_of(self, item: Any) -> object:
        """What tells an item from others; the item's first field unless said otherwise."""
        return item[0]

    def refreshed(self) -> None:
        self.list.show(self.read())

    def action_move(self, by: int) -> None:
        """One line up or down."""
        self.list.move(by)

    def action_page(self, by: int) -> None:
        """One page up or down."""
        self.list.move(by * self.list.height_in_rows)

    def action_choose(self) -> None:
        """Open the marked line."""
        self.chosen()


class ToldScreen(ListScreen):
    """A list whose marked line is said in full above it: a subclass gives ``told``, in two sentences."""

    DEFAULT_CSS = "ToldScreen #told { height: 4; padding: 0 1; text-style: bold; }"

    def above(self) -> ComposeResult:
        yield Static("", id="told", markup=False)

    def told(self, item: Any) -> Content:
        """What is said of an item."""
        raise NotImplementedError

    def refreshed(self) -> None:
        super().refreshed()
        self._tell()

    def action_move(self, by: int) -> None:
        """One line up or down."""
        super().action_move(by)
        self._tell()

    def action_page(self, by: int) -> None:
        """One page up or down."""
        super().action_page(by)
        self._tell()

    def _tell(self) -> None:
        item = self.list.current
        self.query_one("#told", Static).update(Content() if item is None else self.told(item))
