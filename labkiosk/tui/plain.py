"""Text that came from people, made safe to draw: never markup, never a byte that steers a terminal."""

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from labkiosk.rules.text import printable


def plain(text: str, style: str = "") -> Content:
    """``text`` as it stands, in one style; refused characters are shown as ``\\x1b``."""
    return Content.styled(printable(text), style) if style else Content(printable(text))


def beside(*parts: tuple[str, str]) -> Content:
    """Pieces of text one after the other, each with its style."""
    return Content.assemble(*(plain(text, style) for text, style in parts))


def cut(text: str, width: int) -> str:
    """The text in exactly ``width`` cells; one that was cut ends in ``>``, or it could pass for a shorter one."""
    shown = printable(text)
    if cell_len(shown) <= width:
        return set_cell_size(shown, width)
    return set_cell_size(shown, max(0, width - 1)) + ">"[:width]
