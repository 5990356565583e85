"""A short list that stands under a field: the field keeps the focus, the arrows move a mark."""

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget


class PickList(Widget):
    """Lines of which one may be marked; it shows the window around the mark. Give it at most some dozens."""

    DEFAULT_CSS = "PickList { height: 1fr; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: Sequence[Content] = ()
        self.at: int | None = None

    def show(self, lines: Sequence[Content], at: int | None = 0) -> None:
        """These lines, and where the mark stands; None marks nothing until an arrow is pressed."""
        self._lines = lines
        self.at = None if at is None or not lines else min(at, len(lines) - 1)
        self.refresh()

    def move(self, by: int) -> None:
        """The mark goes up or down, and stops at the ends."""
        if self._lines:
            start = -1 if self.at is None else self.at
            self.at = max(0, min(start + by, len(self._lines) - 1))
            self.refresh()

    def render(self) -> Content:
        """The lines that fit, the marked one in reverse."""
        width, height = self.size
        first = first_shown(self.at or 0, len(self._lines), height)
        shown = self._lines[first : first + height]
        lines = (self._drawn(first + i, line, width) for i, line in enumerate(shown))
        return Content("\n").join(lines)

    def _drawn(self, at: int, line: Content, width: int) -> Content:
        fitted = fit(line, width)
        return fitted.stylize("reverse") if at == self.at else fitted


def first_shown(at: int, count: int, height: int) -> int:
    """The first line of the window of ``height`` that holds line ``at``, in the middle where there is room."""
    return max(0, min(at - height // 2, count - height))


def fit(line: Content, width: int) -> Content:
    """The line in exactly ``width`` cells, cut with an ellipsis or filled with spaces."""
    cut = line.truncate(width, ellipsis=True)
    return cut.pad_right(max(0, width - cut.cell_length))
