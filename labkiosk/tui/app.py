"""The kiosk: a table of contents of its screens, keys and looks."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual.app import App
from textual.binding import BindingType
from textual.events import Event, Key, Paste
from textual.message_pump import MessagePump
from textual.scrollbar import ScrollBar

from labkiosk.facts.errors import Refused
from labkiosk.tui.commands import EVERYWHERE
from labkiosk.tui.crash import where
from labkiosk.tui.desk import Desk
from labkiosk.tui.ears import Ears, ScannerTold
from labkiosk.tui.hearing import Hearing
from labkiosk.tui.printing import PrintWorker
from labkiosk.tui.router import Router
from labkiosk.tui.screens.base import FirstPaint
from labkiosk.tui.screens.signin import SigninScreen
from labkiosk.tui.theme import KIOSK, PlainScrollBar
from labkiosk.tui.turns import Turn, Turns

POLL_S = 0.25
FOR_A_PERSON = ("go", "next", "stat", "sign_out")


class Kiosk(Hearing, App[int], inherit_bindings=False):
    """One terminal of the laboratory.

    ``worker`` is the print worker that runs beside it, if any; ``at_rest`` is called when somebody has just signed
    in, and the next key is a moment off.
    """

    TITLE = "labkiosk"
    CSS_PATH = Path(__file__).with_name("kiosk.tcss")
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [command.binding() for command in EVERYWHERE]

    def __init__(
        self, desk: Desk, worker: PrintWorker | None = None, at_rest: Callable[[], None] = lambda: None
    ) -> None:
        super().__init__()
        self.desk = desk
        self.worker = worker
        self.at_rest = at_rest
        self.router = Router(self, self.hear, self.refuse)
        self.ears = Ears(desk.screen, self.post_message, desk.dev)
        self.turns = Turns(self._deal)
        self.register_theme(KIOSK)
        self.theme = KIOSK.name
        ScrollBar.renderer = PlainScrollBar

    def get_default_screen(self) -> SigninScreen:
        return SigninScreen()

    async def on_event(self, event: Event) -> None:
        if isinstance(event, ScannerTold) or (isinstance(event, Key | Paste) and not event.is_forwarded):
            await self.turns.take(event)
        else:
            await super().on_event(event)

    async def _deal(self, event: Event) -> MessagePump | None:
        if await self.is_scan(event):
            return None
        # Typed for the screen before, it must not land in a field that nobody has seen.
        if isinstance(self.screen, FirstPaint) and not self.screen.is_seen():
            return None
        target = self.focused or self.screen
        await super().on_event(event)
        return target

    def on_turn(self, turn: Turn) -> None:
        self.call_later(self.turns.over, turn)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.desk.person is not None or parameters == ("help",) or action not in FOR_A_PERSON

    def copy_to_clipboard(self, text: str) -> None:
        self._clipboard = text  # Textual would send it to the terminal, out of the kiosk.

    def on_ready(self) -> None:
        # The first screen stands before the rest of the program is read.
        self.call_after_refresh(self._open)

    async def _open(self) -> None:
        try:
            await self.desk.open()
        except Refused as refusal:
            self.exit(return_code=1, message=Text(str(refusal)))
            return
        self.listen()
        self.catch_up()
        self.set_interval(POLL_S, self._look)
        if self.worker is not None:
            self.worker.start()

    def _look(self) -> None:
        # A timer runs beside the app: the screen on top may be half made, or half gone.
        if not (self.is_running and self.top.is_mounted and self.top.is_attached):
            return
        changed = self.desk.changed()
        if changed or self.desk.minute_over():
            self.top.show_title()
        if changed:
            self.listen()
            self.top.refreshed()
        if self.worker is not None:
            self.worker.keep()

    def _fatal_error(self) -> None:
        # Textual's own prints every local variable: names and results of patients.
        self.bell()
        self._exit_renderables.append(where(self._exception))
        self._close_messages_no_wait()
