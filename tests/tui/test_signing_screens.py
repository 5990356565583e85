"""Validation, release by rules and amendments at the screens."""

from pathlib import Path

from textual.widgets import Static

from labkiosk.board import holders, samples
from labkiosk.lab.given import Given
from labkiosk.lab.release import release
from labkiosk.lab.results import record
from labkiosk.lab.staff import add_person
from tests.lab.approved import approve
from tests.tui.desks import StillClock, lab, seat
from tests.tui.morning import Morning
from tests.tui.test_release_screen import screen, state, values


async def test_a_technician_validates_and_then_a_pathologist_releases(
    home: Path, clock: StillClock, day: Morning
) -> None:
    with lab(home, clock) as desk:
        desk.sign_in("super")
        add_person(desk, "meena", "Meena", "technician")
        approve(home, "section,Biochemistry,2,no,book,,\n")
    with lab(home, clock) as desk:
        record(desk, day.waiting, [Given(test="NA", value="140")])
    async with seat(home, clock, "meena") as here:
        await here.press("f5")
        await here.scan(day.waiting)
        assert any(line.endswith("VALIDATE") for line in values(here))
        await here.press("ctrl+e")
        assert here.said == "1 value validated. A pathologist releases them."
        assert not any(line.endswith("VALIDATE") for line in values(here))


async def test_the_rules_say_why_and_one_key_releases_the_rest(
    home: Path, clock: StillClock, day: Morning
) -> None:
    approve(home, "test,NA,1,asked,book,Dr Rao,\ntest,K,1,asked,book,Dr Rao,\n")
    with lab(home, clock) as desk:
        record(desk, day.waiting, [Given(test="NA", value="140"), Given(test="K", value="5.9")])
    async with seat(home, clock, "tech") as here:
        await here.press("f5")
        await here.scan(day.waiting)
        said = [line.strip() for line in values(here)]
        assert "rules: nothing against it" in said
        assert "rules: flag H high" in said
        await here.press("ctrl+r")
        assert here.said.startswith("Released by rules: 1 value. ")
        found = samples.results(here.top.lab.conn, day.waiting)
        assert (found["NA"].version, found["K"].version) == (1, None)
        assert screen(here).list.items


async def test_a_released_value_is_corrected_and_told(home: Path, clock: StillClock, day: Morning) -> None:
    with lab(home, clock) as desk:
        desk.sign_in("path")
        release(desk, [day.recorded])
    async with seat(home, clock, "path") as here:
        await here.app.open("sample", day.recorded)
        await here.settle()
        await here.press("ctrl+r")
        assert "Released: CREA 1.1, K 6.9. Without" in str(here.app.screen.query_one(Static).visual)
        await here.press(*"CREA", "tab", *"0.9", "tab", *"wrong rack", "f9")
        assert here.said == "CREA is now 0.9. Another person releases it: F5."
        await here.press("ctrl+r", "tab", "tab", *"wrong patient", "f9")
        assert state(here, day.recorded) == "resulted"
        await here.press("f9")
        assert here.said == "K is withdrawn. Report 2 is printing; Ctrl+G, V shows who is to be told."
        await here.press("ctrl+g", "v")
        assert [type(item).__name__ for item in here.top.list.items][:1] == ["Holder"]  # type: ignore[attr-defined]
        await here.press("f9")
        assert here.said == "That line is somebody to be told: Ctrl+E says that you did."
        await here.press("ctrl+e", *"Sister Mary", "f9")
        assert here.said == "Sister Mary was told of report 2."
        assert holders.to_tell(here.top.lab.conn) == []


async def test_who_may_not_amend_changes_nothing(home: Path, clock: StillClock, day: Morning) -> None:
    with lab(home, clock) as desk:
        desk.sign_in("path")
        release(desk, [day.recorded])
    async with seat(home, clock, "tech") as here:
        await here.app.open("sample", day.recorded)
        await here.settle()
        await here.press("ctrl+r", *"CREA", "tab", *"0.9", "tab", *"wrong rack", "f9")
        assert here.said == "tech (technician) may not amend released results: ask a pathologist."
        assert state(here, day.recorded) == "reported"


async def test_nothing_released_is_nothing_to_amend(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock, "path") as here:
        await here.app.open("sample", day.waiting)
        await here.settle()
        await here.press("ctrl+r")
        assert (
            here.said == "Nothing of this sample is released: a value that is not is typed over at the bench."
        )
