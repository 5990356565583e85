"""Receive as it is scanned: one scan one tube, conditions first, reject with a letter."""

from pathlib import Path

import pytest

from labkiosk.board import jobs, samples
from labkiosk.lab.intake import register
from labkiosk.lab.request import OrderRequest, PatientRequest, Registered
from tests.tui.desks import Seat, StillClock, lab, seat


@pytest.fixture
def made(home: Path, clock: StillClock) -> Registered:
    asha = PatientRequest(name="Asha Devi", sex="F", age="51 y")
    with lab(home, clock) as desk:
        return register(desk, OrderRequest(patient=asha, tests=("PT", "KFT"), location="Ward 3"))


def state(here: Seat, number: str) -> tuple[str, tuple[str, ...]]:
    found = samples.find(here.top.lab.conn, number)
    assert found is not None
    return found.state, found.conditions


async def test_a_scan_receives_and_a_second_read_does_nothing(
    home: Path, clock: StillClock, made: Registered
) -> None:
    tube = made.samples[0].sample
    async with seat(home, clock) as here:
        await here.press("f4")
        await here.scan(tube)
        assert here.said == f"{tube[-4:]} received for Coagulation. Scan the next tube."
        assert state(here, tube) == ("received", ())
        await here.scan(tube)
        assert (here.top.NAME, here.said) == (
            "receive",
            f"{tube[-4:]} is received already. Scan the next tube.",
        )


async def test_two_tubes_scanned_without_pause_are_two(
    home: Path, clock: StillClock, made: Registered
) -> None:
    one, two = (s.sample for s in made.samples)
    async with seat(home, clock) as here:
        await here.press("f4")
        await here.scan(one, two)
        assert [state(here, n)[0] for n in (one, two)] == ["received", "received"]


async def test_a_typed_number_receives_too(home: Path, clock: StillClock, made: Registered) -> None:
    tube = made.samples[0].sample
    async with seat(home, clock) as here:
        await here.press("f4")
        await here.type(tube)
        await here.press("enter")
        assert state(here, tube)[0] == "received"


async def test_conditions_hold_for_the_next_tube_alone(
    home: Path, clock: StillClock, made: Registered
) -> None:
    one, two = (s.sample for s in made.samples)
    async with seat(home, clock) as here:
        await here.press("f4", "f11", "h", "l", "i", "l", "escape")
        assert here.text("#counts") == " On the next tube: Haemolysed, Icteric. Scan it."
        await here.scan(one)
        await here.scan(two)
        assert state(here, one) == ("received", ("Haemolysed", "Icteric"))
        assert state(here, two) == ("received", ())


async def test_a_scan_over_the_conditions_receives_with_what_is_marked(
    home: Path, clock: StillClock, made: Registered
) -> None:
    tube = made.samples[0].sample
    async with seat(home, clock) as here:
        await here.press("f4", "f11", "h")
        await here.scan(tube)
        assert state(here, tube) == ("received", ("Haemolysed",))


async def test_neither_card_nor_wrong_number_receives(
    home: Path, clock: StillClock, made: Registered
) -> None:
    tube = made.samples[0].sample
    async with seat(home, clock) as here:
        await here.press("f4")
        await here.scan(tube[:-1] + str((int(tube[-1]) + 1) % 10))
        assert here.said.startswith("Scan again: check digit wrong")
        await here.scan(f"LK:CARD:{made.order}")
        assert here.top.NAME == "order"
        assert [state(here, s.sample)[0] for s in made.samples] == ["expected", "expected"]


async def test_a_tube_scanned_elsewhere_waits_for_consent(
    home: Path, clock: StillClock, made: Registered
) -> None:
    tube = made.samples[0].sample
    async with seat(home, clock) as here:
        await here.scan(tube)
        assert (here.top.NAME, state(here, tube)[0]) == ("receive", "expected")
        assert here.said == "Scan it again, or press F9, to receive it. F12 rejects it."
        await here.press("enter")
        assert state(here, tube)[0] == "expected"


async def test_f9_receives_the_tube_that_stands_above(
    home: Path, clock: StillClock, made: Registered
) -> None:
    tube = made.samples[0].sample
    async with seat(home, clock) as here:
        await here.scan(tube)
        await here.press("f9")
        assert state(here, tube)[0] == "received"


async def test_the_whole_tube_is_rejected(home: Path, clock: StillClock, made: Registered) -> None:
    tube = made.samples[1].sample
    async with seat(home, clock) as here:
        await here.press("f4")
        await here.scan(tube)
        await here.press("f12", "f9")
        assert here.said == "Press the letter of the reason first."
        await here.press("c", "f9")
        sample = samples.find(here.top.lab.conn, tube)
        assert sample is not None and sample.replaced_by is not None
        assert (sample.state, sample.reason) == ("rejected", "Clotted")
        new = sample.replaced_by
        assert (
            here.said
            == f"{tube[-4:]} rejected. A slip and the label of the new tube, {new[-4:]}, are printing."
        )
        assert [j.form for j in jobs.of_subject(here.top.lab.conn, tube)] == ["label", "rejection"]
        assert [j.form for j in jobs.of_subject(here.top.lab.conn, new)] == ["label"]


async def test_single_tests_are_rejected(home: Path, clock: StillClock, made: Registered) -> None:
    tube = made.samples[1].sample
    async with seat(home, clock) as here:
        await here.press("f4")
        await here.scan(tube)
        await here.press("f12", "space", "down", "down", "down", "space", "h", "f9")
        states = {t.code: t.state for t in samples.tests(here.top.lab.conn, tube)}
        assert [c for c, s in states.items() if s == "open"] == ["UREA", "UA"]
        assert {s for c, s in states.items() if c not in ("UREA", "UA")} == {"rejected"}
        gone = ", ".join(c for c in states if c not in ("UREA", "UA"))
        assert here.said.startswith(f"{gone} of {tube[-4:]} rejected. A slip and the label of the new tube, ")


async def test_whoever_may_not_reject_is_told_whom_to_ask(
    home: Path, clock: StillClock, made: Registered
) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.press("f4")
        await here.scan(made.samples[0].sample)
        await here.press("f12", "c", "f9")
        assert here.said.startswith("phleb (phlebotomist) may not reject samples")
        assert state(here, made.samples[0].sample)[0] == "received"


async def test_of_csf_one_is_asked_whether_to_go_on(home: Path, clock: StillClock) -> None:
    with lab(home, clock) as desk:
        asha = PatientRequest(name="Asha Devi", sex="F", age="51 y")
        tubes = [register(desk, OrderRequest(patient=asha, tests=("CSFGLU",))).samples[0] for _ in "12"]
    first, second = (t.sample for t in tubes)
    async with seat(home, clock) as here:
        await here.press("f4")
        await here.scan(first)
        await here.press("f12")
        assert here.said.startswith("Cannot be taken again: CSF.")
        await here.press("c", "f9", "escape")
        (test,) = samples.tests(here.top.lab.conn, first)
        assert (test.state, test.reason) == ("open", "")
        await here.press("f9", "f9")
        assert here.said == f"{first[-4:]} goes on for CSFGLU; the report says why."
        (test,) = samples.tests(here.top.lab.conn, first)
        assert (test.state, test.reason[:28]) == ("open", "Clotted: tested all the same")
        await here.press("f4")
        await here.scan(second)
        await here.press("f12", "c", "f9", "f12")
        assert state(here, second)[0] == "rejected"
