"""What is left half typed at the window goes on where it was, and only for the one it was typed for."""

from pathlib import Path

import pytest

from labkiosk.board import patients
from tests.board.latest import latest
from tests.tui.desks import StillClock, seat
from tests.tui.known import ASHA, asked


@pytest.mark.parametrize("away", ["f3", "escape", "f10"])
async def test_a_new_patient_left_half_typed_goes_on_where_it_was(
    home: Path, clock: StillClock, away: str
) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "f9", *"Noor Bano", "enter", "f", "enter", *"30", away)
        if away == "f10":
            await here.scan("tech")
        await here.press("f3", "f2")
        assert here.said == "Half typed: new patient Noor Bano. Enter goes on with it. Or: who is it?"
        await here.press("enter")
        fields = here.top.fields  # type: ignore[attr-defined]
        assert (fields.name, fields.sex, fields.born) == ("Noor Bano", "f", "30")
        # On to the tests, and away again before any is chosen: the patient is not lost there either.
        await here.press("f9", "f3", "f2")
        assert here.said == "Half typed: Noor Bano, no tests yet. Enter goes on with it. Or: who is it?"
        await here.press("enter", *"pt", "enter", "f9", "f3", "f2")
        assert here.said == "Who is it? Scan the card, or type a number or name, then Enter."
        assert [p.name for p in patients.by_name(here.top.lab.conn, "noor")] == ["Noor Bano"]


async def test_what_was_only_searched_for_is_not_kept(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", *"noor", "enter", "enter")
        assert here.top.NAME == "patient_new"
        await here.press("f3", "f2")
        assert here.said == "Who is it? Scan the card, or type a number or name, then Enter."


@pytest.mark.parametrize("away", ["f3", "escape", "f10"])
async def test_an_order_left_half_typed_goes_on_where_it_was(
    home: Path, clock: StillClock, away: str
) -> None:
    asked(home, clock, ASHA)
    async with seat(home, clock, "phleb") as here:
        await here.press("f2")
        await here.scan("H123")
        await here.press("enter", *"kft", "enter", "f11", "tab", *"W3", away)
        if away == "f10":
            await here.scan("tech")
        await here.press("f3", "f2")
        assert here.said == "Half typed: Asha Devi, KFT. Enter goes on with it. Or: who is it?"
        await here.press("enter")
        assert here.text("#asked") == "urgent KFT"
        await here.press("f9", "f3", "f2")
        assert here.said == "Who is it? Scan the card, or type a number or name, then Enter."
        placed = latest(here.top.lab.conn)[0]
        assert (placed.ward, placed.priority) == ("W3", "urgent")


async def test_what_one_unknown_patient_was_left_with_is_not_the_next_ones(
    home: Path, clock: StillClock
) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "f12", *"kft", "enter", "f3", "f2", "f12")
        assert here.text("#asked") == "routine no tests yet"
        await here.press(*"pt", "enter", "f9", "f3", "f2", "enter")
        assert here.text("#asked") == "routine KFT"
