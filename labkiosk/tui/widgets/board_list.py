"""A list that draws only the lines one can see, however many there are."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from labkiosk.tui.plain import cut


class Column(NamedTuple):
    """``width`` in cells; those with 0 share what the others leave."""

    title: str
    width: int = 0
    right: bool = False


class Row(NamedTuple):
    """The cells of a line as plain text, and its tone: ``bad``, ``warn``, ``good``, ``dim``, ``bold`` or none.

    A single cell takes the whole line.
    """

    cells: tuple[str, ...]
    tone: str = ""


_TONES = {
    "": Style(),
    "bad": Style(color="bright_red", bold=True),
    "warn": Style(color="bright_yellow"),
    "good": Style(color="bright_green"),
    "dim": Style(color="bright_black"),
    "bold": Style(color="bright_white", bold=True),
}
_HEAD = Style(color="bright_white", bgcolor="blue")
_CURSOR = Style(color="black", bgcolor="white")


class BoardList(Widget):
    """Lines of a table, one of them marked by the cursor. It takes no focus: its screen's keys move the cursor.

    ``draw`` makes the row of an item, and is called for the items in sight alone; ``key`` tells items apart,
    so that the cursor stays on its own while others come and go.
    """

    cursor: reactive[int] = reactive(0)

    def __init__(
        self,
        columns: Sequence[Column],
        draw: Callable[[Any], Row],
        key: Callable[[Any], object],
        empty: str = "Nothing here.",
        *,
        cursor_shown: bool = True,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._cursor_shown = cursor_shown
        self._columns = columns
        self._draw_item = draw
        self._key = key
        self._empty = empty
        self._top = 0
        self._painted: dict[int, tuple[str, Style]] = {}
        self.items: Sequence[Any] = ()

    @property
    def current(self) -> Any | None:
        """The item under the cursor."""
        return self.items[self.cursor] if self.items else None

    @property
    def height_in_rows(self) -> int:
        """How many items are in sight."""
        return max(1, self.size.height - 1)

    @property
    def more_below(self) -> bool:
        """Whether there are items below those in sight."""
        return self._top + self.height_in_rows < len(self.items)

    def page_down(self) -> None:
        """Bring the next items into sight."""
        self.cursor = max(0, min(len(self.items), self._top + 2 * self.height_in_rows) - 1)

    def show(self, items: Sequence[Any]) -> None:
        """Other items; the cursor stays on its item, or else on its line."""
        before = self.current
        self.items = items
        at = min(self.cursor, max(0, len(items) - 1))
        if before is not None:
            wanted = self._key(before)
            at = next((i for i, item in enumerate(items) if self._key(item) == wanted), at)
        self.set_reactive(BoardList.cursor, at)
        self._follow()

    def move(self, by: int) -> None:
        """The cursor goes up or down, and stops at the ends."""
        self.cursor = max(0, min(len(self.items) - 1, self.cursor + by))

    def watch_cursor(self) -> None:
        self._follow()

    def on_resize(self) -> None:
        self._follow()

    def _follow(self) -> None:
        self._top = max(0, min(self._top, self.cursor, len(self.items) - self.height_in_rows))
        self._top = max(self._top, self.cursor - self.height_in_rows + 1)
        # A serial line carries 11 kB a second: a list that is read again at each commit paints what is new on it.
        for y in range(self.size.height):
            if self._painted.get(y) != self._text_at(y):
                self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """One line of the terminal: the head, or an item in sight."""
        text, style = self._painted[y] = self._text_at(y)
        return Strip([Segment(text, self.rich_style + style)], self.size.width)

    def _text_at(self, y: int) -> tuple[str, Style]:
        width = self.size.width
        if y == 0:
            return self._line(tuple(column.title for column in self._columns), width), _HEAD
        index = self._top + y - 1
        if index < len(self.items):
            row = self._draw_item(self.items[index])
            marked = self._cursor_shown and index == self.cursor
            return self._line(row.cells, width), _CURSOR if marked else _TONES[row.tone]
        return cut(self._empty if y == 1 and not self.items else "", width), Style()

    def _line(self, cells: tuple[str, ...], width: int) -> str:
        if len(cells) == 1:
            return cut(cells[0], width)
        fixed = sum(column.width for column in self._columns) + len(self._columns) - 1
        wide = sum(not column.width for column in self._columns)
        rest = max(0, width - fixed)
        shares = iter(rest // wide + (i < rest % wide) for i in range(wide))
        fitted = (
            _fit(cell, column.width or next(shares), column.right)
            for cell, column in zip(cells, self._columns, strict=True)
        )
        return set_cell_size(" ".join(fitted), width)


def _fit(text: str, width: int, right: bool) -> str:
    return text.rjust(width)[:width] if right else cut(text, width)
