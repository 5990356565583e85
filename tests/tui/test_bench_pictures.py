"""Pictures of the bench's lists and of a worksheet, each looked at before it was kept."""

from pathlib import Path
from typing import Any

import pytest

from labkiosk.lab.batch import make_batch
from labkiosk.lab.bench import reject
from labkiosk.lab.divert import divert
from tests.tui.desks import Seat, StillClock, lab, new_home
from tests.tui.pictures import SIZES, looks_the_same
from tests.tui.test_results_screen import received

SCENES: dict[str, tuple[tuple[str, ...], ...]] = {
    "worksheets": (("ctrl+g", "w"),),
    "worksheet": (("ctrl+g", "w"), ("enter",), (*"4.1", "enter", *"7.8", "enter")),
    "recollect": (("ctrl+g", "r"),),
    "sent": (("ctrl+g", "d"),),
    "sending": (("f3",), ("enter",), ("ctrl+n",), ("s",)),
}


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("scene", SCENES)
def test_a_screen_of_the_bench_looks_as_accepted(
    tmp_path: Path, snap_compare: Any, scene: str, size: tuple[int, int]
) -> None:
    clock = StillClock()
    home = new_home(tmp_path, clock, kiosk=98)
    tubes = [received(home, clock, "K", "NA", name=name) for name in ("Asha Devi", "Ravi Kumar", "आशा देवी")]
    away = received(home, clock, "FERR", name="Sita Rani")
    clotted = received(home, clock, "UREA", name="Noor Bano")
    with lab(home, clock) as desk:
        divert(desk, tubes[2], "STATE", tests=("NA",), their_number="S-77")
        make_batch(desk, "CHEM", size=3)
        clock.later(24 * 60)
        divert(desk, away, "Dr Sen")
        reject(desk, clotted, "CLOTTED")
        clock.later(25 * 60)

    async def play(here: Seat) -> None:
        for keys in SCENES[scene]:
            await here.press(*keys)

    looks_the_same(snap_compare, home, clock, size, play)
