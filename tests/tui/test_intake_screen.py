"""Intake as it is pressed: who, which tests, register, and ready for the next patient."""

import asyncio
from pathlib import Path

import pytest

from labkiosk.board import jobs, patients, samples
from labkiosk.lab.scan import sample_of
from labkiosk.tui.screens.intake import QUIET_S
from labkiosk.tui.widgets.board_list import BoardList
from tests.board.latest import latest
from tests.tui.desks import StillClock, seat
from tests.tui.known import ASHA, MOBILE, asked, shown, someone


async def test_a_known_patient_and_two_panels_take_at_most_25_keys(home: Path, clock: StillClock) -> None:
    asked(home, clock, ASHA)
    async with seat(home, clock, "phleb") as here:
        await here.press("f2")
        await here.scan("H123")
        await here.press("enter")
        await here.type("kft")
        await here.press("enter")
        await here.type("coag")
        await here.press("enter", "f11", "f11", "tab")
        await here.type("W3")
        await here.press("f9")
        assert here.keys == 17
        assert here.keys <= 25
        placed = latest(here.top.lab.conn)[0]
        tubes = samples.of_order(here.top.lab.conn, placed.id)
        assert (placed.priority, placed.ward) == ("stat", "W3")
        assert [(t.container, t.part, t.parts) for t in tubes] == [("CIT", 1, 2), ("SST", 2, 2)]
        papers = [j.form for t in (*tubes, placed) for j in jobs.of_subject(here.top.lab.conn, t.id)]
        assert papers == ["label", "label", "slip"]
        assert here.text("#done").splitlines()[:3] == [
            f"Registered: Asha Devi ~51 y F, order {placed.id}",
            f"  1/2 light blue  Citrate tube 3.2 %    {tubes[0].number} waits      PT INR APTT FIB",
            f"  2/2 yellow      Serum tube with gel   {tubes[1].number} waits      UREA CREA EGFR UA NA K CL",
        ]
        assert here.said == "Registered. Draw, then scan the slip and each tube. Or: the next patient."


async def test_a_mobile_number_lists_the_family_and_opens_nobody(home: Path, clock: StillClock) -> None:
    ravi = someone("Ravi Devi", "M", "8 m", mobile=MOBILE)
    asked(home, clock, ASHA, ravi)
    async with seat(home, clock, "phleb") as here:
        await here.press("f2")
        await here.type(MOBILE)
        await here.press("enter")
        assert (here.top.NAME, await shown(here)) == ("intake", [None, "Ravi Devi", "Asha Devi"])
        rows = [here.top.row(p).cells[:3] for p in here.top.query_one(BoardList).items[1:]]  # type: ignore[attr-defined]
        assert rows == [("Ravi Devi", "M", "~8 m"), ("Asha Devi", "F", "~51 y")]
        await here.press("enter")
        assert here.top.NAME == "patient_new"
        assert here.top.fields.mobile == MOBILE  # type: ignore[attr-defined]


async def test_two_scans_at_once_leave_the_last_and_open_nobody(home: Path, clock: StillClock) -> None:
    asked(home, clock, ASHA, someone("Noor Bano", "F", "30 y", "H7"))
    async with seat(home, clock, "phleb") as here:
        await here.press("f2")
        await here.scan("H123", "H7")
        assert (here.top.NAME, await shown(here)) == ("intake", ["Noor Bano", None])


async def test_an_enter_typed_ahead_takes_nobody_unseen(home: Path, clock: StillClock) -> None:
    asked(home, clock, ASHA)
    async with seat(home, clock, "phleb") as here:
        await here.press("f2")
        await here.burst(*"asha", "enter", "enter")
        assert (here.top.NAME, await shown(here)) == ("intake", ["Asha Devi", None])
        await here.press("enter")
        assert here.top.NAME == "intake_order"


async def test_the_patients_card_finds_its_owner(home: Path, clock: StillClock) -> None:
    made = asked(home, clock, ASHA)[0]
    async with seat(home, clock, "phleb") as here:
        await here.press("f2")
        await here.press("ctrl+a")
        await here.scan(f"LK:CARD:{made.order}")
        assert await shown(here) == ["Asha Devi"]
        sample = sample_of(here.top.lab.conn, made.samples[0].sample)
        assert sample.state == "expected"


