"""The menu of desks without a function key."""

from pathlib import Path

import pytest

from labkiosk.tui.screens import DESKS
from tests.docs.reading import PAGES, items
from tests.tui.desks import StillClock, seat
from tests.tui.morning import Morning
from tests.tui.test_screens import rows


@pytest.mark.parametrize("entry", DESKS, ids=lambda e: e.screen)
async def test_its_letter_opens_a_desk(home: Path, clock: StillClock, entry: tuple[str, ...]) -> None:
    letter, screen, *_ = entry
    async with seat(home, clock) as here:
        await here.press("ctrl+g")
        assert here.top.NAME == "more"
        await here.press(letter.lower())
        assert screen == here.top.NAME
        await here.press("escape")
        assert here.top.NAME == "queue"


async def test_arrows_and_enter_open_a_desk(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.press("ctrl+g", *["down"] * len(DESKS), "up", "down", "enter")
        assert DESKS[-1].screen == here.top.NAME


async def test_other_keys_do_nothing_and_a_scan_opens_its_sample(
    home: Path, clock: StillClock, day: Morning
) -> None:
    async with seat(home, clock) as here:
        await here.press("ctrl+g", "7", "é", "space")
        assert here.top.NAME == "more"
        assert [line.split()[0] for line in rows(here)] == [entry.letter for entry in DESKS]
        await here.scan(day.waiting)
        assert here.top.NAME == "results"


def test_every_desk_has_its_own_letter_its_screen_and_its_place_in_the_manual() -> None:
    letters = [entry.letter for entry in DESKS]
    assert sorted(set(letters)) == sorted(letters)
    assert all(len(letter) == 1 and letter.isupper() for letter in letters)
    told = [item.partition(":")[0] for item in items(PAGES["more"])]
    assert set(told) - {"Enter Open"} == {f"{e.letter} {e.title}" for e in DESKS}
    assert all(len(entry.purpose) <= 58 for entry in DESKS)
