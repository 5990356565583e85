"""The scanners of this screen: what each sends, character by character, and which of them are read."""

from collections.abc import Sequence
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from labkiosk.lab.scanners import Listed, listed, print_set_up_sheet, remove_scanner, set_up_scanner
from labkiosk.scanners.framing import BAD
from labkiosk.scanners.heard import Gone, Heard, Raw, There, Way
from labkiosk.scanners.source import typed_at
from labkiosk.scanners.trial import Trial
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import plain
from labkiosk.tui.router import sign_of
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.screens.listing import Down, PageDown, PageUp, Up
from labkiosk.tui.widgets.board_list import BoardList, Column, Row

# A keyboard that is tried is nobody's keyboard: the person's own must come back by itself.
TRIED_S = 30.0
_LOOK_S = 1.0
_PASSED_ON = ("escape", "up", "down", "pageup", "pagedown", "ctrl+g", "ctrl+d")


class SetUp(Command):
    """The three barcodes came exact: from now on this screen reads the marked scanner, in the way it sends."""

    key, name, action = "f9", "Set up", "screen.set_up"


class Again(Command):
    """Forget what came; scan the barcodes anew."""

    key, name, action = "f11", "Anew", "screen.forget"


class Sheet(Command):
    """Print the set-up sheet: the three barcodes, and what to set before."""

    key, name, short, action = "f12", "Print sheet", "Sheet", "screen.sheet"


class Remove(Command):
    """The marked scanner is read no more, by this screen or any other."""

    key, name, action = "ctrl+d", "Remove", "screen.remove"


