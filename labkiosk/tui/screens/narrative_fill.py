"""Fields that make up a piece of text: of a template, or of a smear."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from labkiosk.facts.errors import Refused
from labkiosk.tui.commands import Command
from labkiosk.tui.fields import Fields, Line
from labkiosk.tui.plain import beside, plain
from labkiosk.tui.screens.typed import TYPING, TypingScreen
from labkiosk.tui.widgets.banner import Banner, Whose
from labkiosk.tui.widgets.field_grid import FieldGrid


class Insert(Command):
    """Put what these lines say into the text, where it can be changed before it is recorded."""

    key, name, action, scan = "f9", "Into the text", "screen.insert", "INTO"


class FillScreen(TypingScreen):
    """A few lines; what they say goes into the text that is being written."""

    NAME = "narrative_fill"
    PAGE = "narrative"
    HEADING = "Fields"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Insert, *TYPING)
    DEFAULT_CSS = "FillScreen #about, FillScreen #asked { height: auto; max-height: 3; padding: 0 1; }"

    def __init__(
        self, whose: Whose, title: str, lines: list[Line], done: Callable[[dict[str, str]], None]
    ) -> None:
        super().__init__()
        self._whose, self._title, self._done = whose, title, done
        self.form = Fields(lines, {})

    def body(self) -> ComposeResult:
        yield Banner(self._whose)
        yield Static(plain(self._title, "bold"), id="about", markup=False)
        yield FieldGrid(self.form, self.refuse, self._typed)
        yield Static(self._asked(), id="asked", markup=False)

    @property
    def typed_into(self) -> FieldGrid:
        return self.query_one(FieldGrid)

    def pick(self, text: str) -> None:
        self.form.pick(text)

    def opened(self) -> None:
        self.query_one(FieldGrid).focus()

    def _asked(self) -> Content:
        line = self.form.line
        said = "  ".join(f"{key} {words}" for key, words in line.choices) or line.hint
        return beside((f"{line.label}: ", "bold"), (said, ""))

    def _typed(self) -> None:
        self.query_one("#asked", Static).update(self._asked())

    async def action_insert(self) -> None:
        """Back to the text, with these lines in it."""
        try:
            values = self.form.values()
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        await self.kiosk.action_back()
        self._done(values)
