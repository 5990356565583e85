"""A place for text of several lines."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key, Paste
from textual.widgets import TextArea

from labkiosk.rules.text import printable

# Indic scripts spell with the zero-width joiner and non-joiner, which Textual takes for unprintable.
_JOINERS = "\u200c\u200d"


class LinesArea(TextArea, inherit_bindings=False):
    """A text area without keys that screens have a use for, and none that reaches the terminal's clipboard."""

    DEFAULT_CSS = """
    LinesArea, LinesArea:focus { height: 1fr; border: none; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up"),
        Binding("down", "cursor_down"),
        Binding("left", "cursor_left"),
        Binding("right", "cursor_right"),
        Binding("home", "cursor_line_start"),
        Binding("end", "cursor_line_end"),
        Binding("pageup", "cursor_page_up"),
        Binding("pagedown", "cursor_page_down"),
        Binding("backspace", "delete_left"),
        Binding("delete", "delete_right"),
        Binding("ctrl+u", "delete_to_start_of_line"),
        Binding("ctrl+z", "undo"),
    ]

    def __init__(self, text: str) -> None:
        super().__init__(text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        self.cursor_blink = False

    async def _on_key(self, event: Key) -> None:
        """Enter begins a line; the joiners are letters; Escape is the screen's."""
        if event.key == "escape":
            return
        if event.character is not None and event.character in _JOINERS:
            event.stop()
            event.prevent_default()
            self.insert(event.character)
            return
        await super()._on_key(event)

    async def _on_paste(self, event: Paste) -> None:
        """Lines, and nothing that steers a terminal."""
        event.text = "\n".join(map(printable, event.text.splitlines()))
        await super()._on_paste(event)
