"""What was taken in by mistake is corrected or cancelled, with a reason."""

from pathlib import Path

import pytest

from labkiosk.board import patients, samples
from labkiosk.facts.errors import Refused
from labkiosk.lab.scan import sample_of
from tests.board.latest import latest
from tests.tui.desks import StillClock, seat
from tests.tui.known import ASHA, MOBILE, asked, shown


async def test_a_correction_makes_new_labels_and_voids_the_old(home: Path, clock: StillClock) -> None:
    made = asked(home, clock, ASHA)[0]
    old = made.samples[0].sample
    async with seat(home, clock, "phleb") as here:
        await here.press("f2")
        await here.scan("H123")
        await here.press("f11", "end", *(["backspace"] * 4), *"Rani", *(["enter"] * 6))
        await here.type("misspelt")
        await here.press("f9")
        conn = here.top.lab.conn
        tube = samples.of_order(conn, made.order)[0]
        assert here.said == f"Corrected. Stick on the new labels: {tube.number[-4:]}. Old ones are void."
        assert await shown(here) == ["Asha Rani", None]
        patient = patients.patient(conn, made.patient)
        assert patient is not None
        assert patient[1:5] == ("Asha Rani", "F", "1975-11-22", True)
        assert [i.value for i in patients.identifiers(conn, made.patient)] == ["H123", MOBILE]
        with pytest.raises(Refused):
            sample_of(conn, old)


async def test_a_mistaken_order_is_cancelled_with_a_reason(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "f12", *"pt", "enter", *"kft", "enter", "f9", "ctrl+k", "f12")
        assert here.said == "Press the letter of the reason first."
        await here.press("w", "f12")
        placed = latest(here.top.lab.conn)[0]
        assert here.said == f"Order {placed.id}: 8 tests cancelled. Throw its labels away."
        assert {s.state for s in samples.of_order(here.top.lab.conn, placed.id)} == {"cancelled"}
        assert "cancelled" in here.text("#done")


async def test_single_tests_are_cancelled_from_the_sample(home: Path, clock: StillClock) -> None:
    tube = asked(home, clock, ASHA, tests=("KFT",))[0].samples[0].sample
    async with seat(home, clock, "tech") as here:
        await here.app.open("sample", tube)
        await here.settle()
        await here.press("ctrl+k", "down", "space", "o", "f9")
        states = {t.code: t.state for t in samples.tests(here.top.lab.conn, tube)}
        assert states.pop("CREA") == "open"
        assert set(states.values()) == {"cancelled"}
