"""The queue and the counts go onto paper with one key."""

from pathlib import Path

from labkiosk.board import jobs
from labkiosk.lab.bench import reject
from tests.tui.desks import StillClock, lab, seat
from tests.tui.test_results_screen import received


async def test_a_worklist_is_of_one_bench(home: Path, clock: StillClock) -> None:
    received(home, clock, "K")
    async with seat(home, clock) as here:
        await here.press("f3", "f12")
        assert here.said == "A worklist is of one bench: choose it with F9."
        while here.top.desk.bench != "CHEM":
            await here.press("f9")
        await here.press("f12")
        assert here.said == "Worklist Q01-0000001 of Biochemistry is printing: 1 tube."
        assert [j.form for j in jobs.of_subject(here.top.lab.conn, "Q01-0000001")] == ["worklist"]


async def test_the_summary_of_today(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.press("f7", "f12")
        assert here.said == "Summary Y01-0000001 of today is printing."
        assert [j.form for j in jobs.of_subject(here.top.lab.conn, "Y01-0000001")] == ["summary"]


async def test_a_rejected_tube_has_its_slip_printed_again(home: Path, clock: StillClock) -> None:
    tube = received(home, clock, "K")
    with lab(home, clock) as desk:
        reject(desk, tube, "CLOTTED")
    async with seat(home, clock) as here:
        await here.app.open("sample", tube)
        await here.settle()
        await here.press("f11")
        assert here.said == "The rejection slip is printing. It says COPY."
        printed = jobs.of_subject(here.top.lab.conn, tube, "rejection")
        assert [j.copy for j in printed] == [0, 1]
