"""Every command barcode, and one of each kind, on every screen there is: an act, a way, or words; never an end."""

from pathlib import Path

import pytest

from labkiosk.board import patients, samples
from labkiosk.lab.batch import make_batch
from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.tui.barcodes import ANYWHERE, every_screen
from labkiosk.tui.screens import NAMES, kind, opens_alone
from labkiosk.tui.screens.aliquot import AliquotScreen
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.screens.intake_cancel import CancelScreen
from labkiosk.tui.screens.link import LinkScreen
from labkiosk.tui.screens.patient import PatientScreen
from labkiosk.tui.screens.receive_reject import RejectScreen
from labkiosk.tui.screens.results_entry import EntryScreen
from labkiosk.tui.screens.sent_send import SendScreen
from tests.lab.controls import LOW, set_up
from tests.tui.desks import Seat, StillClock, lab, seat
from tests.tui.gloves import by_words
from tests.tui.morning import Morning

WORDS = by_words()
OTHERS = [
    WORDS["Reject: Clotted"], WORDS["On the next tube: Haemolysed"], WORDS["Label again: Label is lost"],
    WORDS["Reactive"], "LK.7", "LK.ENTER", "LK.NOTHING",
]  # fmt: skip
PUSHED = (AliquotScreen, CancelScreen, LinkScreen, PatientScreen, RejectScreen, SendScreen)


def codes(screen: type[KioskScreen]) -> list[str]:
    return [f"LK.{c.scan}" for c in dict.fromkeys(screen.KEYS) if c.scan]


def test_every_screen_with_a_barcode_of_its_own_is_tried() -> None:
    tried = {kind(name) for name in NAMES} | set(PUSHED)
    anywhere = {f"LK.{command.scan}" for command in ANYWHERE}
    assert {screen for screen in every_screen() if not anywhere.issuperset(codes(screen))} <= tried


def plated(desk: Lab) -> str:
    """A tube with a culture."""
    patient = PatientRequest(name="Noor Bano", sex="F", age="30 y")
    (tube,) = register(desk, OrderRequest(patient=patient, tests=("URICUL",))).samples
    receive(desk, tube.sample)
    return tube.sample


async def stand(here: Seat, screen: type[KioskScreen], day: Morning, sheet: str) -> None:
    await here.press("f3")
    patient = patients.by_identifier(here.app.desk.lab.conn, "H123", limit=1)[0].id
    given = {"results": day.waiting, "sample": day.recorded, "order": day.orders[0], "orders": patient,
             "worksheet": sheet, "draw": day.orders[3], "controls": LOW}  # fmt: skip
    if screen in PUSHED:
        await here.app.push_screen(screen(patient if screen in (LinkScreen, PatientScreen) else day.waiting))
    elif opens_alone(screen):
        await here.app.action_go(screen.NAME)
    elif screen.NAME in ("culture", "narrative"):
        (tube,) = samples.of_order(here.app.desk.lab.conn, "O01-0000005")
        await here.app.open(screen.NAME, tube.number, "URICUL")
    else:
        await here.app.open(screen.NAME, given[screen.NAME])
    await here.settle()
    assert type(here.top) is screen


@pytest.mark.slow
async def test_a_command_does_its_act_or_says_why_not(home: Path, clock: StillClock, day: Morning) -> None:
    with lab(home, clock) as desk:
        sheet = make_batch(desk, "HAEM").id
        plated(desk)
        set_up(desk)
    # Sign-in takes a badge alone, and the screen of scanners shows whatever it hears.
    tried = [*(kind(name) for name in NAMES if name not in ("signin", "scanners")), *PUSHED]
    async with seat(home, clock) as here:
        for screen in tried:
            for code in (*codes(screen), *OTHERS):
                if type(here.app.screen) is not screen:
                    await stand(here, screen, day, sheet)
                here.top.say("")
                await here.scan(code)
                assert here.app.is_running
                typed = isinstance(here.top, EntryScreen) and code == "LK.7"
                assert type(here.top) is not screen or here.said or typed or code in codes(screen)
                assert code != "LK.NOTHING" or here.said.startswith("LK.NOTHING is no command here.")
                assert code not in codes(screen) or "is for" not in here.said
