"""A scan that is refused while something is asked: what is typed stays as it is, whatever dialog of whatever screen."""

from pathlib import Path

import pytest
from textual.widgets import Input

from labkiosk.tui.screens.base import KioskScreen
from tests.tui.desks import Seat, StillClock, seat
from tests.tui.everywhere import busy, go, ways
from tests.tui.test_refused_scans import REFUSED, standing
from tests.tui.test_release_screen import held_count

# Keys that only move, or open another screen: they ask nothing.
MOVES = {"up", "down", "left", "right", "enter"}


async def nothing_but_words(here: Seat) -> None:
    rung: list[None] = []
    here.app.bell = lambda: rung.append(None)  # type: ignore[method-assign]
    before = standing(here)
    for count, (scan, said) in enumerate(REFUSED.items(), 1):
        await here.scan(scan)
        assert (here.said, len(rung)) == (said, count)
    assert standing(here) == before


async def ask(here: Seat, way: tuple[str, ...]) -> None:
    """Go there, where a dialog opens, and type into its field where it has one."""
    await go(here, way)
    assert not isinstance(here.app.screen, KioskScreen), way
    if here.app.screen.query(Input):
        await here.press("x")


async def test_in_the_dialogs_that_end_in_a_report(home: Path, clock: StillClock) -> None:
    there = busy(home, clock)
    to, at_release = ways(there), ("f5", f"@{there.day.recorded}")
    held = ("f5", f"@{held_count(home, clock)}")
    asked = [
        (*to["calls"], "f9"), (*at_release, "f11"), (*held, "ctrl+y"), (*to["sample"], "ctrl+r"),
        (*to["culture"], "f12"), (*to["deliveries"], "f11"), (*to["receive"], "f11"), (*to["controls"], "f12"),
    ]  # fmt: skip
    async with seat(home, clock) as here:
        for way in asked:
            await ask(here, way)
            await nothing_but_words(here)
            await here.press("escape")


@pytest.mark.slow
async def test_on_every_screen_and_behind_each_of_its_keys(home: Path, clock: StillClock) -> None:
    there = busy(home, clock)
    asked = 0
    async with seat(home, clock, "super") as here:
        for way in ways(there).values():
            await go(here, way)
            await nothing_but_words(here)
            for key in {command.key for command in here.top.KEYS} - MOVES:
                await go(here, (*way, key))
                if not isinstance(here.app.screen, KioskScreen):
                    asked += 1
                    await nothing_but_words(here)
                    await here.press("escape")
    assert asked > 20
