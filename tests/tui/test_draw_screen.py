"""The draw as it is scanned: slip first, then tubes; nothing passes that is another's."""

from pathlib import Path

import pytest

from labkiosk.board import samples
from labkiosk.lab.blank import blank_labels
from labkiosk.lab.collection import collect
from labkiosk.lab.intake import register
from labkiosk.lab.request import OrderRequest, PatientRequest, Registered
from tests.tui.desks import Seat, StillClock, lab, seat

ASHA = PatientRequest(name="Asha Devi", sex="F", age="51 y")
RAVI = PatientRequest(name="Ravi Kumar", sex="M", age="40 y")


@pytest.fixture
def two(home: Path, clock: StillClock) -> list[Registered]:
    with lab(home, clock) as desk:
        return [register(desk, OrderRequest(patient=p, tests=("PT", "K"))) for p in (ASHA, RAVI)]


def drawn(here: Seat, made: Registered) -> list[bool]:
    return [s.collected_at is not None for s in samples.of_order(here.top.lab.conn, made.order)]


async def test_slip_then_tubes_and_each_scan_is_its_time(
    home: Path, clock: StillClock, two: list[Registered]
) -> None:
    asha = two[0]
    async with seat(home, clock, "phleb") as here:
        await here.press("f2")
        await here.scan(f"LK:CARD:{asha.order}")
        assert (here.top.NAME, here.said) == ("draw", "2 to draw. Draw in this order, then scan each tube.")
        assert "Asha Devi" in here.text("Banner")
        for tube in asha.samples:
            clock.later(1)
            await here.scan(tube.sample)
        assert (
            here.said
            == f"{tube.sample[-4:]} yellow, tube 2, is drawn. All of Asha Devi are in: next slip, or F9."
        )
        at = [s.collected_at for s in samples.of_order(here.top.lab.conn, asha.order)]
        assert at == [clock.wall - 60_000, clock.wall]
        assert {s.collected_by for s in samples.of_order(here.top.lab.conn, asha.order)} == {
            "Example Phlebotomist"
        }
        assert {s.state for s in samples.of_order(here.top.lab.conn, asha.order)} == {"expected"}
        keys = here.keys
        await here.press("f9")
        assert (here.top.NAME, here.keys - keys) == ("intake", 1)


async def test_two_scans_without_a_pause_are_two_tubes(
    home: Path, clock: StillClock, two: list[Registered]
) -> None:
    asha = two[0]
    async with seat(home, clock, "phleb") as here:
        await here.press("f2")
        await here.scan(f"LK:CARD:{asha.order}", *(s.sample for s in asha.samples))
        assert drawn(here, asha) == [True, True]


async def test_a_tube_before_its_slip_is_refused(
    home: Path, clock: StillClock, two: list[Registered]
) -> None:
    tube = two[0].samples[0].sample
    async with seat(home, clock, "phleb") as here:
        await here.press("f2")
        await here.scan(tube)
        assert (here.top.NAME, here.said) == (
            "intake",
            f"Scan the slip first: tube {tube[-4:]} is Asha Devi's.",
        )
        assert drawn(here, two[0]) == [False, False]


async def test_another_orders_tube_is_refused_and_named(
    home: Path, clock: StillClock, two: list[Registered]
) -> None:
    asha, ravi = two
    tube = ravi.samples[0].sample
    async with seat(home, clock, "phleb") as here:
        await here.press("f2")
        await here.scan(f"LK:CARD:{asha.order}", tube)
        said = f"WRONG TUBE: {tube[-4:]} is Ravi Kumar's (~40 y M), not Asha Devi's. Put it aside."
        assert (here.top.NAME, here.said) == ("draw", said)
        assert drawn(here, asha) + drawn(here, ravi) == [False] * 4


async def test_another_slip_turns_to_its_patient(
    home: Path, clock: StillClock, two: list[Registered]
) -> None:
    asha, ravi = two
    async with seat(home, clock, "phleb") as here:
        await here.press("f2")
        await here.scan(f"LK:CARD:{asha.order}", asha.samples[0].sample, f"LK:CARD:{ravi.order}")
        assert here.said == "Ravi Kumar: 2 to draw. 1 of Asha Devi stay expected."
        assert "Ravi Kumar" in here.text("Banner")
        await here.scan(asha.samples[1].sample)
        assert here.said.startswith("WRONG TUBE")


async def test_what_could_not_be_drawn_is_left_with_a_word(
    home: Path, clock: StillClock, two: list[Registered]
) -> None:
    asha = two[0]
    async with seat(home, clock, "phleb") as here:
        await here.press("f2")
        await here.scan(f"LK:CARD:{asha.order}", asha.samples[0].sample)
        await here.press("f9", "f9")
        assert here.top.NAME == "draw"
        assert here.said == "Reason is missing. Type it."
        await here.press("f9", *"vein collapsed", "f9")
        tail = asha.samples[1].sample[-4:]
        assert (here.top.NAME, here.said) == (
            "intake",
            f"{tail} yellow not drawn: still expected. Next patient?",
        )
        assert drawn(here, asha) == [True, False]


async def test_a_blank_label_takes_the_marked_tubes_number(
    home: Path, clock: StillClock, two: list[Registered]
) -> None:
    asha = two[0]
    with lab(home, clock) as desk:
        (label,) = blank_labels(desk, 1)
    async with seat(home, clock, "phleb") as here:
        await here.press("f2")
        await here.scan(label)
        assert here.said.startswith(f"Label {label[-4:]} is not bound to an order yet")
        await here.scan(f"LK:CARD:{asha.order}")
        await here.press("down")
        await here.scan(label)
        tubes = samples.of_order(here.top.lab.conn, asha.order)
        assert [t.number for t in tubes] == [asha.samples[0].sample, label]
        assert drawn(here, asha) == [False, True]
        await here.scan(label)
        assert here.said.startswith(f"Tube {label[-4:]} was collected at")


async def test_more_tests_for_the_one_in_the_chair(
    home: Path, clock: StillClock, two: list[Registered]
) -> None:
    async with seat(home, clock, "phleb") as here:
        await here.app.open("order", two[1].order)
        await here.settle()
        await here.press("ctrl+d", "f12", *"hb", "enter", "f9")
        assert "Registered: Ravi Kumar" in here.text("#done")


async def test_tubes_of_later_minutes_are_no_omission(home: Path, clock: StillClock) -> None:
    with lab(home, clock) as desk:
        made = register(desk, OrderRequest(patient=ASHA, tests=("GTT",)))
    async with seat(home, clock, "phleb") as here:
        await here.press("f2")
        await here.scan(f"LK:CARD:{made.order}", made.samples[0].sample)
        await here.press("f9")
        assert here.top.NAME == "intake"
        await here.scan(f"LK:CARD:{made.order}")
        assert (here.top.NAME, drawn(here, made)[:2]) == ("draw", [True, False])


async def test_an_order_that_is_drawn_asks_for_the_next_slip(
    home: Path, clock: StillClock, two: list[Registered]
) -> None:
    with lab(home, clock, "phleb") as desk:
        for tube in two[0].samples:
            collect(desk, two[0].order, tube.sample)
    async with seat(home, clock, "phleb") as here:
        await here.app.open("order", two[0].order)
        await here.settle()
        await here.press("ctrl+d")
        assert (here.top.NAME, here.said) == ("draw", "Nothing is left to draw. Scan the next slip.")
