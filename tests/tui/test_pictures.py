"""A picture of every screen on the smallest terminal and on a wide one, each looked at before it was kept."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from labkiosk.tui.app import Kiosk
from labkiosk.tui.desk import Desk
from labkiosk.tui.router import STX
from tests.tui.desks import StillClock, new_home
from tests.tui.morning import Morning, morning

Scene = Callable[[Morning], tuple[str, ...]]

SCENES: dict[str, tuple[str, Scene]] = {
    "signin": ("", lambda day: ()),
    "queue": ("tech", lambda day: ()),
    "release": ("path", lambda day: ("f5", STX, *day.recorded, "enter", "space")),
    "sample": ("tech", lambda day: (STX, *day.recorded, "enter")),
    "order": ("tech", lambda day: (STX, *f"LK:CARD:{day.orders[1]}", "enter")),
    "find": ("tech", lambda day: ("f6", *"a")),
    "counts": ("tech", lambda day: ("f7",)),
    "counts-bench": ("tech", lambda day: ("f7", "f9")),
    "handover": ("tech", lambda day: ("ctrl+g", "h", STX, *"tech", "enter")),
    "papers": ("tech", lambda day: ("f8",)),
    "question": ("tech", lambda day: (STX, *day.recorded, "enter", "f11", *"torn")),
    "refused": ("tech", lambda day: (STX, *"010000000099", "enter")),
}


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[tuple[Kiosk, Morning]]:
    clock = StillClock()
    home = new_home(tmp_path, clock, kiosk=98)
    day = morning(home, clock)
    desk = Desk(home, "root", clock)
    yield Kiosk(desk), day
    desk.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize("scene", SCENES)
def test_picture(
    kiosk: tuple[Kiosk, Morning],
    scene: str,
    size: tuple[int, int],
    snap_compare: Callable[..., bool],
) -> None:
    app, day = kiosk
    badge, keys = SCENES[scene]

    async def play(pilot: Pilot[int]) -> None:
        await app.desk.ready.wait()
        await pilot.pause()
        if badge:
            await app.sign_in(badge)
            await pilot.pause()
        for key in keys(day):
            await pilot.press(key)
            await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=play)
