"""The frame of every screen: who and where above, a message and the keys below."""

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from labkiosk.tui.commands import Command
from labkiosk.tui.plain import beside, cut, plain

_SITE = 4
"""Cells below which no part of the site's name stands."""


class TitleBar(Static):
    """One line: the screen's name and the home on the left, time and person on the right."""

    def __init__(self, heading: str) -> None:
        super().__init__("", markup=False)
        self._heading = heading
        self._shown: tuple[str, tuple[str, str], tuple[str, ...]] | None = None

    def show(self, home: str, warning: tuple[str, str], right: tuple[str, ...]) -> None:
        """``warning`` is TRAINING and what cannot wait, whole and in brief; both are empty when all is well.
        ``right`` is the right side, and shorter and shorter ways to say it."""
        if self._shown != (home, warning, right):
            self._shown = (home, warning, right)
            self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        home, (warning, brief), rights = self._shown or ("", ("", ""), ("",))
        heading, width = f" {self._heading} ", self.app.size.width - 1
        # The right side says who acts: when the line is short, the site gives way, then the person's name, then the
        # date, then words of the warning; the name of the screen goes last.
        ways = [*((warning, right) for right in rights), (brief, rights[-1])]
        room = width - cell_len(heading)
        said, right = next((way for way in ways if sum(map(cell_len, way)) <= room), ways[-1])
        left = width - cell_len(said) - cell_len(right)
        # Of the site a few letters say nothing.
        named = f"{heading} {home}" if left > cell_len(heading) + _SITE else heading
        self.update(
            beside((cut(named, max(0, left)), ""), (said, "reverse"), (f" {right}", "")), layout=False
        )


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
