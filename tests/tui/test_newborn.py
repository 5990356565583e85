"""A newborn from its mother's record: one key, and the order of birth stands large from then on."""

from pathlib import Path

from labkiosk.board import patients
from labkiosk.tui.widgets.banner import Banner
from labkiosk.tui.widgets.digits import big
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


async def test_nobody_is_marked(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.press("f2", "ctrl+n")
        assert here.said == "Find the mother first, then press Ctrl+N."
