"""The frame of every screen: who and where above, a message and the keys below."""

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from labkiosk.tui.commands import Command
from labkiosk.tui.plain import beside, cut, plain


class TitleBar(Static):
    """One line: the screen's name and the home on the left, time and person on the right."""

    def __init__(self, heading: str) -> None:
        super().__init__("", markup=False)
        self._heading = heading
        self._shown: tuple[str, str, str, str] | None = None

    def show(self, home: str, warning: str, right: str, short: str) -> None:
        """``warning`` is TRAINING, or what cannot wait; empty when all is well. ``short`` is the right side where
        the line has no room for all of it."""
        if self._shown != (home, warning, right, short):
            self._shown = (home, warning, right, short)
            self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        home, warning, right, short = self._shown or ("", "", "", "")
        # The right side says who acts: when the line is short, the site gives way, and then the person's name.
        room = self.app.size.width - cell_len(warning) - 1
        if cell_len(right) + cell_len(self._heading) + 2 > room:
            right = short
        left = cut(f" {self._heading}  {home}", max(0, room - cell_len(right)))
        self.update(beside((left, ""), (warning, "reverse"), (f" {right}", "")), layout=False)


class MessageLine(Static):
    """What happened or what to do next: one line, and more only where it is too long for one."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.text = ""

    def say(self, text: str) -> None:
        """Good news, or the next step."""
        self._show(text, refused=False)

    def refuse(self, text: str) -> None:
        """What cannot be done."""
        self._show(text, refused=True)

    def _show(self, text: str, *, refused: bool) -> None:
        if text == self.text and refused == self.has_class("refused"):
            return
        self.text = text
        self.set_class(refused, "refused")
        self.update(plain(f"! {text}" if refused else text))


class KeyBar(Static):
    """The keys that work now, a line for each group of commands."""

    def __init__(self, lines: tuple[tuple[type[Command], ...], ...]) -> None:
        super().__init__(Content("\n").join([_keys(line) for line in lines]), markup=False)


def _keys(commands: tuple[type[Command], ...]) -> Content:
    shown = [c.in_footer() for c in commands if c.shown]
    return Content(" ").join(beside((key, "reverse"), (name, "")) for key, name in shown)
