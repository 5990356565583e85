"""The lines of a form of labelled lines, and the keys that fill them."""

from collections.abc import Callable

from textual.content import Content
from textual.events import Key
from textual.widget import Widget

from labkiosk.facts.errors import Refused
from labkiosk.tui.fields import Fields, Line
from labkiosk.tui.plain import cut, plain

_LABEL, _VALUE = 31, 22


class FieldGrid(Widget, can_focus=True):
    """Takes every printable key, Enter, Backspace and the arrows, in their order.

    ``refuse`` is told in one line what cannot be typed; ``typed`` is called after every change.
    """

    DEFAULT_CSS = "FieldGrid { height: 1fr; width: 1fr; }"

    def __init__(self, form: Fields, refuse: Callable[[str], None], typed: Callable[[], None]) -> None:
        super().__init__()
        self._form, self._refuse, self._typed = form, refuse, typed

    def show(self, form: Fields) -> None:
        """Another form."""
        self._form = form
        self.refresh()

    def render(self) -> Content:
        """The lines around the one being typed."""
        width, room = self.size
        form = self._form
        first = max(0, min(form.at - room // 2, len(form.lines) - room))
        shown = range(first, min(first + room, len(form.lines)))
        return Content("\n").join(self._row(form.lines[at], width, here=at == form.at) for at in shown)

    def _row(self, line: Line, width: int, *, here: bool) -> Content:
        value = line.value or ("" if here else line.kept)
        # Of a long text one sees the end, where it is being typed.
        tail = f"{value[-(_VALUE - 1) :]}_" if here and not line.choices else value
        said = line.remark or ("" if line.value else f"now {line.kept}" if here and line.kept else "")
        cells = (
            plain(">" if here else " ", "bold"),
            plain(cut(line.label, _LABEL), "bold" if here else ""),
            plain(cut(tail, _VALUE), "reverse" if here else "" if line.value else "ansi_bright_black"),
            plain(cut(said, max(0, width - _LABEL - _VALUE - 4))),
        )
        return Content(" ").join(cells)

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
        try:
            act()
        except Refused as refusal:
            self._refuse(str(refusal))
        self.refresh()
        self._typed()

    def _meaning(self, key: str, character: str | None) -> Callable[[], object] | None:
        form, page = self._form, max(1, self.size.height - 1)
        if character is not None:
            return lambda: form.type(character)
        moves = {"up": -1, "down": 1, "pageup": -page, "pagedown": page}
        if key in moves:
            return lambda: form.go(form.at + moves[key])
        others: dict[str, Callable[[], object]] = {
            "enter": form.accept,
            "backspace": form.erase,
            "ctrl+u": lambda: form.erase(whole=True),
        }
        return others.get(key)
