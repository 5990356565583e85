"""Screens with lines that are typed into: what their keys do, scans do."""

from collections.abc import Callable
from typing import ClassVar, Protocol

from labkiosk.tui.commands import Command
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.screens.listing import Down, Up


class Keep(Command):
    """The value typed on this line holds; on to the next line."""

    key, name, action, shown, scan = "enter", "Keep", "screen.press('enter')", False, "ENTER"


class Erase(Command):
    """What is typed on this line is gone."""

    key, name, action, shown, scan = "ctrl+y", "Erase", "screen.press('ctrl+u')", False, "CLEAR"


TYPING: tuple[type[Command], ...] = (Keep, Erase, Up, Down)
"""What the lines of a form take themselves while the cursor is in them."""


class Grid(Protocol):
    """The lines of a form."""

    def take(self, key: str, character: str | None = None) -> bool:
        """Do what a key means there, ``character`` being what it writes; False where it means nothing."""

    def do(self, act: Callable[[], object]) -> None:
        """Do something to the form; say why not where it cannot be done."""


class TypingScreen(KioskScreen):
    """A screen whose lines take what is scanned as if it were typed. A subclass gives ``typed_into`` and ``pick``."""

    KEYS: ClassVar[tuple[type[Command], ...]] = TYPING

    @property
    def typed_into(self) -> Grid:
        """The lines."""
        raise NotImplementedError

    def pick(self, text: str) -> None:
        """The answer of those words on the line that is typed. Raises Refused where it is none of its answers."""
        raise NotImplementedError

    def action_press(self, key: str) -> None:
        """As if the key were pressed in the lines."""
        self.typed_into.take(key)

    def action_move(self, by: int) -> None:
        """A line up or down."""
        self.typed_into.take("up" if by < 0 else "down")

    def on_sign(self, sign: str) -> None:
        """A sign of the value, as if it were typed."""
        self.typed_into.take(sign, sign)

    def on_answer(self, text: str) -> None:
        """An answer by its words. The cursor stays, so that one read twice is one answer."""
        self.typed_into.do(lambda: self.pick(text))
