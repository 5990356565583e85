"""A day's turnaround, one key away from the counts."""

from pathlib import Path

from labkiosk.board import jobs
from labkiosk.lab.release import release
from tests.tui.desks import StillClock, lab, seat
from tests.tui.morning import Morning


async def test_a_day_its_parts_and_other_days(home: Path, clock: StillClock, day: Morning) -> None:
    with lab(home, clock, "path") as desk:
        (out,) = release(desk, [day.long])
    left = sum(map(len, out.tests.values()))
    async with seat(home, clock) as here:
        await here.press("f7", "enter")
        assert here.top.NAME == "turnaround"
        lines = here.text("#text").splitlines()
        assert lines[0] == "What passed on Sun 22 Nov 2026"
        assert lines[1] == "tubes received                         3"
        await here.press("f9")
        assert here.text("#text").splitlines()[0] == "What passed on Sun 22 Nov 2026, by bench"
        assert here.text("#text").splitlines()[4].split() == ["Haematology", str(left), "1", "1", "100", "%"]
        await here.press(*"haematology", "enter")
        lines = here.text("#text").splitlines()
        assert lines[0] == "What passed on Sun 22 Nov 2026, bench Haematology"
        assert lines[2].split() == ["receipt", "to", "release", str(left), "1", "1", "100", "%"]
        assert here.said == "F9 comes back."
        await here.press("f9")
        assert here.text("#text").splitlines()[0] == "What passed on Sun 22 Nov 2026, by bench"
        await here.press("f11")
        assert here.text("#text").splitlines()[0] == "What passed on Sat 21 Nov 2026, by bench"
        assert here.text("#text").splitlines()[-1] == "Nothing passed."
        await here.press(*"2026-11-22", "enter", "f9", "f9", "f9", "f9")
        assert here.text("#text").splitlines()[1] == "tubes received                         3"
        await here.press(*"2026-11-23", "enter")
        assert here.said == "That day has not been yet."
        await here.press("f11", *"today", "enter")
        assert here.text("#text").splitlines()[0] == "What passed on Sun 22 Nov 2026"


async def test_the_day_that_stands_there_prints(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.press("f7", "enter", "f11", "f12")
        assert here.said == "Summary Y01-0000001 of 21 Nov is printing."
        queued = jobs.unfinished(here.top.lab.conn, "queued")
        assert [job.subject for job in queued if job.form == "summary"] == ["Y01-0000001"]


async def test_a_tube_opens_as_everywhere(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.press("f7", "enter")
        await here.scan(day.waiting)
        assert here.top.NAME == "results"
