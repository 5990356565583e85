"""A picture of a screen in a given state, beside the one that was looked at and accepted."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from labkiosk.tui.app import Kiosk
from labkiosk.tui.desk import Desk
from tests.tui.desks import Seat, StillClock

SIZES = ((80, 24), (120, 40))
Play = Callable[[Seat], Awaitable[None]]


def looks_the_same(
    snap_compare: Any, home: Path, clock: StillClock, size: tuple[int, int], play: Play, badge: str = "tech"
) -> None:
    """Sign in with ``badge``, if any, do what ``play`` does, and compare."""
    desk = Desk(home, "root", clock)
    app = Kiosk(desk)

    async def until_there(pilot: Pilot[int]) -> None:
        here = Seat(app, pilot)
        await desk.ready.wait()
        if badge:
            await app.sign_in(badge)
        await here.settle()
        await play(here)

    try:
        assert snap_compare(app, terminal_size=size, run_before=until_there)
    finally:
        desk.close()