class ScannersScreen(KioskScreen):
    """The marked scanner is tried: nothing that it sends does anything but stand here."""

    NAME = "scanners"
    HEADING = "Scanners"
    KEYS: ClassVar[tuple[type[Command], ...]] = (SetUp, Again, Sheet, Remove, Up, Down, PageUp, PageDown)
    COLUMNS = (Column("Scanner"), Column("Screen", 10), Column("How it is read", 33))

    def __init__(self) -> None:
        super().__init__()
        self._trial = Trial()
        self._tried = ""
        self._since = 0.0

    def body(self) -> ComposeResult:
        yield Static("", id="intro", markup=False)
        yield BoardList(self.COLUMNS, self._row, lambda item: item.address)
        yield Static("", id="came", markup=False)

    def opened(self) -> None:
        screen = self.desk.screen or "without a name"
        intro = f" This screen is {screen}. Mark a scanner, scan the three barcodes of the sheet."
        self.query_one("#intro", Static).update(plain(intro, "bold"))
        self.kiosk.ears.watcher = self._heard
        self.kiosk.ear = self._key
        self.refreshed()
        self._try()
        self.set_interval(_LOOK_S, self._look)

    def on_unmount(self) -> None:
        """From here on scans do again what they do everywhere."""
        self.kiosk.ears.watcher = None
        self.kiosk.ear = self.kiosk.tried = None
        self.kiosk.listen()

    @property
    def list(self) -> BoardList:
        """The scanners, the keyboard of this screen first."""
        return self.query_one(BoardList)

    @property
    def _marked(self) -> Listed:
        item: Listed | None = self.list.current
        assert item is not None  # the keyboard always stands there
        return item

    def refreshed(self) -> None:
        self.list.show(self._read())
        self._draw()

    def _read(self) -> Sequence[Listed]:
        typed = typed_at(self.desk.screen)
        found = listed(self.lab.conn, self.desk.dev)
        mine = [one for one in found if one.address == typed]
        others = [one for one in found if not one.address.startswith("keyboard:")]
        return [*(mine or [Listed(typed, "", plugged_in=True)]), *others]

    def _row(self, item: Listed) -> Row:
        name = "One that types, at this keyboard" if item.address == typed_at(self.desk.screen) else item.name
        how = "" if item.plugged_in else "NOT PLUGGED IN"
        if item.plugged_in and not item.screen:
            how = "not set up"
        elif item.plugged_in:
            how = f"{'STX' if item.prefix else 'no STX'}, {'' if item.identifiers else 'no '}AIM identifiers"
        return Row((name, item.screen, how), "" if item.plugged_in else "bad")

    def _try(self) -> None:
        """Listen to the marked scanner alone."""
        item = self._marked
        if item.address == self._tried:
            return
        self._tried, self._since, self._trial = item.address, monotonic(), Trial()
        by_key = item.address.startswith("keyboard:")
        self.kiosk.tried = None if by_key else Way(item.address, baud=item.baud or 9600)
        self.kiosk.listen()
        self.say(f"{'' if not item.address.startswith('keys:') else 'For 30 seconds. '}{self._next()}")
        self._draw()

    def _next(self) -> str:
        return "Scan the three barcodes of the sheet, one after the other."

    def _look(self) -> None:
        """A keyboard that was taken by mistake comes back; what was plugged in or pulled out is seen."""
        self.refreshed()
        self._try()
        alone = self._tried.startswith("keys:") and self._trial.result() is None
        if alone and monotonic() - self._since > TRIED_S:
            self.list.cursor = 0
            self._try()

    def _key(self, event: Key) -> bool:
        """A key of a scanner that types; the function keys, those that move and those of the footer stay keys."""
        sign = "\t" if event.key == "tab" else sign_of(event)
        if sign == BAD and (event.character is None or event.key in _PASSED_ON):
            return False
        if self._tried == typed_at(self.desk.screen):
            self._came(sign if sign != BAD else event.character or BAD)
        return True

    def _heard(self, address: str, heard: Heard) -> None:
        if address != self._tried:
            return
        if isinstance(heard, Raw):
            self._came(heard.signs)
        elif isinstance(heard, Gone):
            self.refuse(f"It cannot be read: {heard.why}.")
        elif isinstance(heard, There):
            self.say(self._next())

    def _came(self, signs: str) -> None:
        self._trial.add(signs)
        self._draw()

    def _draw(self) -> None:
        found = self._trial.found()
        lines = [
            plain(f" Came: {self._trial.shown[-220:] or 'nothing yet'}"),
            Content(),
            *(plain(f" {words}") for words in self._trial.words()),
            plain(f" Exact: {', '.join(found) or 'none of the three yet'}.", "bold"),
        ]
        if self._tried.startswith("keyboard:"):
            lines.append(plain(" One that types without STX works only in the scan box: set it to send STX,"))
            lines.append(plain(" or plug it in as a serial line, or as a keyboard of its own."))
        self.query_one("#came", Static).update(Content("\n").join(lines))

    def action_move(self, by: int) -> None:
        """Another scanner."""
        self.list.move(by)
        self._try()

    def action_page(self, by: int) -> None:
        """Another scanner, a page away."""
        self.action_move(by * self.list.height_in_rows)

    def action_forget(self) -> None:
        """Scan anew."""
        self._tried = ""
        self._try()

    async def action_set_up(self) -> None:
        """Read it from now on."""
        result, item = self._trial.result(), self._marked
        if item.address != self._tried or result is None or not result.exact:
            self.refuse("Scan the three barcodes first, until what stands here says how each code comes.")
            return
        prefix, identifiers = result.prefix, result.identifiers
        done = await self.act(
            set_up_scanner, item.address, self.desk.screen,
            prefix=prefix, identifiers=identifiers, baud=item.baud or 9600,
        )  # fmt: skip
        if done is not None:
            self.say("Set up. Esc leaves; from then on its scans count.")

    async def action_sheet(self) -> None:
        """Print the three barcodes."""
        if await self.act(print_set_up_sheet) is not None:
            self.say("The sheet prints. Scan its three barcodes, one after the other.")

    async def action_remove(self) -> None:
        """Read it no more."""
        if await self.act(remove_scanner, self._marked.address) is not None:
            self.say("It is read no more.")
