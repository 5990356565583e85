"""Pictures of what a scan of a command barcode leads to, each looked at before it was kept."""

from pathlib import Path
from typing import Any

from tests.tui.desks import Seat, StillClock
from tests.tui.gloves import by_words
from tests.tui.morning import Morning
from tests.tui.pictures import looks_the_same

WORDS = by_words()


def test_picture_of_the_sheets(snap_compare: Any, home: Path, clock: StillClock) -> None:
    async def play(here: Seat) -> None:
        await here.scan("LK.MORE")
        await here.press("c")

    looks_the_same(snap_compare, home, clock, (80, 24), play)


def test_picture_of_a_rejection(snap_compare: Any, home: Path, clock: StillClock, day: Morning) -> None:
    async def play(here: Seat) -> None:
        await here.scan(day.waiting, WORDS["Reject: Clotted"])

    looks_the_same(snap_compare, home, clock, (80, 24), play)
