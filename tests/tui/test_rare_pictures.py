"""The screens that are seen once in a while, at both sizes."""

from pathlib import Path
from typing import Any

import pytest

from labkiosk.lab.intake import register
from labkiosk.lab.request import OrderRequest, PatientRequest
from tests.tui.desks import Seat, StillClock, lab, new_home
from tests.tui.morning import Morning
from tests.tui.pictures import SIZES, Play, looks_the_same
from tests.tui.test_devices_screen import ZEBRA


@pytest.fixture
def home(tmp_path: Path, clock: StillClock) -> Path:
    """A home whose last patient is unknown."""
    home = new_home(tmp_path, clock, kiosk=98)
    with lab(home, clock) as desk:
        register(desk, OrderRequest(patient=PatientRequest(unknown=True), tests=("NA",), location="ER"))
    return home


UNKNOWN = "P98-0000001"


async def help(here: Seat) -> None:
    await here.press("f8", "f1")


async def more(here: Seat) -> None:
    await here.press("ctrl+g")


async def patient(here: Seat) -> None:
    await here.app.open("orders", UNKNOWN)
    await here.settle()


async def who_is_it(here: Seat) -> None:
    await patient(here)
    await here.press("ctrl+l", *"asha", "enter")


async def same_person(here: Seat) -> None:
    await who_is_it(here)
    await here.press("f9", *"her son came", "enter", "f9", "ctrl+g", "i")


async def newborn(here: Seat) -> None:
    await here.press("f2", *"asha", "enter", "ctrl+n")


async def clock_of_the_lab(here: Seat) -> None:
    await here.press("ctrl+g", "t")


async def devices(here: Seat) -> None:
    here.app.desk.discover = lambda: [ZEBRA]
    await here.press("ctrl+g", "p")


async def storage(here: Seat) -> None:
    await here.press("ctrl+g", "s")


async def scanners(here: Seat) -> None:
    await here.press("ctrl+g", "n")


RARE = (
    help, more, patient, who_is_it, same_person, newborn, clock_of_the_lab, devices, storage,
    scanners,
)  # fmt: skip


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("play", RARE, ids=lambda play: play.__name__)
def test_picture(
    snap_compare: Any, home: Path, clock: StillClock, day: Morning, play: Play, size: tuple[int, int]
) -> None:
    looks_the_same(snap_compare, home, clock, size, play, "super")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_picture_of_an_aliquot(
    snap_compare: Any, home: Path, clock: StillClock, day: Morning, size: tuple[int, int]
) -> None:
    async def aliquot(here: Seat) -> None:
        await here.app.open("sample", day.waiting)
        await here.settle()
        await here.press("ctrl+l")

    looks_the_same(snap_compare, home, clock, size, aliquot, "tech")
