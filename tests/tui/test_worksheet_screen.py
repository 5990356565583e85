"""A worksheet filled in one go, under the rules of the results form."""

from pathlib import Path

from labkiosk.board import batches, samples
from labkiosk.lab.batch import make_batch
from labkiosk.lab.results import Given, record
from labkiosk.tui.screens.worksheet import WorksheetScreen
from labkiosk.tui.widgets.banner import Banner
from tests.tui.desks import Seat, StillClock, lab, seat
from tests.tui.test_results_screen import received, values


def batch_of(home: Path, clock: StillClock, bench: str = "CHEM") -> str:
    with lab(home, clock) as desk:
        return make_batch(desk, bench).id


def drawn(here: Seat) -> str:
    return "\n".join(strip.text for strip in here.app.screen._compositor.render_strips())


def name_above(here: Seat) -> str:
    whose = here.top.query_one(Banner).whose
    assert whose is not None
    return whose.name


async def test_enter_goes_down_and_f9_records_every_tube(home: Path, clock: StillClock) -> None:
    asha = received(home, clock, "K", "NA")
    ravi = received(home, clock, "K", name="Ravi Kumar")
    sita = received(home, clock, "NA", "K", name="Sita Rani")
    batch = batch_of(home, clock)
    async with seat(home, clock) as here:
        await here.scan(f"LK:WORK:{batch}")
        assert isinstance(here.top, WorksheetScreen)
        shown = drawn(here)
        assert all(f"{i} {t[-4:]} {n}" in shown for i, t, n in ((1, asha, "Asha"), (2, ravi, "Ravi")))
        assert name_above(here) == "Asha Devi"
        await here.press(*"4.1", "enter")
        assert name_above(here) == "Ravi Kumar"
        await here.press(*"4.2", "enter", *"4.3", "enter", *"140", "enter", *"130", "enter", "f9")
        assert values(here, asha) == {"K": ("4.1", "", ()), "NA": ("140", "", ())}
        assert values(here, ravi) == {"K": ("4.2", "", ())}
        assert values(here, sita) == {"K": ("4.3", "", ()), "NA": ("130", "L", ())}
        assert here.said == "5 recorded on 3 tubes. The worksheet is done."
        assert batches.open_batches(here.top.lab.conn) == []


async def test_a_far_out_value_is_typed_again_blind_by_one_and_then_by_another(
    home: Path, clock: StillClock
) -> None:
    one, two = received(home, clock, "K"), received(home, clock, "K", name="Ravi Kumar")
    batch = batch_of(home, clock)
    async with seat(home, clock) as here:
        await here.scan(f"LK:WORK:{batch}")
        await here.press(*"7.8", "enter")
        assert "type the value again" in here.text("#question")
        assert "7.8" not in drawn(here)
        await here.press(*"7.9", "enter")
        assert here.said == "K: typed 7.8, then 7.9. Look at the sample again, and type both anew."
        await here.press(*"7.8", "enter", *"7.8", "enter", *"4.1", "enter", "f9")
        assert here.said == "2 recorded on 2 tubes. K: a second person types it too."
        assert here.text("#told") == "Tell the ward once confirmed: K 7.8 HH critical high"
    async with seat(home, clock, "path") as here:
        await here.scan(f"LK:WORK:{batch}")
        assert "7.8" not in drawn(here)
        assert "(hidden)" not in drawn(here).splitlines()[5]
        await here.press(*"7.80", "enter", "f9")
        assert values(here, one) == {"K": ("7.8", "HH", ())}
        assert values(here, two) == {"K": ("4.1", "", ())}


async def test_what_is_typed_is_a_draft_on_its_own_tube_when_a_tube_is_scanned(
    home: Path, clock: StillClock
) -> None:
    one, two = received(home, clock, "K"), received(home, clock, "K", name="Ravi Kumar")
    batch = batch_of(home, clock)
    async with seat(home, clock) as here:
        await here.scan(f"LK:WORK:{batch}")
        await here.press(*"4.1", "enter", *"3.")
        await here.scan(one)
        assert here.top.NAME == "results"
        conn = here.top.lab.conn
        assert (samples.drafts(conn, one), samples.drafts(conn, two)) == ({"K": "4.1"}, {"K": "3."})
        await here.scan(f"LK:WORK:{batch}")
        await here.press("down", *"9", "enter")
        assert samples.drafts(conn, two) == {"K": "3.9"}


