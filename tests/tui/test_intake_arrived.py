"""Requests from a ward with their tubes in the hand, as they are pressed and scanned."""

from pathlib import Path

import pytest

from labkiosk.board import samples
from labkiosk.lab.blank import blank_labels
from labkiosk.lab.intake import register
from labkiosk.lab.request import Ident, OrderRequest, PatientRequest
from labkiosk.lab.scan import sample_of
from tests.board.latest import latest
from tests.tui.desks import Seat, StillClock, lab, seat


@pytest.fixture
def known(home: Path, clock: StillClock) -> None:
    with lab(home, clock) as desk:
        for name, number in (("Asha Devi", "H123"), ("Ravi Kumar", "H124")):
            ids = (Ident(system="hospital", value=number),)
            patient = PatientRequest(name=name, sex="F", age="51 y", ids=ids)
            register(desk, OrderRequest(patient=patient, tests=("PT",)))


async def ask(here: Seat, number: str, *tests: str) -> None:
    """From intake to the tubes in the hand."""
    await here.scan(number)
    await here.press("enter")
    for test in tests:
        await here.press(*test, "enter")
    await here.press("f9")


def states(here: Seat) -> list[str]:
    placed = latest(here.top.lab.conn)[0]
    return [s.state for s in samples.of_order(here.top.lab.conn, placed.id)]


async def test_a_whole_intake_with_its_tubes_takes_at_most_25_keys(
    home: Path, clock: StillClock, known: None
) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "ctrl+a")
        await here.scan("H123")
        await here.press("enter", *"kft", "enter", *"coag", "enter", "f11", "f11", "tab", *"W3", "f9")
        assert here.said == "2 tubes needed. Type how many are in the hand, then Enter; Space marks one."
        await here.press("2", "enter", "f9")
        assert (here.keys, here.keys <= 25) == (21, True)
        assert states(here) == ["received", "received"]
        assert here.said == "Registered, 2 of 2 received. Next request: scan, or type."
        keys = here.keys
        await ask(here, "H124", "cbc")
        await here.press("1", "enter", "f9")
        assert here.keys - keys == 9
        placed = latest(here.top.lab.conn)[0]
        assert (placed.ward, placed.collected_at, states(here)) == ("W3", None, ["received"])


async def test_what_has_no_tube_is_not_counted_among_those_that_came(
    home: Path, clock: StillClock, known: None
) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "ctrl+a")
        await ask(here, "H123", "cbc", "bt")
        await here.press("1", "enter", "f9")
        assert here.said == "Registered, 1 of 1 received. Next request: scan, or type."


async def test_the_way_and_the_wards_batch_last_until_sign_out(
    home: Path, clock: StillClock, known: None
) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "ctrl+a")
        assert here.said == "Tubes have arrived: ward and clinician stay for the next request."
        await here.scan("H123")
        await here.press(
            "enter", *"pt", "enter", "tab", *"W3", "tab", *"12", "tab", *"Rao", "f9", "1", "enter", "f9"
        )
        await here.press("f3", "f2")
        assert here.text("#mode").startswith(" ARRIVED ")
        await here.scan("H124")
        await here.press("enter")
        assert here.text("#asked").startswith("ARRIVED")
        details = here.top.query_one("Details").values  # type: ignore[attr-defined]
        assert {k: v for k, v in details.items() if v} == {"location": "W3", "clinician": "Rao"}
        # What came from the batch alone is nothing half typed.
        await here.press("escape")
        assert here.app.desk.half_typed is None
        await here.press("f10")
        await here.scan("phleb")
        await here.press("f2")
        assert here.text("#mode").startswith(" DRAW HERE ")


async def test_those_that_did_not_come_stay_expected(home: Path, clock: StillClock, known: None) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "ctrl+a")
        await ask(here, "H123", "pt", "kft", "cbc")
        await here.press("f9")
        assert here.said.startswith("No tube is marked: type how many are in the hand.")
        await here.press("2", "enter")
        assert here.said == "2 counted, 3 tubes needed: mark those that came with Space."
        await here.press("space", "down", "space", "f9")
        assert states(here) == ["received", "expected", "received"]


