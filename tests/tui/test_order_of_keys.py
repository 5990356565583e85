"""Keys count in the order they were pressed, however fast."""

from pathlib import Path

import pytest

from labkiosk.lab.intake import register
from labkiosk.lab.request import Ident, OrderRequest, PatientRequest
from labkiosk.tui.screens.intake_order import OrderScreen
from labkiosk.tui.widgets.field import Field
from tests.tui.desks import Seat, StillClock, lab, new_home, seat

FAMILY = (("Asha Devi", "F"), ("Ravi Devi", "M"), ("Sita Devi", "F"))


@pytest.fixture
def home(tmp_path: Path, clock: StillClock) -> Path:
    folder = new_home(tmp_path, clock)
    mobile = Ident(system="mobile", value="9876543210")
    with lab(folder, clock) as desk:
        for name, sex in FAMILY:
            register(
                desk, OrderRequest(patient=PatientRequest(name=name, sex=sex, ids=(mobile,)), tests=("HB",))
            )
    return folder


async def at_once(here: Seat, *keys: str) -> None:
    for key in keys:
        here._post(key)
    await here.settle()


@pytest.mark.parametrize(("moves", "patient"), [(1, "P01-0000003"), (2, "P01-0000002"), (3, "P01-0000001")])
async def test_enter_takes_the_line_that_the_keys_before_it_marked(
    home: Path, clock: StillClock, moves: int, patient: str
) -> None:
    async with seat(home, clock) as here:
        await here.press("f2")
        await here.type("9876543210")
        await here.press("enter")
        await at_once(here, *["down"] * moves, "enter")
        assert isinstance(here.top, OrderScreen)
        assert here.top.patient == PatientRequest(id=patient)


async def test_enter_takes_the_offer_that_the_keys_before_it_marked(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.press("f2")
        await here.type("9876543210")
        await here.press("enter", "down", "enter")
        assert isinstance(here.top, OrderScreen)
        await here.type("ure")
        offers = [o.code for o in here.top.basket.offers("ure")]
        await at_once(here, "down", "down", "up", "enter")
        assert list(here.top.basket.codes) == [offers[1]]


@pytest.mark.parametrize("go_on", ["enter", "tab"])
async def test_keys_in_a_heap_land_in_their_own_fields(home: Path, clock: StillClock, go_on: str) -> None:
    async with seat(home, clock) as here:
        await here.press("f2", "f9")
        for text in ("Anjali", "F", "44", "H9", "9123456789"):
            for key in (*text, go_on):
                here._post(key)
        await here.settle()
        fields = {f.id: f.value for f in here.top.query(Field)}
        assert fields == {
            "name": "Anjali", "sex": "F", "born": "44", "hospital": "H9", "mobile": "9123456789", "abha": "",
        }  # fmt: skip
