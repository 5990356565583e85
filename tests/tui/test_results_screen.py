"""Results as they are typed: nothing lost, nothing on the wrong tube, held values by two people."""

from pathlib import Path

from textual.widgets import Static

from labkiosk.board import samples
from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.tui.screens.results import ResultsScreen
from labkiosk.tui.widgets.banner import Banner
from tests.tui.desks import Seat, StillClock, lab, seat
from tests.tui.morning import Morning


def received(home: Path, clock: StillClock, *tests: str, name: str = "Asha Devi") -> str:
    asha = PatientRequest(name=name, sex="F", age="51 y")
    with lab(home, clock) as desk:
        made = register(desk, OrderRequest(patient=asha, tests=tests, location="Ward 3"))
        (tube,) = made.samples
        receive(desk, tube.sample)
    return tube.sample


def values(here: Seat, number: str) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    return {t: (r.value, r.flag, r.needs) for t, r in samples.results(here.top.lab.conn, number).items()}


async def test_a_scan_opens_the_form_and_f9_records(home: Path, clock: StillClock) -> None:
    tube = received(home, clock, "K", "NA", "UREA")
    async with seat(home, clock) as here:
        await here.scan(tube)
        whose = here.top.query_one(Banner).whose
        assert whose is not None
        assert (whose.name, whose.age, whose.number) == ("Asha Devi", "~51 y  F", tube)
        await here.press(*"4.1", "enter", *"130", "enter", "f9")
        assert values(here, tube) == {"K": ("4.1", "", ()), "NA": ("130", "L", ())}
        assert here.said == f"2 recorded on {tube[-4:]}. Scan the next tube."


async def test_held_by_one_and_confirmed_blind_by_another(home: Path, clock: StillClock) -> None:
    tube = received(home, clock, "NA", "K")
    async with seat(home, clock) as here:
        await here.scan(tube)
        await here.press("down", *"7.8", "enter", *"7.8", "enter", "f9")
        assert values(here, tube) == {"K": ("7.8", "HH", ("second",))}
        assert here.said == f"1 recorded on {tube[-4:]}. K: a second person types it too. Scan the next tube."
        assert here.text("#told") == "Tell the ward once confirmed: K 7.8 HH critical high"
        await here.press("down", "7")
        assert here.said == "K is held: a second person types its value. You typed the first."
    async with seat(home, clock, "path") as here:
        await here.scan(tube)
        drawn = "\n".join(strip.text for strip in here.app.screen._compositor.render_strips())
        assert "Potassium" in drawn
        assert "7.8" not in drawn
        await here.press("down", *"7.80", "enter", "f9")
        assert values(here, tube) == {"K": ("7.8", "HH", ())}


async def test_the_next_person_at_the_same_kiosk_sees_nothing_of_the_last(
    home: Path, clock: StillClock
) -> None:
    tube = received(home, clock, "NA", "K")
    async with seat(home, clock) as here:
        await here.scan(tube)
        await here.press("down", *"7.8", "enter", *"7.8", "enter", "f9", "f10")
        await here.app.sign_in("path")
        await here.settle()
        await here.scan(tube)
        drawn = "\n".join(strip.text for strip in here.app.screen._compositor.render_strips())
        assert "Potassium" in drawn
        assert "7.8" not in drawn
        await here.press("down", *"7.8", "enter", "f9")
        assert values(here, tube) == {"K": ("7.8", "HH", ())}


async def test_half_typed_stays_on_its_own_tube_when_the_next_is_scanned(
    home: Path, clock: StillClock
) -> None:
    one, two = received(home, clock, "K"), received(home, clock, "NA", name="Noor Bano")
    async with seat(home, clock) as here:
        await here.scan(one)
        await here.press(*"4.")
        await here.scan(two)
        assert isinstance(here.top, ResultsScreen)
        assert here.top.number == two
        conn = here.top.lab.conn
        assert (samples.drafts(conn, one), samples.drafts(conn, two)) == ({"K": "4."}, {})
        await here.scan(one)
        await here.press("1", "enter", "f9")
        assert values(here, one) == {"K": ("4.1", "", ())}
        assert samples.drafts(conn, one) == {}


async def test_what_is_typed_is_kept_without_enter_after_a_pause(home: Path, clock: StillClock) -> None:
    tube = received(home, clock, "K")
    async with seat(home, clock) as here:
        await here.scan(tube)
        await here.press(*"4.1")
        await here.pilot.pause(0.7)
        await here.settle()
        assert samples.drafts(here.top.lab.conn, tube) == {"K": "4.1"}
        assert isinstance(here.top, ResultsScreen)
        assert here.top.form.unkept() == {}


async def test_esc_at_the_second_typing_takes_the_value_back(home: Path, clock: StillClock) -> None:
    tube = received(home, clock, "K")
    async with seat(home, clock) as here:
        await here.scan(tube)
        await here.press(*"7.8", "enter", "escape")
        assert isinstance(here.top, ResultsScreen)
        assert here.top.form.line.typed == ""
        await here.press("escape")
        assert here.top.NAME == "queue"