async def test_a_tube_is_ticked_by_what_it_carries(home: Path, clock: StillClock, known: None) -> None:
    with lab(home, clock) as desk:
        (label,) = blank_labels(desk, 1)
    async with seat(home, clock, "tech") as here:
        await here.press("f2", "ctrl+a")
        await ask(here, "H123", "pt", "kft", "cbc")
        await here.scan("HIS-77", "HIS-77")
        assert here.said == "HIS-77 is scanned already: scan the next tube."
        await here.scan(label)
        assert here.said == f"{label} is tube 2, yellow. 2 of 3 tubes in the hand. F9 registers and receives."
        await here.scan("LK:CARD:O01-0000001")
        assert here.said == "LK:CARD:O01-0000001 is a code of this laboratory's own papers: scan the tube."
        await here.press("f9")
        placed = latest(here.top.lab.conn)[0]
        tubes = samples.of_order(here.top.lab.conn, placed.id)
        assert [t.part for t in tubes] == [1, 2, 3]
        assert [t.state for t in tubes] == ["received", "received", "expected"]
        assert tubes[1].number == label
        assert sample_of(here.top.lab.conn, "HIS-77") == tubes[0]
        # Found by it on every screen.
        for screen in ("f2", "f3", "f4", "f6"):
            await here.press(screen)
            await here.scan("HIS-77")
            assert here.top.number == tubes[0].number  # type: ignore[attr-defined]


async def test_an_order_left_at_its_tubes_goes_on_where_it_was(
    home: Path, clock: StillClock, known: None
) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "ctrl+a")
        await ask(here, "H123", "pt")
        await here.press("f3", "f2")
        assert here.said == "Half typed: Asha Devi, PT. Enter goes on with it. Or: who is it?"
        await here.press("enter", "f9", "1", "enter", "f9", "f3", "f2")
        assert here.said == "Who is it? Scan the card, or type a number or name, then Enter."
        assert states(here) == ["received"]


async def test_f9_twice_at_the_tubes_registers_once(home: Path, clock: StillClock, known: None) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "ctrl+a")
        await ask(here, "H123", "pt")
        before = len(latest(here.top.lab.conn))
        await here.press("1", "enter", "f9", "f9")
        assert (here.top.NAME, len(latest(here.top.lab.conn))) == ("intake", before + 1)


async def test_a_late_tubes_other_barcode_is_bound_at_receipt(
    home: Path, clock: StillClock, known: None
) -> None:
    with lab(home, clock) as desk:
        (label,) = blank_labels(desk, 1)
        first, second = samples.expected(desk.conn)
    async with seat(home, clock, "tech") as here:
        await here.press("f4", "ctrl+a")
        assert here.said == "Scan the tube, then its other barcode, then press Ctrl+A."
        await here.scan(first.number, "HIS-77")
        assert here.said == f"HIS-77 is on no tube yet. Ctrl+A: it is on tube {first.number[-4:]}."
        await here.press("ctrl+a")
        assert sample_of(here.top.lab.conn, "HIS-77").id == first.id
        await here.scan(second.number, label)
        await here.press("ctrl+a")
        assert here.said == f"Tube {label[-4:]} is found by {label} from here on."
        assert sample_of(here.top.lab.conn, label).id == second.id
        await here.scan("HIS-77")
        assert here.top.number == first.number  # type: ignore[attr-defined]


async def test_blank_papers_are_printed_from_the_screen(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("ctrl+g", "b")
        await here.press("enter", *"x", "f9")
        assert here.said == "Type a number from 1 to 500."
        await here.press("backspace", *"2", "f9")
        assert here.said.startswith("2 are printing, from 010000000016 to 010000000027.")
        await here.press("down", "enter", *"1", "f9")
        assert here.said.startswith("1 are printing, from F01-0000001")
        await here.press("f8")
        shown = [here.top.row(p).cells[1:3] for p in here.top.list.items]  # type: ignore[attr-defined]
        assert shown == [("blank", "010000000016"), ("blank", "010000000027"), ("request", "F01-0000001")]


async def test_a_childs_tubes_are_counted_as_they_are_registered(home: Path, clock: StillClock) -> None:
    with lab(home, clock) as desk:
        (label,) = blank_labels(desk, 1)
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "ctrl+a", "f9", *"Ravi", "enter", "m", "enter", *"8 m", "f9")
        await here.press(*"kft", "enter", *"hb", "enter", "f9")
        names = [here.top.row(n).cells[3] for n in here.top.list.items]  # type: ignore[attr-defined]
        await here.press("down")
        await here.scan(label)
        await here.press("f9")
        placed = latest(here.top.lab.conn)[0]
        tubes = samples.of_order(here.top.lab.conn, placed.id)
        assert [t.container_name for t in tubes] == names
        assert [(t.number == label, t.state) for t in tubes] == [(False, "expected"), (True, "received")]
