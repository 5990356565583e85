"""Names that are markup, escapes in disguise, endless or joined: every desk shows them and stands."""

from pathlib import Path

import pytest
from textual.app import App

from labkiosk.lab.intake import register
from labkiosk.lab.request import Ident, OrderRequest, PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.resources import asset
from labkiosk.tui.screens.patient import PatientScreen
from tests.tui.desks import Seat, StillClock, lab, new_home, seat

NAMES = (
    "[/]",
    "[@click=app.quit]press[/] {self} %s \\n",
    "N" * 80,
    "क्षत्रि\u200dय श्रीमती",
    "עברית عربي",
)


def drawn(app: App[int]) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def look(here: Seat, name: str) -> None:
    shown = drawn(here.app)
    assert name[:8] in shown, shown
    assert here.app.is_running
    assert "\x1b" not in shown


@pytest.mark.parametrize("name", NAMES)
async def test_every_desk_shows_a_hostile_name_as_it_stands(tmp_path: Path, name: str) -> None:
    clock = StillClock()
    home = new_home(tmp_path, clock)
    patient = PatientRequest(
        name=name, sex="F", age="51 y", ids=(Ident(system="hospital", value=f"{name[:8]}1"),)
    )
    # A hospital may keep a culture as a text of one line.
    tests = (asset("catalogue") / "tests.csv").read_text("utf-8")
    own = home / "catalogue"
    own.mkdir()
    (own / "tests.csv").write_text(tests.replace(",culture,", ",text,"), "utf-8")
    with lab(home, clock) as desk:
        made = register(
            desk,
            OrderRequest(
                patient=patient,
                tests=("BLDCUL", "PT"),
                location=name[:40],
                bed="[/]",
                clinician=name,
                note=name,
            ),
        )
    one, two = (s.sample for s in made.samples)
    async with seat(home, clock) as here:
        await here.press("f2")
        await here.scan(f"LK:CARD:{made.order}")
        await look(here, name)
        await here.press("enter")
        await look(here, name)
        await here.press(*"pt", "enter", "tab", *"[/]", "tab", *"[b]", "f9")
        await look(here, name)
        await here.app.push_screen(PatientScreen(made.patient))
        await here.settle()
        await look(here, name)
        await here.press("f4")
        await look(here, name)
        await here.scan(one, two)
        await here.press("f12")
        await look(here, name)
        await here.press("escape")
        with lab(home, clock) as desk:
            record(desk, one, [Given(test="BLDCUL", value=name)])
        await here.press("f3")
        await here.scan(two)
        await look(here, name)
        await here.press("escape")
        await here.app.open("results", one)
        await here.settle()
        await look(here, name)
        await here.press(*"[/]", "enter", *"[/red]", "enter", "f12", *"[b]", "f9")
        await look(here, name)


async def test_what_may_not_enter_is_refused_in_words(tmp_path: Path) -> None:
    clock = StillClock()
    async with seat(new_home(tmp_path, clock), clock) as here:
        await here.press("f2")
        await here.scan("Asha\u202edevi")
        assert here.said == "The scan did not come through whole. Scan again."
        await here.press("f9", "A", "\u2028", "enter", "f", "f9")
        assert "\u2028" not in drawn(here.app)
