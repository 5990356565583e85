"""F1: the keys of a screen, and its page of the manual."""

from typing import ClassVar

from rich.cells import set_cell_size
from textual.content import Content

from labkiosk.resources import asset
from labkiosk.tui.commands import EVERYWHERE, Back, Command
from labkiosk.tui.manual import manual
from labkiosk.tui.plain import beside
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.screens.reading import ReadingScreen
from labkiosk.tui.table import heading


class HelpScreen(ReadingScreen):
    """The page for the screen it was called from."""

    NAME = "help"
    HEADING = "Help"
    KEYS: ClassVar[tuple[type[Command], ...]] = ()

    def __init__(self, of: type[KioskScreen]) -> None:
        super().__init__()
        self._of = of

    def text(self) -> Content:
        page = asset(f"manual/{self._of.PAGE or self._of.NAME}.md")
        # Keys are worth showing even where the manual was taken away.
        parts = [manual(page.read_text("utf-8"))] if page.exists() else []
        for title, keys in (("Keys of this screen", (*self._of.KEYS, Back)), ("Keys everywhere", EVERYWHERE)):
            parts += [Content(), heading(title), *map(_key, keys)]
        return Content("\n").join(parts)


def _key(command: type[Command]) -> Content:
    return beside((set_cell_size(command.key_name(), 10), "bold"), (f"{command.name}. {command.help()}", ""))
