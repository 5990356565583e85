"""A patient's results over time, on the screen."""

from pathlib import Path
from typing import Any

import pytest

from labkiosk.board import jobs
from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.release import release
from labkiosk.lab.request import Ident, OrderRequest, PatientRequest
from labkiosk.lab.results import Given, record
from tests.tui.desks import Seat, StillClock, lab, seat
from tests.tui.pictures import SIZES, looks_the_same

WHO = PatientRequest(
    name="Kamala Nair", sex="F", birth_date="1960-01-02", ids=(Ident(system="hospital", value="H777"),)
)


def history(home: Path, clock: StillClock, times: int) -> str:
    """Sodium so many times, an hour apart, the newest 140; the newest tube's number."""
    number = ""
    for n in reversed(range(times)):
        with lab(home, clock) as desk:
            number = register(desk, OrderRequest(patient=WHO, tests=("NA",))).samples[0].sample
            receive(desk, number)
            record(desk, number, [Given(test="NA", value=str(140 - n))])
        with lab(home, clock, "path") as desk:
            release(desk, [number])
        clock.later(60)
    return number


async def test_by_a_tube_and_by_name_and_sideways(home: Path, clock: StillClock) -> None:
    number = history(home, clock, 7)
    async with seat(home, clock) as here:
        await here.press("ctrl+g", "u")
        assert here.top.NAME == "cumulative"
        assert here.text(".head") == " Whose results?"
        await here.scan(number)
        assert here.text(".head") == " Kamala Nair, 66 y F, P01-0000001"
        lines = here.text("#text").splitlines()
        assert lines[0].split() == ["22", "Nov", "26"] * 4
        assert lines[2:4] == [
            "Biochemistry",
            "Sodium           mmol/L   140          139          138          137",
        ]
        assert lines[-1] == "Dates 1 to 4 of 7. * amended since its first report, ~ not final."
        await here.press("f11")
        assert here.said == "These are the newest."
        await here.press("f9")
        assert here.text("#text").splitlines()[3].split()[2:] == ["136", "135", "L", "134", "L"]
        await here.press("f9")
        assert here.said == "There are no older ones."
        await here.type("nobody")
        await here.press("enter")
        assert here.said == "Nobody is found by 'nobody': scan one of their tubes, or their card."
        await here.type("kam")
        await here.press("enter")
        assert here.text("#text").splitlines()[-1].startswith("Dates 1 to 4 of 7.")


async def test_printed_and_found_from_the_patient(home: Path, clock: StillClock) -> None:
    history(home, clock, 1)
    async with seat(home, clock) as here:
        await here.press("ctrl+g", "u")
        await here.press("f12")
        assert here.said == "Scan a tube or a card first."
        await here.press("f6")
        await here.type("kamala")
        await here.press("enter", "f9")
        assert (here.top.NAME, here.text(".head")) == ("cumulative", " Kamala Nair, 66 y F, P01-0000001")
        await here.press("f12")
        assert here.said == "Cumulative report U01-0000001 is printing. It takes no report's place."
        queued = [job for job in jobs.unfinished(here.top.lab.conn, "queued") if job.form == "cumulative"]
        assert [job.subject for job in queued] == ["U01-0000001"]


def visits(home: Path, clock: StillClock) -> str:
    """Three visits of one patient, worse each time; the newest tube's number."""
    number = ""
    for creatinine, sodium, potassium in (
        ("1.0", "139", "4.4"),
        ("2.1", "133", "5.6"),
        ("4.8", "128", "6.9"),
    ):
        with lab(home, clock) as desk:
            number = register(desk, OrderRequest(patient=WHO, tests=("KFT",))).samples[0].sample
            receive(desk, number)
            typed = (("CREA", creatinine), ("NA", sodium), ("K", potassium))
            record(desk, number, [Given(test=test, value=value, again=value) for test, value in typed])
        with lab(home, clock, "path") as desk:
            release(desk, [number])
        clock.later(2 * 24 * 60)
    return number


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_picture(snap_compare: Any, home: Path, clock: StillClock, size: tuple[int, int]) -> None:
    number = visits(home, clock)

    async def side_by_side(here: Seat) -> None:
        await here.press("ctrl+g", "u")
        await here.scan(number)

    looks_the_same(snap_compare, home, clock, size, side_by_side)