async def test_f9_twice_registers_and_begins_no_new_patient(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "f12", *"pt", "enter", "f9", "f9", "f9")
        assert here.top.NAME == "intake"
        assert len(latest(here.top.lab.conn)) == 1
        await asyncio.sleep(QUIET_S)
        await here.press("f9")
        assert here.top.NAME == "patient_new"


async def test_a_new_patient_is_one_screen_and_duplicates_are_offered(home: Path, clock: StillClock) -> None:
    asked(home, clock, ASHA)
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "f9")
        await here.type("asha devi")
        await here.press("enter", "f", "enter", "5", "0", "f9")
        assert here.top.NAME == "patient_new"
        assert await shown(here) == ["Asha Devi"]
        assert here.said == "Known already? F11 takes the marked person. F9 again: it is somebody else."
        await here.press("f9")
        assert here.top.NAME == "intake_order"
        await here.type("pt")
        await here.press("enter", "f9")
        found = patients.by_name(here.top.lab.conn, "asha")
        assert [(p.name, p.birth_date) for p in found] == [
            ("asha devi", "1976-11-22"),
            ("Asha Devi", "1975-11-22"),
        ]
        assert "May be the same person: Asha Devi ~51 y F" in here.text("#done")


async def test_the_same_person_is_taken_by_key(home: Path, clock: StillClock) -> None:
    made = asked(home, clock, ASHA)[0]
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "f9")
        await here.type("Asha Devi")
        await here.press("enter", "f", "f9", "f11")
        await here.type("pt")
        await here.press("enter", "f9")
        assert latest(here.top.lab.conn)[0].patient == made.patient
        assert len(patients.by_name(here.top.lab.conn, "asha")) == 1


async def test_a_number_of_somebody_else_is_refused(home: Path, clock: StillClock) -> None:
    asked(home, clock, ASHA)
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "f9")
        await here.type("Noor")
        await here.press("enter", "f", "enter", "enter")
        await here.type("H123")
        await here.press("f9")
        assert here.top.NAME == "patient_new"
        assert here.said.startswith("Number H123 is that of Asha Devi (F)")


async def test_an_unknown_patient_takes_one_key(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "f12")
        await here.type("pt")
        await here.press("enter", "f9")
        found = patients.by_name(here.top.lab.conn, "unknown")
        assert [(p.unknown, p.sex) for p in found] == [(True, "U")]
        assert f"Registered: {found[0].name} age not known U" in here.text("#done")


async def test_colour_forms_by_key(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "f12", "f12", "f12")
        assert here.said == "Pink form: blood count, smear, coagulation. Enter takes one in."
        await here.press("down", "enter", "down", "enter")
        await here.type("pt")
        await here.press("enter", "f9")
        codes = [
            t.code for s in here.top._registered.samples for t in samples.tests(here.top.lab.conn, s.sample)
        ]  # type: ignore[attr-defined]
        assert codes == ["PT", "ESR", "RETIC"]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("f9",), "No tests yet: type a test or panel and press Enter."),
        ((*"xqz", "enter"), "No test or panel is called that. Type another name."),
        ((*"pt", "f9"), "A test is half typed: press Enter to take it, or erase it."),
        ((*"010000000016", "enter"), "That is a number, not a test: go back with Esc to look up a patient by it."),
        ((*"pt", "enter", "tab", "tab", "tab", "tab", *"1:1:1", "f9"), "Type the collection time like 07:10 or 2026-11-22 07:10."),
    ],
)  # fmt: skip
async def test_what_is_missing_is_said_and_nothing_is_registered(
    home: Path, clock: StillClock, keys: tuple[str, ...], said: str
) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "f12", *keys)
        assert here.said == said
        assert latest(here.top.lab.conn) == []


async def test_enter_on_an_empty_test_field_goes_on_and_details_are_kept(
    home: Path, clock: StillClock
) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "f12", *"pt", "enter", "enter")
        for text in ("Ward 3", "12", "Dr Rao", "07:10", "Sister Mary", "on warfarin"):
            await here.type(text)
            await here.press("enter")
        await here.press("f9")
        placed = latest(here.top.lab.conn)[0]
        assert placed[3:7] == ("Ward 3", "12", "Dr Rao", "on warfarin")
        assert placed.collected_by == "Sister Mary"
        assert placed.collected_at is not None
        assert f"{here.top.lab.local(placed.collected_at):%H:%M}" == "07:10"