async def test_moves_an_impossible_value_and_choices(home: Path, clock: StillClock) -> None:
    received(home, clock, "HIV", "HCV")
    received(home, clock, "HCV", name="Ravi Kumar")
    batch = batch_of(home, clock, "SERO")
    received(home, clock, "K")
    other = batch_of(home, clock)
    async with seat(home, clock) as here:
        await here.scan(f"LK:WORK:{batch}")
        assert isinstance(here.top, WorksheetScreen)
        form = here.top.form

        def at() -> tuple[int, str]:
            return form.line.position, form.line.code

        first = at()
        await here.press("right")
        await here.press("down")
        assert at() == (2, "HCV")
        await here.press("left")
        assert (at(), first) == ((1, "HIV"), (1, "HIV"))
        await here.press("right", "n")
        assert [line.typed for line in form.lines if line.key.endswith("HCV")] == ["Non-reactive", ""]
        await here.scan(f"LK:WORK:{other}")
        await here.press(*"-4", "enter")
        assert here.said.startswith("Potassium -4 mmol/L is not possible")


async def test_a_tube_is_taken_out_and_the_rest_closed(home: Path, clock: StillClock) -> None:
    one, two = received(home, clock, "K"), received(home, clock, "K", name="Ravi Kumar")
    batch = batch_of(home, clock)
    async with seat(home, clock) as here:
        await here.scan(f"LK:WORK:{batch}")
        await here.press("down", *"3.", "ctrl+r", *"clot", "f9")
        assert here.said == f"{two[-4:]} is in the queue again."
        assert [p.number for p in batches.places(here.top.lab.conn, batch) if not p.gone] == [one]
        await here.press(*"4.1", "enter", "ctrl+k", *"no kit", "f9")
        assert here.said == f"{batch} is closed. What is not done waits in the queue."
        assert here.top.NAME != "worksheet"
        assert samples.drafts(here.top.lab.conn, one) == {"K": "4.1"}


async def test_a_value_recorded_elsewhere_is_not_typed_over(home: Path, clock: StillClock) -> None:
    one, _two = received(home, clock, "K"), received(home, clock, "K", name="Ravi Kumar")
    batch = batch_of(home, clock)
    async with seat(home, clock) as here:
        await here.scan(f"LK:WORK:{batch}")
        await here.press(*"4.2", "enter")
        with lab(home, clock, "path") as other:
            record(other, one, [Given(test="K", value="4.1")])
        here.app._look()
        await here.settle()
        assert here.said == "1 K changed on another screen. Look before you go on."


async def test_the_list_makes_one_and_opens_it(home: Path, clock: StillClock) -> None:
    received(home, clock, "K")
    received(home, clock, "HB", name="Ravi Kumar")
    async with seat(home, clock) as here:
        await here.press("ctrl+g", "w")
        assert here.top.NAME == "worksheets"
        await here.press("f9", *"5", "f9")
        assert here.said == "Which bench? Type it too, such as HAEM 20."
        await here.press("ctrl+u", *"hb", "f9")
        assert here.said == "W01-0000001 of 1 tube is printing. Scan its code to fill it in."
        await here.press("enter")
        assert isinstance(here.top, WorksheetScreen)
        assert name_above(here) == "Ravi Kumar"
        await here.press("escape")
        assert here.top.NAME == "worksheets"


async def test_the_arrows_pass_over_tubes_that_lack_the_test(home: Path, clock: StillClock) -> None:
    for name, tests in (("Asha", ("K", "NA")), ("Ravi", ("NA",)), ("Sita", ("NA",)), ("Noor", ("K",))):
        received(home, clock, *tests, name=name)
    batch = batch_of(home, clock)
    async with seat(home, clock) as here:
        await here.scan(f"LK:WORK:{batch}")
        for key, name in (
            ("down", "Noor"),
            ("down", "Noor"),
            ("right", "Sita"),
            ("up", "Ravi"),
            ("left", "Asha"),
        ):
            await here.press(key)
            assert name_above(here) == name, key
