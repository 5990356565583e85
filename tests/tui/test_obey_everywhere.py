"""Every command barcode, and one of each kind, on every screen there is: an act, a way, or words; never an end."""

from pathlib import Path

import pytest

from labkiosk.tui.barcodes import every_screen
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.screens.controls import ControlsScreen
from labkiosk.tui.screens.typed import TypingScreen
from tests.tui.desks import StillClock, seat
from tests.tui.everywhere import busy, go, ways
from tests.tui.gloves import by_words

WORDS = by_words()
OTHERS = [
    WORDS["Reject: Clotted"], WORDS["On the next tube: Haemolysed"], WORDS["Label again: Label is lost"],
    WORDS["Reactive"], "LK.7", "LK.ENTER", "LK.NOTHING",
]  # fmt: skip


def codes(screen: KioskScreen) -> list[str]:
    return [f"LK.{c.scan}" for c in dict.fromkeys(screen.KEYS) if c.scan]


def test_there_is_a_way_to_every_screen(home: Path, clock: StillClock) -> None:
    # Sign-in takes a badge alone, and the screen of scanners shows whatever it hears.
    assert {screen.NAME for screen in every_screen()} - {"signin", "scanners"} == set(ways(busy(home, clock)))


@pytest.mark.slow
async def test_a_command_does_its_act_or_says_why_not(home: Path, clock: StillClock) -> None:
    to = ways(busy(home, clock))
    async with seat(home, clock) as here:
        for name, way in to.items():
            await go(here, way)
            assert name == here.top.NAME
            own = codes(here.top)
            for code in (*own, *OTHERS):
                if name != here.top.NAME or here.app.screen is not here.top:
                    await go(here, way)
                here.top.say("")
                await here.scan(code)
                assert here.app.is_running
                typed = isinstance(here.top, TypingScreen | ControlsScreen) and code == "LK.7"
                assert name != here.top.NAME or here.said or typed or code in own
                assert code != "LK.NOTHING" or here.said.startswith("LK.NOTHING is no command here.")
                assert code not in own or "is for" not in here.said
