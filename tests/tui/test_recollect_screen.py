"""The list of what is to be collected, and the list of what is at other laboratories."""

from pathlib import Path

from labkiosk.board import jobs, samples, sent
from labkiosk.lab.bench import reject
from labkiosk.tui.screens.results import ResultsScreen
from tests.tui.desks import StillClock, lab, seat
from tests.tui.test_results_screen import received, values


async def test_lists_print_and_what_is_not_wanted_is_cancelled(home: Path, clock: StillClock) -> None:
    tube = received(home, clock, "K")
    with lab(home, clock) as desk:
        new = reject(desk, tube, "CLOTTED").replacement
    async with seat(home, clock) as here:
        await here.press("ctrl+g", "r")
        drawn = "\n".join(strip.text for strip in here.app.screen._compositor.render_strips())
        assert "Asha Devi" in drawn and "Clotted" in drawn and "Ward 3" in drawn
        await here.press("f11")
        assert here.said == "Ward 3 only. F11 shows all."
        await here.press("f9")
        assert here.said == "Printing for Ward 3."
        assert jobs.of_subject(here.top.lab.conn, "R01-0000001")[0].form == "recollect"
        await here.press("ctrl+k")
        assert here.top.NAME == "intake_cancel"
        await here.press("n", "f9")
        found = samples.find(here.top.lab.conn, new)
        assert found is not None and found.state == "cancelled"
        assert here.top.NAME == "recollect"
        assert here.top.list.items == []  # type: ignore[attr-defined]


async def test_a_tube_is_sent_out_and_its_result_typed_from_its_slip(home: Path, clock: StillClock) -> None:
    tube = received(home, clock, "K", "FERR")
    async with seat(home, clock) as here:
        await here.scan(tube)
        await here.press("ctrl+n", "space", "s", "f9", *"S-77", "f9")
        assert here.said == f"FERR of {tube[-4:]} to State Public Health Laboratory: the slip is printing."
        assert here.top.NAME == "results"
        await here.press("ctrl+g", "d")
        await here.press("enter")
        assert isinstance(here.top, ResultsScreen)
        await here.press("f3")
        await here.scan(f"LK:SENT:{tube}")
        assert isinstance(here.top, ResultsScreen)
        assert here.said == "Type what the slip says, and compare the name."
        await here.press("down", *"500", "enter")
        await here.press("down", "ctrl+e", *"20-600", "enter", "f9")
        found = samples.results(here.top.lab.conn, tube)["FERR"]
        assert (found.value, found.flag, found.reference, found.laboratory) == (
            "500", "", "20-600", "State Public Health Laboratory",
        )  # fmt: skip
        assert sent.out(here.top.lab.conn) == []
        assert "K" not in values(here, tube)


async def test_what_is_sent_out_is_called_back_and_a_tube_that_is_away_says_so(
    home: Path, clock: StillClock
) -> None:
    tube = received(home, clock, "K")
    async with seat(home, clock) as here:
        await here.scan(tube)
        await here.press("ctrl+n", "f11", *"Dr Sen", "f9", "f9", "f9")
        await here.press("f3")
        await here.scan(tube)
        assert here.top.NAME == "sample"
        assert here.said == f"Sample {tube[-4:]} is at Dr Sen. Scan its slip to type the results."
        await here.press("ctrl+g", "d")
        await here.press("f11")
        assert here.said == "The slip is printing."
        await here.press("f9", *"kit came", "f9")
        assert here.said == f"K of {tube[-4:]} stand in the queue again."
        assert sent.out(here.top.lab.conn) == []
