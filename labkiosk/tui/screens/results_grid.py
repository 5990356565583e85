"""The lines of the results form, and the keys that fill them."""

from collections.abc import Callable

from textual.content import Content
from textual.events import Key
from textual.widget import Widget

from labkiosk.facts.errors import Refused
from labkiosk.tui.screens.results_form import Form
from labkiosk.tui.screens.results_rows import Day, heading, row


class ResultGrid(Widget, can_focus=True):
    """Takes every printable key, Enter, Backspace and the arrows, in their order.

    ``refuse`` is told in one line what cannot be typed; ``typed`` is called after every change, with True once
    a value is complete.
    """

    DEFAULT_CSS = "ResultGrid { height: 1fr; width: 1fr; }"

    def __init__(
        self, form: Form, day: Day, refuse: Callable[[str], None], typed: Callable[[bool], None]
    ) -> None:
        super().__init__()
        self._form = form
        self._day = day
        self._refuse = refuse
        self._typed = typed

    def show(self, form: Form) -> None:
        """Another form."""
        self._form = form
        self.refresh()

    def render(self) -> Content:
        """The heading, and the lines around the one being typed."""
        width, height = self.size
        form, room = self._form, height - 1
        first = max(0, min(form.at - room // 2, len(form.lines) - room))
        shown = range(first, min(first + room, len(form.lines)))
        return Content("\n").join([heading(width), *(row(form, at, width, self._day) for at in shown)])

    def on_key(self, event: Key) -> None:
        """One key; those that mean nothing here go on to the screen."""
        if self.take(event.key, event.character if event.is_printable else None):
            event.stop()
            event.prevent_default()

    def take(self, key: str, character: str | None = None) -> bool:
        """Do what a key means here, ``character`` being what it writes; False where it means nothing."""
        act = self._meaning(key, character)
        if act is not None:
            self.do(act)
        return act is not None

    def do(self, act: Callable[[], object]) -> None:
        """Do something to the form; say why not where it cannot be done."""
        before, done = (self._form.at, self._form.ask), False
        try:
            act()
            done = (self._form.at, self._form.ask) != before
        except Refused as refusal:
            self._refuse(str(refusal))
        self.refresh()
        self._typed(done)

    def _meaning(self, key: str, character: str | None) -> Callable[[], object] | None:
        form, page = self._form, max(1, self.size.height - 2)
        if character is not None:
            return lambda: form.type(character)
        if key == "escape":
            return form.back if form.ask != "value" else None
        moves = {"up": -1, "down": 1, "pageup": -page, "pagedown": page}
        if key in moves:
            return lambda: form.go(form.at + moves[key])
        others: dict[str, Callable[[], object]] = {
            "enter": form.accept,
            "backspace": form.erase,
            "ctrl+u": lambda: form.erase(whole=True),
        }
        return others.get(key)
