"""Rows of text in columns, for screens that are read and not chosen from."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from labkiosk.rules.text import printable
from labkiosk.tui.plain import plain


def table(rows: Iterable[tuple[Sequence[str], str]], *, gap: int = 2) -> list[Content]:
    """Lines with their columns aligned; each row is its cells and a style for the line. No cell is cut."""
    shown = [([printable(cell) for cell in cells], style) for cells, style in rows]
    if not shown:
        return []
    widths = [max(map(cell_len, column)) for column in zip(*(cells for cells, _ in shown), strict=True)]
    return [
        plain(
            (" " * gap).join(set_cell_size(c, w) for c, w in zip(cells, widths, strict=True)).rstrip(), style
        )
        for cells, style in shown
    ]


def heading(text: str) -> Content:
    """A line that begins a part of the text."""
    return plain(text, "bold ansi_bright_white")
