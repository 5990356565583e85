"""A question before something that cannot be taken back."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from labkiosk.tui.plain import plain
from labkiosk.tui.screens.base import FirstPaint


class Question(FirstPaint, ModalScreen[bool], inherit_bindings=False):
    """Asks, and gives its callback True for F9 alone. Enter, printable keys and scans never consent."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "answer(True)"),
        Binding("escape", "answer(False)"),
    ]

    def __init__(self, text: str, yes: str) -> None:
        super().__init__()
        self._text = text
        self._yes = yes

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(plain(self._text), markup=False)
            yield Static(plain(f"F9 {self._yes}    Esc Leave it", "bold"), markup=False)

    def action_answer(self, consent: bool) -> None:
        """Close with the answer."""
        self.dismiss(consent)
