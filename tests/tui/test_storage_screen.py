"""Storage, aliquots and add-on tests, by keys and scans."""

from pathlib import Path
from typing import Any

import pytest

from labkiosk.board import racks, samples
from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.storage import make_rack, store
from tests.tui.desks import Seat, StillClock, lab, new_home, seat
from tests.tui.pictures import Play, looks_the_same
from tests.tui.test_screens import rows

SERUM, BLOOD, AWAY = "010000000016", "010000000027", "010000000034"
RACK = "K01-0000001"
CODE = f"LK:RACK:{RACK}"


@pytest.fixture
def home(tmp_path: Path, clock: StillClock) -> Path:
    """Two received tubes and one that is not, and a rack of 20 in rows of 10."""
    home = new_home(tmp_path, clock)
    with lab(home, clock, "tech") as desk:
        asha = PatientRequest(name="Asha Devi", sex="F", age="51 y")
        register(desk, OrderRequest(patient=asha, tests=("NA", "K", "TSH", "HB"), collected_at="09:00"))
        register(desk, OrderRequest(patient=asha, tests=("PT",)))
        receive(desk, SERUM)
        receive(desk, BLOOD)
        make_rack(desk, "Fridge 1", 20, 10)
    return home


def places(here: Seat) -> list[tuple[str, int]]:
    return [(p.sample, p.position) for p in racks.content(here.app.desk.lab.conn, RACK)]


async def test_a_rack_scanned_anywhere_takes_the_tubes_that_follow(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.scan(CODE)
        assert here.top.NAME == "storage"
        await here.scan(SERUM)
        assert here.said == "0016 is in position 1, row 1 column 1. Scan the next tube."
        await here.press(*"12", "enter")
        assert here.said == "Scan the tube for position 12."
        await here.scan(BLOOD)
        assert places(here) == [(SERUM, 1), (BLOOD, 12)]
        await here.scan(AWAY)
        assert here.said == "Sample 0034 is not received yet: scan it at receipt first."
        await here.press("f9")
        assert here.said == "0016 is out of the rack."
        assert places(here) == [(BLOOD, 12)]


async def test_nothing_is_thrown_away_while_a_test_is_open(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.scan(CODE)
        await here.scan(SERUM)
        await here.press("ctrl+d", "f9")
        assert here.said == "Tests are still open on 0016: do or cancel them first."
        await here.press("ctrl+e", "enter", "f9")
        assert here.said == "Tests are still open on 0016: do or cancel them first."
        assert places(here) == [(SERUM, 1)]


async def test_a_new_rack_is_made_and_turned_to(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.press("ctrl+g", "s")
        await here.press("f11", *"Fridge 2", "tab", *"many", "f9")
        assert here.said == "Type the positions as a number, like 50; in a row a number too, or nothing."
        await here.press("tab", "ctrl+u", *"5", "f9")
        assert here.said == "Fridge 2 is made, and its label prints. Scan the tubes that go in."
        await here.press("f12")
        assert [line.split()[0] for line in rows(here)] == ["0/20", "0/5"]


async def test_a_stored_tube_is_found_with_its_place(home: Path, clock: StillClock) -> None:
    with lab(home, clock, "tech") as desk:
        store(desk, RACK, SERUM, 12)
    async with seat(home, clock) as here:
        await here.press("f6", *SERUM, "enter")
        assert here.top.NAME == "sample"
        assert here.text("#place") == "STORED in Fridge 1, position 12, row 2 column 2."


async def test_an_aliquot_is_poured(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.app.open("sample", SERUM)
        await here.settle()
        await here.press("ctrl+l", "f9")
        assert here.said == "No test is named: say which go into the aliquot."
        await here.press("down", "down", "space", "f9")
        assert here.said == "Aliquot 0042: TSH. Its label prints."
        assert here.text("#place") == "Aliquots: 010000000042."
        await here.press("ctrl+l", "up", "space", "f9")
        assert here.text("#place") == "Aliquots: 010000000042, 010000000050."
        await here.app.open("sample", "010000000050")
        await here.settle()
        await here.scan(CODE)
        await here.scan("010000000050")
        await here.press("enter")
        assert here.text("#place").splitlines() == [
            f"Aliquot of sample {SERUM}.",
            "STORED in Fridge 1, position 1, row 1 column 1.",
        ]


async def test_a_test_is_added_on_and_a_doubt_is_asked_about(home: Path, clock: StillClock) -> None:
    clock.later(120)
    async with seat(home, clock) as here:
        await here.app.open("sample", SERUM)
        await here.settle()
        await here.press("ctrl+a", *"crea", "f9")
        assert here.said == "CREA added to 0016."
        await here.press("ctrl+a", *"ldh pt", "f9", *"spun", "f9")
        assert here.said == "LDH added to 0016; PT on a new tube, 0042. Its label prints."
        await here.press("ctrl+a", *"xyzzy", "f9")
        assert here.said == "no test or panel is called 'xyzzy'; `labkiosk catalogue` lists them"
        conn = here.app.desk.lab.conn
        assert [t.note for t in samples.tests(conn, SERUM) if t.code == "LDH"] == [
            "added on 3 h from collection, no figure for how long it keeps; fit by Example Technician: spun"
        ]


async def storing(here: Seat) -> None:
    await here.scan(CODE)
    await here.scan(SERUM)


async def asking(here: Seat) -> None:
    await storing(here)
    await here.press("enter")
    await here.press("ctrl+a", *"ldh", "f9")


@pytest.mark.parametrize("play", [storing, asking], ids=lambda p: p.__name__)
def test_a_storage_picture(snap_compare: Any, home: Path, clock: StillClock, play: Play) -> None:
    looks_the_same(snap_compare, home, clock, (80, 24), play)
