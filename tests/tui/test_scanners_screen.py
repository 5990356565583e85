"""The Scanners screen: what a scanner sends stands there and does nothing; three barcodes set it up."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from labkiosk.facts.scanner import ScannerSetUp
from labkiosk.lab.scanners import set_up_scanner, set_up_scanners
from labkiosk.tui.router import STX
from labkiosk.tui.screens.scanners import ScannersScreen
from tests.scanners.cable import Cable
from tests.tui.desks import Seat, StillClock, lab, seat
from tests.tui.pictures import looks_the_same
from tests.tui.test_ears import until

LETTERS, SIGNS, DIGITS = "LK.TEST.AQM]", "LK.TEST.ZY:-", "LK.TEST.0369"
WELL = "AIM identifiers come: another sort of barcode is refused."


@pytest.fixture
def cable(tmp_path: Path) -> Cable:
    return Cable(tmp_path / "dev")


def came(here: Seat) -> str:
    return here.text("#came")


async def test_a_scanner_that_types_is_set_up_by_three_barcodes(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, screen="tty2") as here:
        await here.press("ctrl+g", "n")
        assert here.text("#intro").startswith(" This screen is tty2.")
        assert "One that types without STX works only in the scan box" in came(here)
        await here.press("f9")
        assert here.said.startswith("Scan the three barcodes first")
        for code in (LETTERS, SIGNS, DIGITS):
            await here.burst(STX, *f"]C0{code}", "enter")
        assert " Came: STX ] C 0 L K . T E S T . A Q M ] CR STX" in came(here)
        assert WELL in came(here)
        await here.press("f9")
        assert here.said == "Set up. Esc leaves; from then on its scans count."
        await here.press("escape")
        await here.burst(STX, *"4711", "enter")
        assert here.said == "The scan came without its identifier. Scan again, or set the scanner up anew."
        await here.burst(STX, *f"]C0{LETTERS}", "enter")
        assert here.said == "A barcode for trying a scanner: Ctrl+G, then N, then scan it there."
    with lab(home, clock) as of_home:
        assert [*set_up_scanners(of_home.conn).values()] == [
            ScannerSetUp(address="keyboard:tty2", screen="tty2", identifiers=True)
        ]


async def test_nothing_that_comes_does_anything(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, screen="tty2") as here:
        await here.press("ctrl+g", "n")
        await here.burst(STX, *"010000000017", "enter", *"tech", "enter", "tab")
        assert isinstance(here.top, ScannersScreen)
        assert " Came: STX 0 1 0 0 0 0 0 0 0 0 1 7 CR t e c h CR TAB" in came(here)
        await here.press("f11")
        assert " Came: nothing yet" in came(here)


async def test_one_without_stx_cannot_be_set_up_at_the_keyboard(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, screen="tty2") as here:
        await here.press("ctrl+g", "n")
        for code in (LETTERS, SIGNS, DIGITS):
            await here.burst(*code, "enter")
        assert "No STX comes before a code: set it as the prefix." in came(here)
        await here.press("f9")
        assert here.said.startswith("Without STX such a scanner works in the scan box alone")


async def test_one_that_is_marked_again_at_once_is_read_on(
    home: Path, clock: StillClock, tmp_path: Path, cable: Cable
) -> None:
    async with seat(home, clock, screen="tty2", dev=tmp_path / "dev") as here:
        await here.press("ctrl+g", "n")
        await here.press("down", "up", "down", "up", "down")
        told: list[str] = []
        here.top.refuse = told.append  # type: ignore[method-assign]
        while "Exact: letters." not in came(here):
            cable.send(f"\x02{LETTERS}\r\n".encode())
            await asyncio.sleep(0.05)
        assert told == []
        cable.pull()
        await until(here, lambda: here.top.list.cursor == 0)  # type: ignore[attr-defined]
        await until(here, lambda: "Came: nothing yet" in came(here))
        await here.press("f9")
        assert told[-1].startswith("Scan the three barcodes first")


async def test_a_serial_scanner_is_tried_set_up_and_removed(
    home: Path, clock: StillClock, tmp_path: Path, cable: Cable
) -> None:
    async with seat(home, clock, screen="tty2", dev=tmp_path / "dev") as here:
        await here.press("ctrl+g", "n")
        await here.press("down")
        while "Exact: letters." not in came(here):
            cable.send(f"\x02{LETTERS}\r\n".encode())
            await asyncio.sleep(0.05)
        cable.send(f"\x02{SIGNS}\r\n\x02{DIGITS}\r\n".encode())
        await until(here, lambda: "Exact: letters, signs, digits." in came(here))
        assert "No AIM identifier comes: turn it on, or another sort of barcode may pass." in came(here)
        await here.press("f9")
        assert here.said == "Set up. Esc leaves; from then on its scans count."
        await here.press("escape")
        cable.send(b"\x02010000000017\r")
        await until(here, lambda: here.said.startswith("Scan again: check digit wrong"))
        await here.press("ctrl+g", "n")
        await here.press("down", "ctrl+d")
        assert here.said == "It is read no more."
        await here.press("escape")
        await until(here, cable.is_free)
    cable.pull()


def test_it_looks_as_accepted(snap_compare: Any, home: Path, clock: StillClock) -> None:
    async def trying(here: Seat) -> None:
        here.app.desk.screen = "tty2"
        await here.press("ctrl+g", "n")
        await here.burst(STX, *f"]C0{LETTERS}", "enter", STX, *f"]C0{SIGNS}", "enter")

    with lab(home, clock) as of_home:
        set_up_scanner(of_home, "serial:usb-Honeywell_4600_12345678-if00", "tty2", identifiers=True)
        set_up_scanner(of_home, "keys:usb-Zebra_DS2208_4711-event-kbd", "tty3")
    looks_the_same(snap_compare, home, clock, (80, 24), trying)
