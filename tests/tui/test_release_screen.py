"""Release: nothing unseen leaves, nothing of one's own, nothing held; and one key never does two samples."""

from pathlib import Path

from textual.widgets import Static

from labkiosk.board import jobs, samples
from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.release import release
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.tui.screens.release import ReleaseScreen
from labkiosk.tui.widgets.banner import Banner
from tests.tui.desks import Seat, StillClock, lab, seat
from tests.tui.morning import Morning


def screen(here: Seat) -> ReleaseScreen:
    assert isinstance(here.top, ReleaseScreen)
    return here.top


def values(here: Seat) -> list[str]:
    found = here.top.query_one("#values")
    return [found.render_line(y).text.rstrip() for y in range(found.size.height)]


def state(here: Seat, number: str) -> str:
    found = samples.find(here.top.lab.conn, number)
    assert found is not None
    return found.state


async def test_values_stand_with_flag_range_and_state(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock, "path") as here:
        await here.press("f5")
        await here.scan(day.recorded)
        assert here.top.query_one(Banner).whose.name == "Ravi Kumar"  # type: ignore[union-attr]
        assert values(here)[:3] == [
            "Test     Value            Flag             Range         Before      State",
            "CREA     1.1 mg/dL                         ≤ 1.30                    recorded",
            "K        6.9 mmol/L       HH critical high 3.5–5.1                   recorded",
        ]


async def test_one_is_released_with_its_report(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock, "path") as here:
        await here.press("f5")
        await here.scan(day.recorded)
        await here.press("f9")
        assert here.said == "Released: 1 sample. 1 report printing."
        assert state(here, day.recorded) == "reported"
        assert [p.form for p in jobs.of_subject(here.top.lab.conn, day.orders[1], "report")] == ["report"]
        assert [item.number for item in screen(here).list.items] == [day.long]


async def test_a_key_pressed_twice_releases_one(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock, "path", (80, 50)) as here:
        await here.press("f5")
        await here.scan(day.recorded)
        await here.burst("f9", "f9", "f9")
        assert here.said == "The next sample is in sight now: look at it, then press F9 again."
        assert [item.number for item in screen(here).list.items] == [day.long]


async def test_values_below_the_edge_must_be_seen_first(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock, "path", (80, 20)) as here:
        await here.press("f5")
        await here.scan(day.long)
        for key in ("f9", "space"):
            before = values(here)
            await here.press(key)
            assert here.said == "There are more values below. Look at them, then press the key again."
            assert values(here) != before
            assert screen(here)._marked == {}
        while screen(here)._values.more_below:
            await here.press("pagedown")
        await here.press("space")
        assert here.said == "1 marked. F9 releases them and prints their reports."


async def test_marked_samples_go_together_and_nothing_else_does(
    home: Path, clock: StillClock, day: Morning
) -> None:
    async with seat(home, clock, "path", (80, 50)) as here:
        await here.press("f5", "space", "space")
        assert len(screen(here)._marked) == 2
        await here.press("space")
        assert here.said == "1 marked. F9 releases them and prints their reports."
        (marked,) = screen(here)._marked
        other = ({day.recorded, day.long} - {marked}).pop()
        await here.press("f9")
        assert state(here, other) in ("received", "resulted")
        assert [item.number for item in screen(here).list.items] == [other]


async def test_a_mark_falls_when_its_values_change(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock, "path") as here:
        await here.press("f5")
        await here.scan(day.recorded)
        await here.press("space")
        with lab(home, clock) as desk:
            record(desk, day.recorded, [Given(test="CREA", value="1.2", reason="read again")])
        here.app._look()
        await here.settle()
        assert screen(here)._marked == {}
        tail = day.recorded[-4:]
        assert (
            here.said == f"Sample {tail} changed on another screen, and is marked no more. Look at it again."
        )


async def test_nobody_releases_alone(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock, "tech") as here:
        await here.press("f5")
        await here.scan(day.recorded)
        assert "yours" in values(here)[1] if here.top.NAME == "release" else here.top.NAME == "sample"
        await here.app.action_go("release")
        await here.settle()
        await here.press("f9")
        assert here.said == "tech (technician) may not release results: ask a pathologist."
        assert state(here, day.recorded) == "resulted"


async def test_provisional_asks_why_and_enter_is_no_answer(
    home: Path, clock: StillClock, day: Morning
) -> None:
    with lab(home, clock) as desk:
        record(desk, day.waiting, [Given(test="NA", value="140"), Given(test="K", value="4.1")])
    async with seat(home, clock, "tech") as here:
        await here.app.open("release", day.recorded)
        await here.settle()
        await here.press("f11", *"night shift", "f9")
        assert here.said == f"Sample {day.recorded[-4:]} CREA is routine: it waits for a pathologist."
        await here.scan(day.waiting)
        await here.app.open("release", day.waiting)
        await here.settle()
        await here.press("f11")
        await here.type("night shift")
        await here.press("enter")
        assert state(here, day.waiting) == "resulted"
        await here.press("f9")
        assert here.said == "Released as provisional: 1 sample. 1 report printing."
        tests = samples.tests(here.top.lab.conn, day.waiting)
        assert {t.state for t in tests} == {"provisional"}


