"""A home with examples, a clock that stands still, and a kiosk in it whose keys are counted."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Static

from labkiosk.journal.clock import Reading
from labkiosk.lab.lab import Lab
from labkiosk.lab.site import make_home
from labkiosk.tui.app import Kiosk
from labkiosk.tui.desk import DEV, Desk
from labkiosk.tui.router import STX
from labkiosk.tui.screens.base import FirstPaint, KioskScreen
from labkiosk.tui.widgets.chrome import MessageLine
from tests.tui.stillness import Stillness


class StillClock:
    """22 November 2026, 10:00 in India, until somebody moves it."""

    def __init__(self) -> None:
        self.wall = 1_795_321_800_000
        self.astray_ms = 0

    def __call__(self) -> Reading:
        return Reading("boot", self.wall - 1_795_000_000_000, self.wall + self.astray_ms, 330)

    def later(self, minutes: int) -> None:
        self.wall += minutes * 60_000


def new_home(folder: Path, clock: StillClock, *, kiosk: int = 1) -> Path:
    home = folder / "home"
    make_home(home, kiosk=kiosk, site="AIIMS", address="Delhi", examples=True, user="root", clock=clock)
    return home


class Seat:
    """Somebody at the kiosk; ``keys`` counts what was pressed, scans not."""

    def __init__(self, app: Kiosk, pilot: Pilot[int]) -> None:
        self.app, self.pilot, self.keys = app, pilot, 0
        self._stillness = Stillness()

    async def press(self, *keys: str) -> None:
        """Characters go in one burst, as a fast typist sends them; after any other key the person looks."""
        self.keys += len(keys)
        for key in keys:
            self._post(key)
            if len(key) > 1:
                await self.settle()
        await self.settle()

    def _post(self, key: str) -> None:
        character = key if len(key) == 1 else None
        event = Key(_character_to_key(key) if character else key, character)
        event.set_sender(self.app)
        self.app.post_message(event)

    async def type(self, text: str) -> None:
        await self.press(*text)

    async def burst(self, *keys: str) -> None:
        """Keys without a pause, before anybody could look."""
        self.keys += len(keys)
        for key in keys:
            self._post(key)
        await self.settle()

    async def scan(self, *texts: str) -> None:
        """Scans without a pause between them."""
        for text in texts:
            for key in (STX, *text, "enter"):
                self._post(key)
        await self.settle()

    async def settle(self) -> None:
        """Until the keys are worked off, the acts they began are durable, and what those changed is drawn."""
        drawn = False
        while not drawn:
            await self.app.workers.wait_for_complete()
            await self._stillness.reached()
            drawn = self._is_drawn()
            # The frame that is due, now and not in 16 ms.
            self.app.screen._on_timer_update()

    def _is_drawn(self) -> bool:
        screen = self.app.screen
        waits = screen._layout_required or screen._scroll_required or screen._repaint_required
        shown = screen.painted if isinstance(screen, FirstPaint) else True
        return shown and not (
            waits or screen._recompose_required or screen._dirty_widgets or screen._callbacks
        )

    @property
    def top(self) -> KioskScreen:
        return self.app.top

    @property
    def said(self) -> str:
        return self.top.query_one(MessageLine).text

    def text(self, selector: str) -> str:
        return str(self.top.query_one(selector, Static).visual)


@asynccontextmanager
async def seat(
    home: Path,
    clock: StillClock,
    badge: str = "tech",
    size: tuple[int, int] = (80, 24),
    *,
    screen: str = "",
    dev: Path = DEV,
) -> AsyncIterator[Seat]:
    desk = Desk(home, "root", clock, screen=screen, dev=dev)
    app = Kiosk(desk)
    try:
        async with app.run_test(size=size) as pilot:
            here = Seat(app, pilot)
            await desk.ready.wait()
            await app.sign_in(badge)
            await here.settle()
            yield here
    finally:
        app.ears.close()
        desk.close()


def lab(home: Path, clock: StillClock, badge: str = "tech") -> Lab:
    return Lab(home, badge=badge, user="root", clock=clock)
