"""A text of several lines at the kiosk: from a template, by keys, freely, and never half lost."""

from pathlib import Path

import pytest

from labkiosk.board import cultures, samples
from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.tui.screens.narrative import NarrativeScreen
from labkiosk.tui.widgets.lines_area import LinesArea
from tests.tui.desks import Seat, StillClock, lab, new_home, seat

BLOOD, SPUTUM = "010000000016", "010000000027"


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def home(tmp_path: Path, clock: StillClock) -> Path:
    home = new_home(tmp_path, clock)
    with lab(home, clock) as desk:
        patient = PatientRequest(name="Asha Devi", sex="F", age="51 y")
        made = register(desk, OrderRequest(patient=patient, tests=("PSMEAR", "SPGRAM")))
        assert [s.sample for s in made.samples] == [BLOOD, SPUTUM]
        for sample in made.samples:
            receive(desk, sample.sample)
    return home


async def opened(here: Seat, tube: str) -> None:
    await here.scan(tube)
    await here.press("ctrl+d")
    assert type(here.top) is NarrativeScreen


def text(here: Seat) -> str:
    return here.top.query_one(LinesArea).text


async def test_a_text_is_typed_recorded_and_corrected_for_a_reason(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await opened(here, BLOOD)
        await here.press(*"Normal", "enter", *"No blasts", "f9")
        assert here.said == "PSMEAR: Normal. It waits for release."
        await here.press("ctrl+d")
        assert text(here) == "Normal\nNo blasts"
        await here.press(*"[/]", "f9", *"seen again", "f9")
        conn = here.app.desk.lab.conn
        assert cultures.narrative(conn, BLOOD, "PSMEAR") == "[/]Normal\nNo blasts"
        assert samples.drafts(conn, BLOOD) == {}


async def test_a_template_asks_for_its_fields(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await opened(here, BLOOD)
        await here.press("f11", *"n", "f9")
        await here.press(*"normal smear", "f9")
        assert text(here).splitlines()[-1] == "Impression: normal smear"
        await here.press("f9")
        assert here.said == "PSMEAR: normal smear. It waits for release."


async def test_a_smear_by_one_key_each(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await opened(here, SPUTUM)
        await here.press("f12", *"afn", "m", "f9")
        assert text(here) == (
            "Pus cells many, epithelial cells few, red cells none; Gram-positive cocci in clusters moderate"
        )


async def test_a_scan_keeps_what_is_half_typed(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await opened(here, BLOOD)
        await here.press(*"Half", "enter", *"typed")
        await here.scan(SPUTUM)
        assert samples.drafts(here.app.desk.lab.conn, BLOOD) == {"PSMEAR": "Half\ntyped"}
        await opened(here, BLOOD)
        assert text(here) == "Half\ntyped"


async def test_a_test_without_templates_says_so(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await opened(here, SPUTUM)
        await here.press("f11")
        assert here.said == "The catalogue has no template for this test: type the text."
        await opened(here, BLOOD)
        await here.press("f12")
        assert here.said == "Nothing is counted on a smear for this test: type the text."