async def test_what_another_releases_meanwhile_is_not_followed_by_the_next(
    home: Path, clock: StillClock, day: Morning
) -> None:
    async with seat(home, clock, "path", (80, 50)) as here:
        await here.press("f5")
        await here.scan(day.recorded)
        await here.press("f11")
        with lab(home, clock, "path") as desk:
            release(desk, [day.recorded])
        here.app._look()
        await here.press(*"night", "f9")
        assert {t.state for t in samples.tests(here.top.lab.conn, day.long)} == {"recorded", "open"}


async def test_what_is_provisional_stands_first_and_says_so_until_it_is_final(
    home: Path, clock: StillClock, day: Morning
) -> None:
    with lab(home, clock) as desk:
        release(desk, [day.long], provisional=True, reason="night shift")
    async with seat(home, clock, "path") as here:
        await here.press("f5")
        first = screen(here).list.items[0]
        assert (first.number, screen(here).row(first).cells[-1]) == (day.long, "PROVISIONAL")
        await here.app.open("release", day.long)
        await here.settle()
        while screen(here)._values.more_below:
            await here.press("pagedown")
        await here.press("f9")
        assert here.said == "Released: 1 sample. 1 report printing."
        assert [i.provisional for i in screen(here).list.items] == [False]


async def test_a_held_value_says_so_and_stays(home: Path, clock: StillClock, day: Morning) -> None:
    with lab(home, clock) as desk:
        record(desk, day.waiting, [Given(test="NA", value="140"), Given(test="K", value="9.1", again="9.1")])
    async with seat(home, clock, "path") as here:
        await here.app.open("release", day.waiting)
        await here.settle()
        assert values(here)[2].endswith("HELD")
        await here.press("f9")
        assert here.said == (
            "Released: 1 sample. 1 report printing. 1 value left:"
            f" Sample {day.waiting[-4:]} K is held: a second person must type its value first."
        )
        assert state(here, day.waiting) == "received"


async def test_a_provisional_value_is_typed_over_before_it_is_final(
    home: Path, clock: StillClock, day: Morning
) -> None:
    with lab(home, clock) as desk:
        record(desk, day.waiting, [Given(test="NA", value="140"), Given(test="K", value="4.1")])
        release(desk, [day.waiting], provisional=True, reason="night shift")
    async with seat(home, clock, "tech") as here:
        await here.app.open("release", day.waiting)
        await here.settle()
        await here.press("f12")
        await here.press(*"141", "enter", *"misread", "enter", "f9")
        found = samples.results(here.top.lab.conn, day.waiting)
        assert {test: (r.value, r.version) for test, r in found.items()} == {
            "NA": ("141", None), "K": ("4.1", 1)
        }  # fmt: skip


async def test_what_the_rules_hold_is_explained_and_accepted(home: Path, clock: StillClock) -> None:
    number = held_count(home, clock)
    async with seat(home, clock, "path") as here:
        await here.press("f5")
        await here.scan(number)
        assert values(here)[1:4] == [
            "WBC      0.71 10³/µL      L low            4.00–10.00                HELD: look",
            "         White cell count 0.71 looks like 7.1 10³/µL with its point moved: far",
            "         outside the range.",
        ]
        await here.press("f9")
        assert here.said == (
            f"Sample {number[-4:]} WBC is held: somebody must look at why, and accept it with a reason first."
        )
        await here.press("ctrl+y")
        asked = here.app.screen.query_one(Static).visual
        assert str(asked) == f"Held of {number[-4:]}: WBC 0.71. Why is it right?"
        await here.press(*"by hand", "f9")
        assert here.said == "1 value accepted. F9 releases."
        await here.press("ctrl+y")
        assert here.said == f"Sample {number[-4:]} has nothing that waits to be looked at."
        await here.press("f9")
        assert state(here, number) == "reported"


async def test_who_recorded_it_does_not_accept_it(home: Path, clock: StillClock) -> None:
    number = held_count(home, clock)
    async with seat(home, clock) as here:
        await here.press("f5")
        await here.scan(number)
        await here.press("ctrl+y", *"sure", "f9")
        assert "WBC was recorded by you: another person looks at it and accepts it." in here.said


def held_count(home: Path, clock: StillClock) -> str:
    """A white cell count that was typed twice, and still looks like a slip."""
    with lab(home, clock) as desk:
        patient = PatientRequest(name="Asha Devi", sex="F", age="51 y")
        (tube,) = register(desk, OrderRequest(patient=patient, tests=("WBC",), location="Ward 3")).samples
        receive(desk, tube.sample)
        record(desk, tube.sample, [Given(test="WBC", value="0.71", again="0.71")])
    return tube.sample
