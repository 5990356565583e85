"""What is seen on the tube that is received next."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Static

from labkiosk.catalogue import Reason
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.base import FirstPaint
from labkiosk.tui.widgets.lettered import drawn, lettered

_WIDTH = 60


class ConditionDialog(FirstPaint, ModalScreen[None], inherit_bindings=False):
    """A letter marks or unmarks; nothing is received by it. ``picked`` is changed in place, then ``told``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f11", "close"),
        Binding("escape", "close"),
        Binding("enter", "close"),
    ]

    def __init__(self, conditions: tuple[Reason, ...], picked: list[str], told: Callable[[], None]) -> None:
        super().__init__()
        self._choices = lettered([(c.code, c.text) for c in conditions])
        self._picked = picked
        self._told = told

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(plain("What do you see on the next tube?", "bold"), markup=False)
            yield Static(self._drawn(), id="choices", markup=False)
            yield Static(plain("A letter marks or unmarks. Esc, then scan the tube.", "bold"), markup=False)

    def _drawn(self) -> Content:
        return drawn(self._choices, self._picked, columns=1, width=_WIDTH)

    def on_key(self, event: Key) -> None:
        """A letter marks or unmarks its condition."""
        code = next((c.code for c in self._choices if c.letter == event.character), None)
        if code is None:
            return
        event.stop()
        if code in self._picked:
            self._picked.remove(code)
        else:
            self._picked.append(code)
        self.query_one("#choices", Static).update(self._drawn())
        self._told()

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss(None)
