"""A culture at the kiosk: read, named, tested, struck, and never half lost."""

from pathlib import Path

import pytest

from labkiosk.board import cultures, samples
from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.tui.screens.antibiogram import AntibiogramScreen
from labkiosk.tui.screens.culture import CultureScreen
from labkiosk.tui.screens.culture_read import ReadScreen
from labkiosk.tui.screens.release_rows import Rest, values_of
from labkiosk.tui.widgets.field_grid import FieldGrid
from tests.tui.desks import Seat, StillClock, lab, new_home, seat

URINE = "010000000016"


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def home(tmp_path: Path, clock: StillClock) -> Path:
    home = new_home(tmp_path, clock)
    with lab(home, clock) as desk:
        patient = PatientRequest(name="Asha Devi", sex="F", age="51 y")
        register(desk, OrderRequest(patient=patient, tests=("URICUL",)))
        receive(desk, URINE)
    return home


async def opened(here: Seat) -> None:
    await here.scan(URINE)
    await here.press("ctrl+d")
    assert type(here.top) is CultureScreen


def grid(here: Seat) -> list[str]:
    return [line.rstrip() for line in here.top.query_one(FieldGrid).render().plain.splitlines()]


async def grew(here: Seat, *organisms: str) -> None:
    await here.press(
        "f9", "g", "down", *[k for o in organisms for k in (*o, "enter", *">10^5", "enter")], "f9"
    )


