"""Intake as it is pressed: who, which tests, register, and ready for the next patient."""

import asyncio
from pathlib import Path

import pytest

from labkiosk.board import jobs, patients, samples
from labkiosk.facts.errors import Refused
from labkiosk.lab.intake import register
from labkiosk.lab.request import Ident, OrderRequest, PatientRequest, Registered
from labkiosk.lab.scan import sample_of
from labkiosk.tui.screens.intake import QUIET_S
from labkiosk.tui.widgets.board_list import BoardList
from tests.board.latest import latest
from tests.tui.desks import Seat, StillClock, lab, seat

MOBILE = "9876543210"


def asked(
    home: Path, clock: StillClock, *people: PatientRequest, tests: tuple[str, ...] = ("PT",)
) -> list[Registered]:
    with lab(home, clock) as desk:
        return [register(desk, OrderRequest(patient=p, tests=tests, location="Ward 3")) for p in people]


def someone(name: str, sex: str, age: str, hospital: str = "", mobile: str = "") -> PatientRequest:
    given = (("hospital", hospital), ("mobile", mobile))
    ids = tuple(Ident(system=s, value=v) for s, v in given if v)
    return PatientRequest(name=name, sex=sex, age=age, ids=ids)  # type: ignore[arg-type]


ASHA = someone("Asha Devi", "F", "51 y", "H123", MOBILE)


async def shown(here: Seat) -> list[str | None]:
    return [p and p.name for p in here.top.query_one(BoardList).items]


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
            f"  2/2 yellow      Serum tube with gel   {tubes[1].number} waits      UREA CREA UA NA K CL",
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


@pytest.mark.parametrize("away", ["f3", "escape", "f10"])
async def test_a_new_patient_left_half_typed_goes_on_where_it_was(
    home: Path, clock: StillClock, away: str
) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "f9", *"Noor Bano", "enter", "f", "enter", *"30", away)
        if away == "f10":
            await here.scan("tech")
        await here.press("f3", "f2")
        assert here.said == "Half typed: new patient Noor Bano. Enter goes on with it. Or: who is it?"
        await here.press("enter")
        fields = here.top.fields  # type: ignore[attr-defined]
        assert (fields.name, fields.sex, fields.born) == ("Noor Bano", "f", "30")
        # On to the tests, and away again before any is chosen: the patient is not lost there either.
        await here.press("f9", "f3", "f2")
        assert here.said == "Half typed: Noor Bano, no tests yet. Enter goes on with it. Or: who is it?"
        await here.press("enter", *"pt", "enter", "f9", "f3", "f2")
        assert here.said == "Who is it? Scan the card, or type a number or name, then Enter."
        assert [p.name for p in patients.by_name(here.top.lab.conn, "noor")] == ["Noor Bano"]


async def test_what_was_only_searched_for_is_not_kept(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", *"noor", "enter", "enter")
        assert here.top.NAME == "patient_new"
        await here.press("f3", "f2")
        assert here.said == "Who is it? Scan the card, or type a number or name, then Enter."


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


async def test_a_correction_makes_new_labels_and_voids_the_old(home: Path, clock: StillClock) -> None:
    made = asked(home, clock, ASHA)[0]
    old = made.samples[0].sample
    async with seat(home, clock, "phleb") as here:
        await here.press("f2")
        await here.scan("H123")
        await here.press("f11", "end", *(["backspace"] * 4), *"Rani", *(["enter"] * 6))
        await here.type("misspelt")
        await here.press("f9")
        conn = here.top.lab.conn
        tube = samples.of_order(conn, made.order)[0]
        assert here.said == f"Corrected. Stick on the new labels: {tube.number[-4:]}. Old ones are void."
        assert await shown(here) == ["Asha Rani", None]
        patient = patients.patient(conn, made.patient)
        assert patient is not None
        assert patient[1:5] == ("Asha Rani", "F", "1975-11-22", True)
        assert [i.value for i in patients.identifiers(conn, made.patient)] == ["H123", MOBILE]
        with pytest.raises(Refused):
            sample_of(conn, old)


async def test_a_mistaken_order_is_cancelled_with_a_reason(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "f12", *"pt", "enter", *"kft", "enter", "f9", "ctrl+k", "f12")
        assert here.said == "Press the letter of the reason first."
        await here.press("w", "f12")
        placed = latest(here.top.lab.conn)[0]
        assert here.said == f"Order {placed.id}: 7 tests cancelled. Throw its labels away."
        assert {s.state for s in samples.of_order(here.top.lab.conn, placed.id)} == {"cancelled"}
        assert "cancelled" in here.text("#done")


async def test_single_tests_are_cancelled_from_the_sample(home: Path, clock: StillClock) -> None:
    tube = asked(home, clock, ASHA, tests=("KFT",))[0].samples[0].sample
    async with seat(home, clock, "tech") as here:
        await here.app.open("sample", tube)
        await here.settle()
        await here.press("ctrl+k", "down", "space", "o", "f9")
        states = {t.code: t.state for t in samples.tests(here.top.lab.conn, tube)}
        assert states.pop("CREA") == "open"
        assert set(states.values()) == {"cancelled"}


@pytest.mark.parametrize("away", ["f3", "escape", "f10"])
async def test_an_order_left_half_typed_goes_on_where_it_was(
    home: Path, clock: StillClock, away: str
) -> None:
    asked(home, clock, ASHA)
    async with seat(home, clock, "phleb") as here:
        await here.press("f2")
        await here.scan("H123")
        await here.press("enter", *"kft", "enter", "f11", "tab", *"W3", away)
        if away == "f10":
            await here.scan("tech")
        await here.press("f3", "f2")
        assert here.said == "Half typed: Asha Devi, KFT. Enter goes on with it. Or: who is it?"
        await here.press("enter")
        assert here.text("#asked") == "urgent KFT"
        await here.press("f9", "f3", "f2")
        assert here.said == "Who is it? Scan the card, or type a number or name, then Enter."
        placed = latest(here.top.lab.conn)[0]
        assert (placed.ward, placed.priority) == ("W3", "urgent")


async def test_what_one_unknown_patient_was_left_with_is_not_the_next_ones(
    home: Path, clock: StillClock
) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f2", "f12", *"kft", "enter", "f3", "f2", "f12")
        assert here.text("#asked") == "routine no tests yet"
        await here.press(*"pt", "enter", "f9", "f3", "f2", "enter")
        assert here.text("#asked") == "routine KFT"