async def test_a_value_recorded_elsewhere_is_not_typed_over(home: Path, clock: StillClock) -> None:
    from labkiosk.lab.results import Given, record

    tube = received(home, clock, "K", "NA")
    async with seat(home, clock) as here:
        await here.scan(tube)
        await here.press(*"4.2", "enter")
        with lab(home, clock, "path") as other:
            record(other, tube, [Given(test="K", value="4.1")])
        here.app._look()
        await here.settle()
        assert here.said == "K changed on another screen. Look before you go on."
        await here.press("f9")
        assert here.said == "Nothing is typed yet: type a value and press Enter."
        assert values(here, tube) == {"K": ("4.1", "", ())}


async def test_choices_take_one_key_and_a_comment(home: Path, clock: StillClock) -> None:
    tube = received(home, clock, "HIV", "HCV")
    async with seat(home, clock) as here:
        await here.scan(tube)
        assert here.text("#question") == "HIV rapid test: n Non-reactive  r Reactive  i Indeterminate"
        await here.press("n", "r", "f12", *"weak", "enter", "f9")
        found = samples.results(here.top.lab.conn, tube)
        assert [(r.test, r.value, r.flag, r.comment) for r in found.values()] == [
            ("HCV", "Reactive", "A", "weak"),
            ("HIV", "Non-reactive", "", ""),
        ]


async def test_a_tube_scanned_without_stx_is_no_value(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.scan(day.waiting)
        for _ in range(2):
            await here.press(*day.recorded, "enter")
            assert here.said == f"{day.recorded} is the number of a tube, not a value of Sodium. Erase it."
            await here.press("ctrl+u")
        await here.press(*"140", "enter", "f9")
        assert samples.results(here.top.lab.conn, day.waiting)["NA"].value == "140"


async def test_ctrl_u_empties_what_is_typed(home: Path, clock: StillClock) -> None:
    tube = received(home, clock, "K")
    async with seat(home, clock) as here:
        await here.scan(tube)
        await here.press(*"44", "ctrl+u", *"4.1", "enter", "f9")
        assert values(here, tube) == {"K": ("4.1", "", ())}


async def test_every_choice_can_be_read(home: Path, clock: StillClock) -> None:
    tube = received(home, clock, "MALARIA")
    async with seat(home, clock) as here:
        await here.scan(tube)
        asked = here.top.query_one("#question", Static)
        lines = ["".join(s.text for s in asked.render_line(y)).strip() for y in range(asked.size.height)]
        choices = here.top.lab.catalogue.tests["MPTHICK"].choices
        assert len(lines) > 1
        assert all(f"{c.key} {c.text}" in " ".join(lines) for c in choices)


async def test_only_this_benchs_tests_stand_on_its_form(home: Path, clock: StillClock) -> None:
    tube = received(home, clock, "HB", "A1C")
    async with seat(home, clock) as here:
        here.app.desk.bench = "HAEM"
        await here.scan(tube)
        assert isinstance(here.top, ResultsScreen)
        assert [line.code for line in here.top.form.lines] == ["HB"]


async def test_a_clotted_tube_is_rejected_from_the_form(home: Path, clock: StillClock) -> None:
    tube = received(home, clock, "K", "NA")
    async with seat(home, clock) as here:
        await here.scan(tube)
        await here.press("ctrl+r", "c", "f9")
        found = samples.find(here.top.lab.conn, tube)
        assert found is not None and (found.state, found.reason) == ("rejected", "Clotted")
        await here.press("4")
        assert here.said == "K is rejected on this sample: no result can be kept."


async def test_what_is_unlikely_is_said_and_waits(home: Path, clock: StillClock) -> None:
    tube = received(home, clock, "WBC")
    async with seat(home, clock) as here:
        await here.scan(tube)
        await here.press(*"0.71", "enter", "f9")
        said = "White cell count 0.71 looks like 7.1 10³/µL with its point moved: far outside the range."
        assert here.text("#why") == said
        assert here.said == f"1 recorded on {tube[-4:]}. WBC: type it again. Scan the next tube."
        await here.press(*"0.71", "enter", "f9")
        assert values(here, tube) == {"WBC": ("0.71", "L", ())}


async def test_what_another_person_is_to_look_at_is_not_typed_again(home: Path, clock: StillClock) -> None:
    tube = received(home, clock, "WBC")
    with lab(home, clock) as desk:
        record(desk, tube, [Given(test="WBC", value="0.71", again="0.71")])
    async with seat(home, clock, "path") as here:
        await here.scan(tube)
        assert "held: look. White cell count 0.71 looks like" in here.text("#question")
        await here.press(*"0.71", "enter")
        assert here.said == "WBC waits to be looked at: F5 shows why, and there it is accepted."
