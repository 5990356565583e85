"""Pictures of a culture, its forms and a text, each looked at before it was kept."""

from pathlib import Path
from typing import Any

import pytest

from labkiosk.lab.antibiogram import keep_antibiogram
from labkiosk.lab.bench import receive
from labkiosk.lab.culture import Grown, Reading, read_culture
from labkiosk.lab.intake import register
from labkiosk.lab.judging import Disk
from labkiosk.lab.request import OrderRequest, PatientRequest
from tests.tui.desks import Seat, StillClock, lab, new_home
from tests.tui.pictures import SIZES, looks_the_same

BLOOD, SPUTUM, URINE = "980000000018", "980000000039", "980000000026"
SCENES: dict[str, tuple[str, tuple[tuple[str, ...], ...]]] = {
    "culture": (URINE, ()),
    "reading": (URINE, (("f9",), ("g", "down", *"kpn", "enter", *"10^4"))),
    "antibiogram": (URINE, (("f11",), (*"12", "enter", *"m <=2", "enter"))),
    "cultures": (URINE, (("ctrl+g", "m"),)),
    "text": (BLOOD, (("f11",), ("s", "f9"), (*"microcytic", "f9"))),
    "smear": (SPUTUM, (("f12",), (*"afn",))),
}


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("scene", SCENES)
def test_a_culture_looks_as_accepted(
    tmp_path: Path, snap_compare: Any, scene: str, size: tuple[int, int]
) -> None:
    clock = StillClock()
    home = new_home(tmp_path, clock, kiosk=98)
    with lab(home, clock) as desk:
        asha = PatientRequest(name="Asha Devi", sex="F", age="51 y")
        made = register(desk, OrderRequest(patient=asha, tests=("URICUL", "PSMEAR", "SPGRAM")))
        assert {s.sample for s in made.samples} == {BLOOD, SPUTUM, URINE}
        for sample in made.samples:
            receive(desk, sample.sample)
        grown = (Grown(organism="ECO", quantity=">10^5"), Grown(organism="MX"))
        read_culture(desk, URINE, Reading(test="URICUL", found="growth", isolates=grown, hours=24))
        read_culture(
            desk,
            URINE,
            Reading(test="URICUL", found="growth", isolates=(Grown(number=2, struck="skin"),), hours=24),
        )
        disks = [Disk(antibiotic="CIP", value="23"), Disk(antibiotic="GEN", value="<=8", method="mic")]
        keep_antibiogram(desk, URINE, "URICUL", 1, disks)
        clock.later(24 * 60)
    tube, keys = SCENES[scene]

    async def play(here: Seat) -> None:
        await here.scan(tube)
        await here.press("ctrl+d")
        for some in keys:
            await here.press(*some)

    looks_the_same(snap_compare, home, clock, size, play)
