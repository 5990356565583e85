"""A picture of every screen on the smallest terminal and on a wide one, each looked at before it was kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from labkiosk.tui.router import STX
from tests.tui.desks import Seat, StillClock, new_home
from tests.tui.morning import Morning
from tests.tui.pictures import SIZES, looks_the_same

Scene = Callable[[Morning], tuple[str, ...]]

SCENES: dict[str, tuple[str, Scene]] = {
    "signin": ("", lambda day: ()),
    "queue": ("tech", lambda day: ()),
    "release": ("path", lambda day: ("f5", STX, *day.recorded, "enter", "space")),
    "sample": ("tech", lambda day: (STX, *day.recorded, "enter") * 2),
    "order": ("tech", lambda day: (STX, *f"LK:CARD:{day.orders[1]}", "enter")),
    "find": ("tech", lambda day: ("f6", *"a")),
    "counts": ("tech", lambda day: ("f7",)),
    "counts-bench": ("tech", lambda day: ("f7", "f9")),
    "turnaround": ("tech", lambda day: ("f7", "enter")),
    "turnaround-ward": ("tech", lambda day: ("f7", "enter", "f9", "f9", "f9")),
    "handover": ("tech", lambda day: ("ctrl+g", "h", STX, *"tech", "enter")),
    "papers": ("tech", lambda day: ("f8",)),
    "question": ("tech", lambda day: (*(STX, *day.recorded, "enter") * 2, "f11", *"torn")),
    "refused": ("tech", lambda day: (STX, *"010000000099", "enter")),
}


@pytest.fixture
def home(tmp_path: Path, clock: StillClock) -> Path:
    return new_home(tmp_path, clock, kiosk=98)


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("scene", SCENES)
def test_picture(
    home: Path,
    clock: StillClock,
    day: Morning,
    scene: str,
    size: tuple[int, int],
    snap_compare: Any,
) -> None:
    badge, keys = SCENES[scene]

    async def play(here: Seat) -> None:
        await here.press(*keys(day))

    looks_the_same(snap_compare, home, clock, size, play, badge)
