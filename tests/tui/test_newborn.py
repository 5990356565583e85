"""A newborn from its mother's record: one key, and the order of birth stands large from then on."""

from pathlib import Path

import pytest

from labkiosk.board import patients
from labkiosk.tui.widgets.banner import Banner
from labkiosk.tui.widgets.digits import big
from labkiosk.tui.widgets.field import Field
from tests.tui.desks import StillClock, seat
from tests.tui.morning import Morning


async def test_the_second_of_twins(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        conn = here.app.desk.lab.conn
        await here.press("f2", *"asha", "enter")
        await here.press("ctrl+n", *"F", *["enter"] * 5)
        await here.press("ctrl+u", *"2", "enter", "ctrl+u", *"2", "enter", *"07:25", "f9")
        whose = here.top.query_one(Banner).whose
        assert whose is not None
        assert (whose.name, whose.baby) == ("Baby 2 of 2 of Asha Devi", "2")
        await here.press(*"na", "enter", "f9")
        (child,) = patients.children(conn, "P01-0000001")
        baby = patients.patient(conn, child)
        assert baby is not None
        assert (baby.name, baby.sex, baby.birth_date) == ("Baby 2 of 2 of Asha Devi", "F", "2026-11-22")
        (order,) = patients.orders_of(conn, child)
        (tube,) = patients.open_samples_of(conn, child)[order.id]
        await here.app.open("receive", tube)
        await here.settle()
        drawn = here.text("Banner").splitlines()
        said = zip(big("2"), ("Baby 2", "0 d  F", tube[:6]), strict=True)
        assert [line[: len(big("2")[0]) + 8] for line in drawn] == [f" {high} {word}" for high, word in said]


async def test_what_must_be_said(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.app.open("orders", "P01-0000001")
        await here.settle()
        await here.press("ctrl+n", "f9")
        assert here.said == "Type the sex: F, M, O (other) or U (not known)."
        await here.press(*"M", "f9")
        assert here.said == "Say when the baby was born: a time, a date or an age."
        await here.press(*["enter"] * 5, "ctrl+u", *"3", "f9")
        assert here.said == "Baby 3 of 1 cannot be: number them from 1, and say how many there are."


@pytest.mark.parametrize(
    ("row", "typed", "said"),
    [
        ("mobile", "04", 'Mobile number "04" is wrong: type 10 digits that begin with 6 to 9, or + and the country code.'),
        ("abha", "12", 'ABHA number "12" is wrong: type its 14 digits.'),
        ("born", "999", "Age 999 y is more than 130 years. Check it."),
        ("born_at", "25:00", "Type the birth time like 07:10 or 2026-11-22 07:10."),
        ("born_at", "23:59", "The birth time is in the future: check it."),
    ],
)  # fmt: skip
async def test_what_cannot_be_is_said_before_the_tests(
    home: Path, clock: StillClock, day: Morning, row: str, typed: str, said: str
) -> None:
    async with seat(home, clock) as here:
        await here.app.open("orders", "P01-0000001")
        await here.settle()
        await here.press("ctrl+n", *"M")
        if row not in ("born", "born_at"):
            here.top.query_one("#born", Field).value = "0 d"
        here.top.query_one(f"#{row}", Field).value = typed
        await here.press("f9")
        assert (here.said, here.top.NAME) == (said, "patient_baby")


async def test_an_unknown_patients_age_that_cannot_be_is_said_before_the_tests(
    home: Path, clock: StillClock
) -> None:
    async with seat(home, clock) as here:
        await here.press("f2", "f9", "enter", "enter", *"999 y", "f12")
        assert here.top.NAME == "patient_new"
        assert here.said.startswith("Age 999")


async def test_nobody_is_marked(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.press("f2", "ctrl+n")
        assert here.said == "Find the mother first, then press Ctrl+N."
