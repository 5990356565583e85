"""A line to type into."""

from typing import ClassVar

from textual.binding import BindingType
from textual.events import Key, Paste
from textual.widgets import Input

from labkiosk.rules.text import printable

# Indic scripts spell with the zero-width joiner and non-joiner, which Textual takes for unprintable.
_JOINERS = "\u200c\u200d"


class Field(Input):
    """An input whose Enter is taken here, behind the characters before it and ahead of those after it.

    Textual's own runs Enter only after it has bubbled to the app, when later characters are in already.
    """

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, *, placeholder: str = "", id: str | None = None, limit: int = 200) -> None:
        super().__init__(placeholder=placeholder, id=id, max_length=limit, select_on_focus=False)
        self.cursor_blink = False

    async def _on_key(self, event: Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.entered()
        elif event.character is not None and event.character in _JOINERS:
            event.stop()
            event.prevent_default()
            self.insert_text_at_cursor(event.character)
        else:
            await super()._on_key(event)

    def _on_paste(self, event: Paste) -> None:
        event.text = printable(event.text.strip().partition("\n")[0])
        super()._on_paste(event)

    async def entered(self) -> None:
        """Enter goes on to the next field."""
        self.screen.focus_next()
