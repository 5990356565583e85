"""A scan that is refused: the reason in words, the bell, and nothing else, whatever stands."""

from pathlib import Path

import pytest
from textual.widgets import Button, Input

from labkiosk.journal.read import sizes
from labkiosk.lab.intake import register
from labkiosk.lab.request import Ident, OrderRequest, PatientRequest
from labkiosk.tui.screens import DESKS
from labkiosk.tui.widgets.question import Ask
from tests.tui.desks import Seat, StillClock, lab, seat
from tests.tui.morning import Morning

WRONG, UNKNOWN = "010000000018", "010000000979"
REFUSED = {
    WRONG: "Scan again: check digit wrong in 010000000018.",
    UNKNOWN: "Sample 010000000979 is not known here: look at the label, or register it.",
    f"]Q1{WRONG}": "Refused: a sample number is read from a tube's Code 128 bars. This was QR.",
    "]E04006381333931": "Refused: EAN or UPC, as on goods. Scan the tube's label, a paper of ours, or a badge.",
}
# On the screen that tries scanners a scan is not even refused: it is shown.
PLACES = [
    "queue", "intake", "receive", "release", "find", "counts", "papers", "more", "order", "orders", "sample",
    "results", "draw", *(desk.screen for desk in DESKS if desk.screen != "scanners"),
]  # fmt: skip


async def stand_at(here: Seat, place: str, day: Morning) -> None:
    given = {
        "order": day.orders[3],
        "draw": day.orders[3],
        "sample": day.waiting,
        "results": day.waiting,
        "orders": "P01-0000001",
    }
    if place != "queue":
        await here.app.open(place, *([given[place]] if place in given else []))
    await here.settle()


def standing(here: Seat) -> tuple[object, ...]:
    return (
        here.app.screen_stack[:],
        [each.value for each in here.app.screen.query(Input)],
        here.app.focused,
        sizes(here.app.desk.lab.conn),
    )


@pytest.mark.parametrize("place", PLACES)
async def test_on_every_screen(home: Path, clock: StillClock, day: Morning, place: str) -> None:
    async with seat(home, clock) as here:
        await stand_at(here, place, day)
        rung: list[None] = []
        here.app.bell = lambda: rung.append(None)  # type: ignore[method-assign]
        before = standing(here)
        for count, (scan, said) in enumerate(REFUSED.items(), 1):
            await here.scan(scan)
            assert (here.said, len(rung)) == (said, count)
        assert standing(here) == before


async def test_with_a_button_that_has_the_focus_and_a_dialog_with_a_field(
    home: Path, clock: StillClock, day: Morning
) -> None:
    answers: list[object] = []
    async with seat(home, clock) as here:
        button = Button("press me")
        await here.top.mount(button)
        button.focus()
        await here.app.push_screen(Ask("Why?", "Do it"), answers.append)
        await here.settle()
        before = standing(here)
        await here.scan(*REFUSED)
        assert (standing(here), answers) == (before, [])


async def test_in_the_scan_box_an_identifier_counts_too(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        for scan, said in REFUSED.items():
            if scan.startswith("]"):
                await here.press(*scan, "enter")
                assert here.said == said
        await here.press(*f"]C0{day.waiting}", "enter")
        assert here.top.NAME == "results"


async def test_at_sign_in(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.press("f10")
        await here.scan(WRONG)
        assert here.said == f"Badge '{WRONG}' is not known here: a supervisor adds people."
        assert here.app.desk.person is None


async def test_a_patients_number_may_look_alike(home: Path, clock: StillClock) -> None:
    with lab(home, clock) as of_home:
        asha = PatientRequest(
            name="Asha Devi", sex="F", age="51 y", ids=(Ident(system="hospital", value=WRONG),)
        )
        register(of_home, OrderRequest(patient=asha, tests=("K",)))
    async with seat(home, clock) as here:
        await here.press("f2")
        await here.scan(WRONG)
        assert here.said == "1 found. Enter takes the marked one."
        await here.scan("070000000018")
        assert here.said == "Nobody is found. Enter begins a new patient."
