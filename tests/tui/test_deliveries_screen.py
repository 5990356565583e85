"""Deliveries: a sheet for a ward, its stub scanned anywhere, the window, and STATs that shout."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from labkiosk.board import jobs
from labkiosk.facts.paper import PaperConfirmed
from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.tui.widgets.chrome import TitleBar
from tests.tui.desks import Seat, StillClock, lab, seat
from tests.tui.pictures import SIZES, looks_the_same


@pytest.fixture
def ready(home: Path, clock: StillClock) -> Iterator[Path]:
    """A STAT for Ward 3, a routine one for the ICU, and a sealed one there; all on paper."""
    with lab(home, clock) as desk:
        reported(desk, "Asha Devi", "Ward 3", "stat", NA="140")
        reported(desk, "Ravi Kumar", "ICU", "routine", NA="141", HIV="r")
        with desk.act() as act:
            for job in jobs.to_print(act.conn, limit=100):
                act.append(PaperConfirmed(job=job.id, how="seen"))
    yield home


def reported(desk: Lab, name: str, ward: str, priority: str, **values: str) -> None:
    patient = PatientRequest(name=name, sex="F", age="40 y")
    placed = register(
        desk,
        OrderRequest(patient=patient, tests=tuple(values), priority=priority, location=ward),  # type: ignore[arg-type]
    )
    tube = placed.samples[0].sample
    receive(desk, tube)
    for test, value in values.items():
        for kit in ("A", "B", "C") if value == "r" else ("",):
            record(desk, tube, [Given(test=test, value=value, kit=kit)])
    desk.sign_in("path")
    release(desk, [tube], report=True)
    desk.sign_in("tech")


def shown(here: Seat) -> list[tuple[str, ...]]:
    screen = here.top
    return [screen.row(item).cells for item in screen.list.items]  # type: ignore[attr-defined]


def title(here: Seat) -> str:
    return str(here.top.query_one(TitleBar).visual)


async def test_a_sheet_and_its_stub_scanned_on_another_screen(ready: Path, clock: StillClock) -> None:
    async with seat(ready, clock) as here:
        await here.press("ctrl+g", "v")
        assert [row[1:5] for row in shown(here)] == [
            ("STAT", "Ward 3", "Asha Devi", "report 1"),
            ("routine", "ICU", "Ravi Kumar", "report 1"),
            ("routine", "ICU", "Ravi Kumar", "SEALED 1"),
        ]
        await here.press("f9")
        said = "Sheet D01-0000001 for Ward 3 is printing, with 1 report. Scan its stub when it comes back."
        assert here.said == said
        assert shown(here)[0][-1] == "D01-0000001"
        await here.press("f3")
        await here.scan("LK:SHEET:D01-0000001")
        assert here.said == "1 report delivered. Keep the stub: its signature is the proof."
        assert len(shown(here)) == 2
        await here.scan("LK:SHEET:D01-0000001")
        assert here.said == "Sheet D01-0000001 came back already, 22 Nov 10:00."


async def test_a_sealed_one_asks_for_the_name(ready: Path, clock: StillClock) -> None:
    async with seat(ready, clock) as here:
        await here.press("ctrl+g", "v")
        await here.press("down", "f9")
        await here.scan("LK:SHEET:D01-0000001")
        await here.press("f9")
        assert here.said == "Name of who took it is missing. Type it."
        await here.scan("LK:SHEET:D01-0000001")
        await here.press(*"Dr Rao", "f9")
        assert here.said == "2 reports delivered. Taken by Dr Rao."


async def test_at_the_window_a_scanned_report_is_marked_and_handed_over(
    ready: Path, clock: StillClock
) -> None:
    async with seat(ready, clock) as here:
        await here.press("ctrl+g", "v")
        await here.scan("LK:SEALED:O01-0000002:1")
        assert here.top.list.cursor == 2  # type: ignore[attr-defined]
        await here.press("f11", *"Ravi himself", "f9")
        assert here.said == "2 reports delivered. Taken by Ravi himself."


TITLE = " Deliveries     !! 1 STAT NOT DELIVERED  22 Nov 10:31  Example Technician (tech)"


async def test_a_late_stat_stands_in_every_title_and_rings_once(ready: Path, clock: StillClock) -> None:
    async with seat(ready, clock) as here:
        rung: list[None] = []
        here.app.bell = lambda: rung.append(None)  # type: ignore[method-assign]
        assert "NOT DELIVERED" not in title(here)
        clock.later(31)
        here.app._look()
        here.app._look()
        assert (" !! 1 STAT NOT DELIVERED " in title(here), len(rung)) == (True, 1)
        await here.press("ctrl+g", "v")
        assert title(here) == TITLE
        assert shown(here)[0][:2] == ("!! LATE", "STAT")
        await here.press("f11", *"Sister", "f9")
        here.app._look()
        assert "NOT DELIVERED" not in title(here)


@pytest.mark.parametrize("size", SIZES)
def test_picture(ready: Path, clock: StillClock, snap_compare: Any, size: tuple[int, int]) -> None:
    async def play(here: Seat) -> None:
        await here.press("ctrl+g", "v")
        await here.press("down", "f9")

    clock.later(31)
    looks_the_same(snap_compare, ready, clock, size, play)


async def test_in_a_short_title_the_name_of_the_screen_and_the_badge_stay(
    ready: Path, clock: StillClock
) -> None:
    async with seat(ready, clock, size=(76, 24)) as here:
        clock.later(31)
        await here.press("ctrl+g", "v")
        here.app._look()
        assert title(here) == " Deliveries  01 AIIMS            !! 1 STAT NOT DELIVERED  22 Nov 10:31  tech"
