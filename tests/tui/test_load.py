"""The load of a glucose tolerance test, said at the order and while the tubes are drawn."""

from pathlib import Path

import pytest

from labkiosk.lab.intake import register
from labkiosk.lab.request import OrderRequest, PatientRequest, Registered
from labkiosk.tui.screens.load import time_and_reason
from tests.tui.desks import Seat, StillClock, lab, seat


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", (None, "")),
        ("  ", (None, "")),
        ("08:05", ("08:05", "")),
        (" 8:05  misread ", ("8:05", "misread")),
        ("2026-11-22 08:05 the nurse said so", ("2026-11-22 08:05", "the nurse said so")),
        ("half past eight", ("half past eight", "")),
        ("08:055", ("08:055", "")),
    ],
)
def test_a_time_and_after_it_the_reason(typed: str, read: tuple[str | None, str]) -> None:
    assert time_and_reason(typed) == read


@pytest.fixture
def gtt(home: Path, clock: StillClock) -> Registered:
    with lab(home, clock) as desk:
        patient = PatientRequest(name="Asha Devi", sex="F", age="30 y")
        return register(desk, OrderRequest(patient=patient, tests=("GTT",)))


def lines(here: Seat) -> list[str]:
    return [" ".join(str(cell) for cell in here.top.row(item).cells) for item in here.top.read()]  # type: ignore[attr-defined]


async def test_at_the_chair(home: Path, clock: StillClock, gtt: Registered) -> None:
    fasting, hour, two = (s.sample for s in gtt.samples)
    async with seat(home, clock, "phleb") as here:
        await here.press("f2")
        await here.scan(f"LK:CARD:{gtt.order}", fasting)
        clock.later(2)
        await here.press("ctrl+l")
        await here.press("f9")
        assert here.said == "75 g glucose at 10:02. Draw 60 min at 11:02, 120 min at 12:02."
        assert ["draw 11:02" in lines(here)[1], "draw 12:02" in lines(here)[2]] == [True, True]
        clock.later(60)
        await here.scan(hour)
        assert here.said == f"{hour[-4:]} grey, tube 2, is drawn. 1 to draw."
        await here.scan(two)
        assert here.said == (
            f"{two[-4:]} grey, tube 3, is drawn. Look: drawn 60 min after the load, not 120."
        )
        await here.press("f4")
        assert "1/3 fasting, Fluoride tube" in lines(here)[0]


async def test_at_the_order_a_time_is_corrected_with_its_reason(
    home: Path, clock: StillClock, gtt: Registered
) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.app.open("order", gtt.order)
        await here.settle()
        await here.press("ctrl+l", *"09:30", "f9")
        assert here.said == "75 g glucose at 09:30. Draw 60 min at 10:30, 120 min at 11:30."
        await here.press("ctrl+l", *"09:20", "f9")
        assert here.said == "The load stands at 09:30 already: give the reason to change it."
        await here.press(*" misread", "f9")
        assert here.said == "75 g glucose at 09:20. Draw 60 min at 10:20, 120 min at 11:20."
        assert "GLU1H at 10:20" in lines(here)[1]
        await here.press("f4")
        assert "60 min 10:20" in lines(here)[1]


async def test_an_order_without_a_load_says_so(home: Path, clock: StillClock) -> None:
    with lab(home, clock) as desk:
        patient = PatientRequest(name="Asha Devi", sex="F", age="30 y")
        made = register(desk, OrderRequest(patient=patient, tests=("K",)))
    async with seat(home, clock, "phleb") as here:
        await here.app.open("order", made.order)
        await here.settle()
        await here.press("ctrl+l")
        assert here.said == "No open tube of this order counts from a load."
