"""Who an unknown patient is: proposed on the patient's screen, agreed to by the next person to sign in."""

from pathlib import Path

import pytest

from labkiosk.board import links, patients
from labkiosk.lab.intake import register
from labkiosk.lab.request import OrderRequest, PatientRequest, Registered
from tests.tui.desks import StillClock, lab, seat


@pytest.fixture
def made(home: Path, clock: StillClock) -> tuple[Registered, Registered]:
    with lab(home, clock) as desk:
        asha = PatientRequest(name="Asha Devi", sex="F", age="51 y")
        known = register(desk, OrderRequest(patient=asha, tests=("NA",)))
        unknown = register(desk, OrderRequest(patient=PatientRequest(unknown=True), tests=("NA",)))
        return known, unknown


async def test_two_people_at_one_screen(
    home: Path, clock: StillClock, made: tuple[Registered, Registered]
) -> None:
    known, unknown = made
    async with seat(home, clock, "tech") as here:
        conn = here.app.desk.lab.conn
        await here.app.open("orders", unknown.patient)
        await here.settle()
        await here.press("ctrl+l", *"asha", "enter")
        assert here.said == "F9 says that it is the marked patient."
        await here.press("f9", *"her son came", "enter", "f9")
        assert here.said == "Proposed as M01-0000001. A second person signs in, and agrees: Ctrl+G, then I."
        assert "M01-0000001 waits for a second person" in here.text(".head")
        await here.press("ctrl+g", "i")
        assert here.text("#told").splitlines()[1].endswith(": her son came")
        await here.press("f9", "f9")
        assert here.said == "You proposed this: a second person agrees, by their own badge."
        await here.press("f10", *"phleb", "enter")
        await here.press("f6")
        assert here.said == "1 of whom two people say who it is: Ctrl+G, then I, shows who waits."
        await here.press("ctrl+g", "i")
        await here.press("f9", "enter")
        assert links.root(conn, unknown.patient) == unknown.patient
        await here.press("f9")
        assert here.said == "Agreed. Stick on the new labels: 0034. Old ones are void."
        assert links.root(conn, unknown.patient) == known.patient
        await here.press("f12", *"her sister", "f9")
        assert here.said.startswith("Proposed as M01-0000002.")
        await here.press("up", "f11", *"no", "f9")
        assert here.said == "M01-0000002 is refused: nothing comes of it."
        await here.app.open("orders", known.patient)
        await here.settle()
        assert "Was here as UNKNOWN " in here.text(".head")


async def test_a_name_typed_for_an_unknown_patient_is_a_proposal(
    home: Path, clock: StillClock, made: tuple[Registered, Registered]
) -> None:
    _, unknown = made
    async with seat(home, clock, "tech") as here:
        conn = here.app.desk.lab.conn
        await here.app.open("orders", unknown.patient)
        await here.settle()
        await here.press("ctrl+e", *"Sita Rani", "enter", "ctrl+u", *"F")
        await here.press(*["enter"] * 5, *"papers found", "f9")
        assert here.said.startswith("Proposed as M01-0000001.")
        assert patients.patient(conn, unknown.patient).unknown  # type: ignore[union-attr]


async def test_sex_and_age_of_an_unknown_patient_are_corrected_by_one(
    home: Path, clock: StillClock, made: tuple[Registered, Registered]
) -> None:
    _, unknown = made
    async with seat(home, clock, "tech") as here:
        conn = here.app.desk.lab.conn
        await here.app.open("orders", unknown.patient)
        await here.settle()
        await here.press("ctrl+e", "enter", "ctrl+u", *"F", "enter", *"40 y")
        await here.press(*["enter"] * 4, *"looked again", "f9")
        assert here.said == "Corrected. Stick on the new labels: 0034. Old ones are void."
        found = patients.patient(conn, unknown.patient)
        assert found is not None
        assert (found.unknown, found.sex) == (True, "F")
