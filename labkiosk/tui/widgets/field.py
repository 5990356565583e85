"""A line to type into."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key, Paste
from textual.widgets import Input

from labkiosk.rules.text import printable

# A list beside the field is moved in while the field has the focus.
_MOVES = ("up", "down", "pageup", "pagedown")
# Indic scripts spell with the zero-width joiner and non-joiner, which Textual takes for unprintable.
_JOINERS = "\u200c\u200d"


class Field(Input, inherit_bindings=False):
    """An input whose Enter is taken here, behind the keys before it and ahead of those after it.

    Textual's own runs Enter only after it has bubbled to the app, when later characters are in already. Keys
    that move in a list are taken here too: bubbling, they would arrive behind an Enter typed after them, which
    would then open the wrong line.
    """

    # Textual's own set takes keys that screens have a use for, and copies to the terminal's clipboard.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cursor_left"),
        Binding("right", "cursor_right"),
        Binding("home", "home"),
        Binding("end", "end"),
        Binding("backspace", "delete_left"),
        Binding("delete", "delete_right"),
        Binding("ctrl+u", "delete_left_all"),
    ]

    def __init__(
        self, *, placeholder: str = "", id: str | None = None, limit: int = 200, value: str = ""
    ) -> None:
        super().__init__(value, placeholder, id=id, max_length=limit, select_on_focus=False)
        self.cursor_blink = False

    async def on_key(self, event: Key) -> None:
        """Take Enter, moves and the joiners; Textual hands every other key to the input itself."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.entered()
        elif event.key in _MOVES and (move := self.screen.active_bindings.get(event.key)) is not None:
            event.stop()
            event.prevent_default()
            await self.app.run_action(move.binding.action, move.node)
        elif event.character is not None and event.character in _JOINERS:
            event.stop()
            event.prevent_default()
            self.insert_text_at_cursor(event.character)

    def on_paste(self, event: Paste) -> None:
        """One line, and nothing that steers a terminal."""
        event.text = printable("".join(event.text.strip().splitlines()[:1]))

    async def entered(self) -> None:
        """Enter goes on to the next field."""
        self.screen.focus_next()
