"""Intake, receive and results at 80x24 and 120x40, one picture a state."""

from pathlib import Path
from typing import Any

import pytest

from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.release import release
from labkiosk.lab.request import Ident, OrderRequest, PatientRequest
from labkiosk.lab.results import Given, record
from tests.tui.desks import Seat, StillClock, lab, new_home
from tests.tui.pictures import SIZES, Play, looks_the_same

MOBILE = "9876543210"


def someone(name: str, sex: Any, age: str, *ids: tuple[str, str]) -> PatientRequest:
    return PatientRequest(name=name, sex=sex, age=age, ids=tuple(Ident(system=s, value=v) for s, v in ids))


@pytest.fixture
def home(tmp_path: Path, clock: StillClock) -> Path:
    """Two of a family, an earlier released KFT, and a KFT of today with one held value."""
    home = new_home(tmp_path, clock)
    with lab(home, clock, "path") as desk:
        asha = someone("Asha Devi", "F", "51 y", ("hospital", "H123"), ("mobile", MOBILE))
        before = register(desk, OrderRequest(patient=asha, tests=("KFT",), location="Ward 3"))
        register(
            desk,
            OrderRequest(
                patient=someone("रवि कुमार", "M", "8 m", ("mobile", MOBILE)), tests=("CBC",), priority="stat"
            ),
        )
        old = before.samples[0].sample
        receive(desk, old)
        with lab(home, clock, "tech") as tech:
            record(tech, old, [Given(test="K", value="4.4"), Given(test="CREA", value="1.6")])
        release(desk, [old])
        clock.later(3 * 24 * 60)
        known = PatientRequest(id=before.patient)
        now = register(desk, OrderRequest(patient=known, tests=("KFT",), location="Ward 3", bed="12"))
        receive(desk, now.samples[0].sample, ("HAEMOLYSED",))
        record(desk, now.samples[0].sample, [Given(test="K", value="7.8", again="7.8")])
    return home


TUBE_NOW = "010000000034"


async def family(here: Seat) -> None:
    await here.press("f2", *MOBILE, "enter")


async def ordering(here: Seat) -> None:
    await family(here)
    await here.press("down", "enter", *"kft", "enter", *"coag", "enter", *"hb", "f11", "f11")


async def registered(here: Seat) -> None:
    await ordering(here)
    await here.press("enter", "tab", *"Ward 3", "f9")


async def colour_form(here: Seat) -> None:
    await here.press("f2", "f12", "f12", "f12", "down", "enter")


async def duplicates(here: Seat) -> None:
    await here.press("f2", "f9", *"Asha Devi", "enter", "f", "enter", *"50", "f9")


async def arrived(here: Seat) -> None:
    await family(here)
    await here.press(
        "ctrl+a", "down", "enter", *"kft", "enter", *"coag", "enter", *"hb", "enter", "f9", "space"
    )
    await here.scan("HIS-2211/7")


async def drawing(here: Seat) -> None:
    await registered(here)
    await here.scan("LK:CARD:O01-0000004", "010000000042")


async def blank(here: Seat) -> None:
    await here.press("ctrl+g", "b")


async def correcting(here: Seat) -> None:
    await family(here)
    await here.press("down", "down", "f11")


async def receiving(here: Seat) -> None:
    await here.press("f4", "f11", "h", "escape")


async def conditions(here: Seat) -> None:
    await here.press("f4", "f11", "h", "s")


async def rejecting(here: Seat) -> None:
    await here.scan(TUBE_NOW)
    await here.press("ctrl+r", "down", "space", "c")


async def cancelling(here: Seat) -> None:
    await here.app.open("sample", TUBE_NOW)
    await here.settle()
    await here.press("ctrl+k", "n")


async def values(here: Seat) -> None:
    await here.scan(TUBE_NOW)
    await here.press(*"40", "enter", *"12.5", "enter")


async def told(here: Seat) -> None:
    await values(here)
    await here.press(*"12.5", "enter", "f9")


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize(
    "play",
    [family, ordering, registered, arrived, drawing, blank, colour_form, duplicates, correcting, receiving, conditions, rejecting, cancelling, values, told],
    ids=lambda p: p.__name__,
)  # fmt: skip
def test_a_screen_looks_as_accepted(
    snap_compare: Any, home: Path, clock: StillClock, size: tuple[int, int], play: Play
) -> None:
    looks_the_same(snap_compare, home, clock, size, play)
