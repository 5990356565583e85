"""What becomes overdue at the bench of a screen rings there, once."""

from pathlib import Path

from labkiosk.lab.bench import receive
from labkiosk.lab.collection import collect
from labkiosk.lab.given import Given
from labkiosk.lab.intake import register
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.results import record
from labkiosk.tui.widgets.chrome import TitleBar
from tests.tui.desks import Seat, StillClock, lab, seat
from tests.tui.morning import Morning


def title(here: Seat) -> str:
    return str(here.top.query_one(TitleBar).visual)


async def minute(here: Seat, clock: StillClock, minutes: int = 1) -> None:
    clock.later(minutes)
    here.top.show_title()
    await here.settle()


def tubes(home: Path, clock: StillClock) -> None:
    """A STAT sodium that waits, and a routine one that is done and not released; nothing that rings for itself."""
    with lab(home, clock) as desk:
        for priority in ("stat", "routine"):
            whose = PatientRequest(name=f"Asha {priority}", sex="F", age="40 y")
            (tube,) = register(desk, OrderRequest(patient=whose, tests=("NA",), priority=priority)).samples
            receive(desk, tube.sample)
        record(desk, tube.sample, [Given(test="NA", value="140")])


async def test_a_tube_rings_once_when_it_becomes_overdue(home: Path, clock: StillClock) -> None:
    tubes(home, clock)
    async with seat(home, clock) as here:
        rung: list[None] = []
        here.app.bell = lambda: rung.append(None)  # type: ignore[method-assign]
        here.top.desk.bench = "CHEM"
        await minute(here, clock)
        assert (rung, "OVERDUE" in title(here)) == ([], False)
        await minute(here, clock, 60)
        assert (len(rung), " ! 1 OVERDUE " in title(here)) == (1, True)
        for _ in range(3):
            await minute(here, clock)
            here.top.show_title()
        assert len(rung) == 1
        await minute(here, clock, 600)
        assert (len(rung), " ! 2 OVERDUE " in title(here)) == (2, True)


async def test_what_was_late_before_one_came_is_shown_and_does_not_ring(
    home: Path, clock: StillClock, day: Morning
) -> None:
    clock.later(120)
    async with seat(home, clock) as here:
        rung: list[None] = []
        here.app.bell = lambda: rung.append(None)  # type: ignore[method-assign]
        assert "OVERDUE" not in title(here)  # no bench, no alarm
        here.top.desk.bench = "HAEM"
        await minute(here, clock)
        assert (rung, " ! 1 OVERDUE " in title(here)) == ([], True)
        here.top.desk.bench = None
        await minute(here, clock)
        assert (rung, "OVERDUE" in title(here)) == ([], False)


async def test_a_tube_that_was_drawn_and_does_not_come_rings_once(home: Path, clock: StillClock) -> None:
    with lab(home, clock) as desk:
        whose = PatientRequest(name="Asha", sex="F", age="40 y")
        placed = register(desk, OrderRequest(patient=whose, tests=("NA",), priority="stat"))
        (tube,) = placed.samples
        collect(desk, placed.order, tube.sample)
    async with seat(home, clock) as here:
        rung: list[None] = []
        here.app.bell = lambda: rung.append(None)  # type: ignore[method-assign]
        here.top.desk.bench = "CHEM"
        await minute(here, clock)
        assert (rung, "NOT HERE" in title(here)) == ([], False)
        await minute(here, clock, 60)
        assert (len(rung), " ! 1 NOT HERE " in title(here)) == (1, True)
        await minute(here, clock)
        assert len(rung) == 1
        await here.press("f4")
        assert here.top.row(here.top.list.items[0]).cells[1].startswith("! ")  # type: ignore[attr-defined]
        await here.scan(tube.sample)
        await minute(here, clock)
        assert "NOT HERE" not in title(here)