async def test_no_growth_is_one_key(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await opened(here)
        await here.press("f9")
        assert type(here.top) is ReadScreen
        await here.press("n", "f9")
        assert type(here.top) is CultureScreen
        assert here.said == "URICUL: No growth after 0 h. It waits for release."
        assert "no growth; not final, read after 0 h, Example Technician" in here.text("#text")


async def test_what_grew_is_named_by_code_or_name_and_tested(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await opened(here)
        await here.press("f9", "g", "down", *"eco")
        await here.press("enter", *">10^5", "enter")
        assert grid(here)[2] == "  New isolate                     eco                    Escherichia coli"
        await here.press("f9")
        assert here.said == "URICUL: Escherichia coli >10^5 CFU/mL. It waits for release."
        await here.press("f11")
        assert type(here.top) is AntibiogramScreen
        first = grid(here)[0]
        assert first.startswith("> AMP Ampicillin")
        await here.press(*"10", "enter", *"m <=2", "enter")
        assert grid(here)[:2] == [
            "  AMP Ampicillin                  10                     R",
            "  AMC Amoxicillin-clavulanic acid m <=2                  S Uncomplicated UTI",
        ]
        await here.press("f9")
        assert here.said == "URICUL: Escherichia coli >10^5 CFU/mL (2 tested). It waits for release."
        assert "R  Ampicillin" in here.text("#text")
        conn = here.app.desk.lab.conn
        assert [(s.antibiotic, s.letter) for s in cultures.susceptibilities(conn, URINE, "URICUL")] == [
            ("AMP", "R"),
            ("AMC", "S"),
        ]
        assert samples.drafts(conn, URINE) == {}


async def test_what_is_no_organism_and_no_zone_is_said_at_its_line(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await opened(here)
        await here.press("f9", "g", "down", *"zzz", "enter")
        assert here.said.startswith('No organism is called "zzz".')
        await here.press("ctrl+u", *"eco", "f9")
        await here.press("f11", *"99", "enter")
        assert here.said == "99 is no zone: type whole mm from 6 (no zone) to 60."
        await here.press("f9")
        assert type(here.top) is AntibiogramScreen


async def test_a_scan_in_mid_antibiogram_keeps_what_is_half_typed(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await opened(here)
        await here.press("f9", "g", "down", *"eco", "f9", "f11", *"1")
        await here.scan(URINE)
        conn = here.app.desk.lab.conn
        assert samples.drafts(conn, URINE) == {"URICUL/1/AMP": "1"}
        await here.press("ctrl+d", "f11")
        assert grid(here)[0].startswith("> AMP Ampicillin                  1_")


async def test_an_isolate_is_struck_with_its_reason(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await opened(here)
        await here.press("f9", "g", "down", *"eco", "f9")
        await here.press("f12", *"1", "f9")
        assert here.said == "Type the isolate's number, then why, such as: 2 a contaminant"
        await here.press(*" wrong plate", "f9")
        assert "struck: wrong plate" in here.text("#text")
        await here.press("f11")
        assert here.said == "Nothing grows here yet: F9 reads the culture, and says what grew."


async def test_the_list_of_readings_opens_one(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.press("ctrl+g", "m")
        assert here.top.NAME == "cultures"
        await here.press("enter")
        assert type(here.top) is CultureScreen


async def test_a_value_has_no_detail(home: Path, clock: StillClock) -> None:
    with lab(home, clock) as desk:
        patient = PatientRequest(name="Ravi", sex="M", age="40 y")
        made = register(desk, OrderRequest(patient=patient, tests=("NA",)))
        receive(desk, made.samples[0].sample)
    async with seat(home, clock) as here:
        await here.scan(made.samples[0].sample)
        await here.press("ctrl+d")
        assert here.said == "NA is a value, typed here: there is no more to it."


async def test_a_digit_typed_for_a_culture_says_where_it_goes(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.scan(URINE)
        await here.press("1")
        assert here.said == "Urine culture is a culture: Ctrl+D opens it, or labkiosk culture."


async def test_whoever_releases_looks_at_it_whole_first(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await opened(here)
        await here.press("f9", "g", "down", *"eco", "f9", "f11", *"10", "f9")
    async with seat(home, clock, "path") as here:
        await here.press("f5", "ctrl+d")
        assert type(here.top) is CultureScreen
        assert "R  Ampicillin" in here.text("#text")


async def test_a_technician_s_scan_opens_a_culture_that_waits_for_release_to_be_read_again(
    home: Path, clock: StillClock
) -> None:
    async with seat(home, clock) as here:
        await opened(here)
        await here.press("f9", "n", "f9", "escape")
        await here.scan(URINE)
        assert here.top.NAME == "results"
    async with seat(home, clock, "path") as here:
        await here.scan(URINE)
        assert here.top.NAME == "release"


async def test_the_last_reading_of_what_stands_is_one_key_more(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await opened(here)
        await here.press("f9", "g", "down", *"eco", "f9")
        await here.press("f9", *["down"] * 8, "y", "f9")
        assert here.said == "URICUL: Escherichia coli. It waits for release."
        assert "growth; final, read after 0 h" in here.text("#text")


async def test_an_antibiotic_beside_the_list_and_a_letter_of_one_s_own(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await opened(here)
        await grew(here, "eco")
        await here.press("f11", *"10 s", "pagedown", "pagedown", "up", *"azm 14", "enter")
        assert "Azithromycin - no" in grid(here)[-2]
        await here.press("f9")
        assert here.said == "Ampicillin: it is R here. Give the reason to call it S."
        await here.press("pagedown", "pagedown", *"reference laboratory", "f9")
        conn = here.app.desk.lab.conn
        assert [
            (s.antibiotic, s.value, s.letter, s.reason)
            for s in cultures.susceptibilities(conn, URINE, "URICUL")
        ] == [("AMP", "10", "S", "reference laboratory"), ("AZM", "14", "", "")]


async def test_an_isolate_is_corrected_by_its_number(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await opened(here)
        await grew(here, "eco")
        await here.press("f9", "g", "down", *"2 kpn", "enter")
        assert here.said == "There is no isolate 2 to correct."
        await here.press("ctrl+u", *"1 kpn", "enter")
        assert grid(here)[2].endswith("1 Klebsiella pneumoniae")
        await here.press("f9")
        assert here.said == "Isolate 1 is Escherichia coli: give the reason to call it Klebsiella pneumoniae."
        await here.press("pagedown", *"indole seen again", "f9")
        assert here.said == "URICUL: Klebsiella pneumoniae >10^5 CFU/mL. It waits for release."
        await here.press("f9", "g", "down", *"1", "enter", *"10^4", "f9")
        assert here.said == "URICUL: Klebsiella pneumoniae 10^4 CFU/mL. It waits for release."


async def test_every_letter_is_in_sight_before_a_culture_is_released(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await opened(here)
        await grew(here, "eco")
        await here.press("f11", *"10", "enter", *"m <=2", "enter", "f9")
    with lab(home, clock) as desk:
        lines = [v.text for v in values_of(desk, URINE) if isinstance(v, Rest)]
        assert lines[:3] == [
            "INTERIM, read after 0 h",
            "1. Escherichia coli >10^5 CFU/mL: R Ampicillin 10 mm; S Amoxicillin-",
            "clavulanic acid <=2 mg/L Uncomplicated UTI",
        ]
