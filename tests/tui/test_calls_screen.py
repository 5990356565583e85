"""Calls on the screen: the title's clock and bell, ringing, read-back, the slip, what is known, and the way on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from labkiosk.board import calls, jobs
from labkiosk.lab.bench import receive
from labkiosk.lab.calling import take_call
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.tui.widgets.board_list import BoardList
from tests.tui.desks import Seat, StillClock, lab, seat
from tests.tui.pictures import SIZES, looks_the_same
from tests.tui.test_deliveries_screen import shown, title

WARDS = """ward,phone,escalate_min,tries,to,to_phone,note
,,15,3,doctor on call,4100,
ICU,4112,10,2,ICU registrar,4113,
"""
KNOWN = "test,days,change,unit,source,approved_by,note\nCREA,7,1,mg/dL,the hospital,,\n"


def critical(desk: Lab, name: str, ward: str, **values: str) -> str:
    patient = PatientRequest(name=name, sex="F", age="40 y")
    placed = register(desk, OrderRequest(patient=patient, tests=tuple(values), location=ward))
    tube = placed.samples[0].sample
    receive(desk, tube)
    record(desk, tube, [Given(test=test, value=value, again=value) for test, value in values.items()])
    return tube


@pytest.fixture
def icu(home: Path, clock: StillClock) -> Iterator[str]:
    """Two values of one patient in the ICU, to be told for four minutes; her tube."""
    (home / "catalogue").mkdir(exist_ok=True)
    (home / "catalogue" / "calls.csv").write_text(WARDS)
    with lab(home, clock) as desk:
        tube = critical(desk, "Asha Devi", "ICU", K="6.8", NA="118")
    clock.later(4)
    yield tube


async def told(here: Seat, *said: str) -> None:
    """Mary, a sister, reads these back."""
    await here.press("f9", *"Mary", "tab", *"Sister", "tab")
    for each in said:
        await here.press("tab", *each)
    await here.press("f9")


async def test_the_title_says_it_and_the_bell_rings_once_and_again_for_the_next_in_line(
    home: Path, icu: str, clock: StillClock
) -> None:
    async with seat(home, clock) as here:
        rung: list[None] = []
        here.app.bell = lambda: rung.append(None)  # type: ignore[method-assign]
        assert " CALL 1, 4 min " in title(here)
        clock.later(5)
        here.app._look()
        assert (" CALL 1, 9 min " in title(here), rung) == (True, [])
        clock.later(1)
        here.app._look()
        here.app._look()
        assert (" !! CALL 1, 10 min " in title(here), len(rung)) == (True, 1)
        with lab(home, clock) as other:
            critical(other, "Ravi Kumar", "Ward 3", K="2.4")
        here.app._look()
        assert (" !! CALL 2, 10 min " in title(here), len(rung)) == (True, 2)


async def test_a_ward_is_told_and_reads_back(home: Path, icu: str, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.press("ctrl+g", "a")
        assert shown(here) == [("", "4", "ICU", "4112", "Asha Devi", "K 6.8 HH, NA 118 LL", "")]
        assert here.text("#told").splitlines() == [
            "ICU, ring 4112",
            f"Asha Devi, sample {icu}",
            "Potassium 6.8 mmol/L HH critical high",
            "Sodium 118 mmol/L LL critical low",
            "After 10 min or 2 tries: ICU registrar",
        ]
        await told(here, "6.80", "181")
        assert (
            here.said == "NOT TAKEN: read back NA 181, it is 118 mmol/L. Say it again, and have it read back."
        )
        await here.press("escape")
        assert "read back wrong at 4112" in here.text("#told")
        await told(here, "6.80", "118")
        assert here.said == "Mary was told, and read it back. It stands on the report."
        here.app._look()
        assert (shown(here), "CALL" in title(here)) == ([], False)
        found = calls.of_sample(here.top.lab.conn, icu)
        assert [(c.taken_by, c.role, c.phone, c.said) for c in found] == [
            ("Mary", "Sister", "4112", "6.80"),
            ("Mary", "Sister", "4112", "118"),
        ]


async def test_no_value_is_seen_while_it_is_read_back(home: Path, icu: str, clock: StillClock) -> None:
    def seen(here: Seat) -> bool:
        return here.top.query_one("#told").visible or here.top.query_one(BoardList).visible

    async with seat(home, clock) as here:
        await here.press("ctrl+g", "a")
        for leaves in (["escape"], ["f9"]):
            assert seen(here)
            await here.press("f9", *"Mary", "tab", *"Sister", "tab", "tab", *"6.8", "tab", *"118")
            assert not seen(here)
            await here.press(*leaves)
        assert (seen(here), here.said.startswith("Mary was told")) == (True, True)
        clock.later(1)
        with lab(home, clock) as other:
            critical(other, "Ravi Kumar", "Ward 3", K="2.4")
        here.app._look()
        await here.press("f9")
        await here.scan("010000000018")
        assert not seen(here)
        await here.scan("LK:CALL:010000000027")
        assert seen(here)


async def test_tries_lead_to_the_next_in_line_and_a_slip(home: Path, icu: str, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.press("ctrl+g", "a")
        await here.press("f11")
        assert here.said == "Kept, try 1. Ring again, or Ctrl+P prints a slip for a runner."
        await here.press("f12")
        assert here.said == "Kept. Ring ICU registrar 4113 now. A runner's slip is printing."
        assert shown(here)[0][:4] == ("!!", "4", "ICU registrar", "4113")
        assert here.text("#told").splitlines()[-2:] == [
            "10:04 no answer at 4112, Example Technician",
            "10:04 goes to ICU registrar at 4113: 2 tries",
        ]
        await here.press("ctrl+p")
        assert here.said.startswith("The slip is printing.")
        assert len(jobs.of_subject(here.top.lab.conn, icu, "runner")) == 2


async def test_where_no_number_stands_it_asks_for_the_one_that_was_rung(
    home: Path, icu: str, clock: StillClock
) -> None:
    with lab(home, clock) as other:
        tube = critical(other, "Ravi Kumar", "Ward 3", K="2.4")
    async with seat(home, clock) as here:
        await here.press("ctrl+g", "a")
        await here.press("down", "f11", *"4555", "f9")
        assert here.said.startswith("Kept, try 1.")
        [call] = calls.of_sample(here.top.lab.conn, tube)
        assert [(t.how, t.phone) for t in call.tries] == [("no answer", "4555")]


async def test_the_slip_s_code_and_the_tube_lead_to_the_call_and_the_tube_once_more_goes_on(
    home: Path, icu: str, clock: StillClock
) -> None:
    with lab(home, clock) as other:
        critical(other, "Ravi Kumar", "Ward 3", K="2.4")
    async with seat(home, clock, "path") as here:
        await here.press("f3")
        await here.scan(f"LK:CALL:{icu}")
        assert (here.top.NAME, here.top.list.cursor) == ("calls", 0)  # type: ignore[attr-defined]
        await here.press("f3")
        await here.scan(icu)
        assert (here.top.NAME, here.said) == ("calls", "Tell ICU first. Scan 0016 once more to go on.")
        await here.scan(icu)
        assert here.top.NAME == "release"


async def test_next_is_a_ward_before_any_tube(home: Path, icu: str, clock: StillClock) -> None:
    with lab(home, clock) as other:
        patient = PatientRequest(name="Ravi Kumar", sex="M", age="40 y")
        receive(other, register(other, OrderRequest(patient=patient, tests=("ESR",))).samples[0].sample)
    async with seat(home, clock) as here:
        await here.press("ctrl+f")
        assert here.top.NAME == "calls"
        await here.press("ctrl+f")
        assert here.top.NAME == "results"
    async with seat(home, clock, "phleb") as here:
        await here.press("ctrl+f")
        assert here.top.NAME == "sample"


async def test_what_the_ward_knows_is_shown_and_told_all_the_same(
    home: Path, icu: str, clock: StillClock
) -> None:
    (home / "catalogue" / "known.csv").write_text(KNOWN.replace("CREA", "K").replace("mg/dL", "mmol/L"))
    with lab(home, clock) as desk:
        take_call(desk, icu, "Mary", "Sister", {"K": "6.8", "NA": "118"})
        again = OrderRequest(patient=PatientRequest(id="P01-0000001"), tests=("K",), location="ICU")
        tube = register(desk, again).samples[0].sample
        receive(desk, tube)
        record(desk, tube, [Given(test="K", value="6.9", again="6.9")])
    async with seat(home, clock) as here:
        await here.press("ctrl+g", "a")
        assert shown(here) == [("", "", "ICU", "known", "Asha Devi", "K 6.9 HH", "")]
        assert here.text("#told").splitlines()[2] == "known: 6.8 mmol/L, told 22 Nov 10:04 to Mary (Sister)"
        await here.press("f9")
        assert here.said == "That line is closed: Ctrl+A tells it all the same."
        await here.press("ctrl+a", *"the doctor asked", "f9")
        assert here.said == "K of 0027 is to be told."
        assert shown(here) == [("", "0", "ICU", "4112", "Asha Devi", "K 6.9 HH", "")]
        await here.press("ctrl+a")
        assert here.said == "That line is to be told as it is. Ring, then F9."


async def test_with_nothing_to_tell_every_key_says_so(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.press("ctrl+g", "a")
        for key in ("f9", "f11", "f12", "ctrl+p"):
            await here.press(key)
            assert here.said == "Nobody is to be told anything."


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scene", ["list", "read back"])
def test_picture(
    home: Path, icu: str, clock: StillClock, snap_compare: Any, scene: str, size: tuple[int, int]
) -> None:
    with lab(home, clock) as desk:
        critical(desk, "Ravi Kumar Srivastava", "Ward 3", K="2.4")
    clock.later(7)

    async def play(here: Seat) -> None:
        await here.press("ctrl+g", "a")
        await here.press("f11")
        if scene == "read back":
            await here.press("f9", *"Mary", "tab", *"Sister")

    looks_the_same(snap_compare, home, clock, size, play)
