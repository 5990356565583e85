"""What is held leaves by no key of a screen but those by which somebody looks at it, or types it again."""

from pathlib import Path
from random import Random

import pytest

from tests.lab.held import FREE, held_home, left
from tests.tui.desks import StillClock, seat

KEYS = (
    "space",
    "f9",
    "f11",
    "ctrl+r",
    "ctrl+e",
    "up",
    "down",
    "pagedown",
    "enter",
    "escape",
    "f5",
    "f5",
    "night",
)
PRESSES = 70


@pytest.mark.parametrize(("badge", "seed"), [("path", 1), ("tech", 3)])
async def test_no_key_releases_what_is_held(tmp_path: Path, badge: str, seed: int) -> None:
    numbers = held_home(tmp_path / "home")
    clock, dice = StillClock(), Random(seed)
    clock.later(3 * 24 * 60)
    async with seat(tmp_path / "home", clock, badge) as here:
        begun = left(here.top.lab.conn)
        for _ in range(PRESSES):
            key = dice.choice((*KEYS, *numbers))
            if key in numbers:
                await here.scan(key)
            elif key == "night":
                await here.type(key)
            else:
                await here.press(key)
        gone = {test for _, test in left(here.top.lab.conn) - begun}
    assert gone
    assert gone <= FREE
