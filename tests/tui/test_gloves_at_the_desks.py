"""Command barcodes at the desks beside the bench's results: controls, cultures, smears, calls, and the way to each."""

from pathlib import Path

import pytest

from labkiosk.board import calls, cultures, samples
from labkiosk.tui import obey
from labkiosk.tui.screens import DESKS
from tests.lab.controls import HIGH, LOW
from tests.tui.desks import StillClock, seat
from tests.tui.everywhere import Busy, busy
from tests.tui.gloves import by_words

WORDS = by_words()


@pytest.fixture(autouse=True)
def no_two_in_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scans of these tests follow faster than a person's."""
    monkeypatch.setattr(obey, "TWICE_S", -1.0)


@pytest.fixture
def there(home: Path, clock: StillClock) -> Busy:
    return busy(home, clock)


def value(text: str) -> list[str]:
    return [f"LK.{'POINT' if sign == '.' else sign}" for sign in text]


async def test_each_desk_has_a_barcode(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        for desk in DESKS:
            await here.press("f3")
            await here.scan(f"LK.{desk.scan}")
            assert desk.screen == here.top.NAME
            await here.press("f3")


async def test_a_run_of_controls(home: Path, clock: StillClock, there: Busy) -> None:
    async with seat(home, clock) as here:
        await here.scan(f"LK:QC:{HIGH}", "LK.DOWN", *value("15.1"), "LK.CLEAR", *value("151"), "LK.ENTER")
        assert here.said == "NA 151. F9 records the run."
        await here.scan("LK.UP", *value("6"), "LK.RECORD")
        assert here.said == "6 is half typed: press Enter to keep it, or erase it."
        await here.scan("LK.CLEAR", "LK.RECORD")
        assert here.said == "1 value recorded, all good. Esc goes back."
        await here.scan(f"LK:QC:{LOW}", *value("120"), "LK.ENTER", "LK.UP", "LK.CLEAR")
        assert here.app.desk.half_run == {}


async def test_a_culture_and_its_disks(home: Path, clock: StillClock, there: Busy) -> None:
    async with seat(home, clock) as here:
        await here.scan(there.culture, "LK.DETAIL", "LK.DISKS", *value("23"), "LK.ENTER", "LK.RECORD")
        print(here.said, here.top.NAME, here.app.screen_stack)
        sample = samples.sample(here.top.lab.conn, there.culture)
        assert sample is not None
        [disk] = cultures.susceptibilities(here.top.lab.conn, sample.id, "URICUL")
        assert (disk.value, disk.method) == ("23", "disk")
        await here.scan("LK.READ", WORDS["many"])
        assert (
            here.said == "many is no answer of Seen: it takes No growth, Growth, Gram stain, Growth, named."
        )
        await here.scan(WORDS["Growth, named"], WORDS["Growth, named"], "LK.RECORD")
        assert here.said.startswith("URICUL: ")
        assert here.top.NAME == "culture"


async def test_a_smear(home: Path, clock: StillClock, there: Busy) -> None:
    async with seat(home, clock) as here:
        await here.scan(
            there.slide,
            "LK.DETAIL",
            "LK.SMEAR",
            WORDS["many"],
            "LK.ENTER",
            WORDS["few"],
            "LK.INTO",
            "LK.RECORD",
        )
        results = samples.results(here.top.lab.conn, there.slide)
        assert "many" in results["GRAM"].value.casefold()


async def test_tries_of_a_call(home: Path, clock: StillClock, there: Busy) -> None:
    async with seat(home, clock) as here:
        await here.scan("LK.CALLS", "LK.NOANSWER")
        await here.press(*"4112", "f9")
        [call] = calls.of_sample(here.top.lab.conn, there.day.recorded)
        assert [(t.how, t.phone) for t in call.tries] == [("no answer", "4112")]
