"""A name that is markup, on the desks where results are told, compared, corrected and counted."""

from pathlib import Path

import pytest

from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.release import release
from labkiosk.lab.request import Ident, OrderRequest, PatientRequest
from labkiosk.lab.results import Given, record
from tests.tui.desks import StillClock, lab, new_home, seat
from tests.tui.test_hostile_desks import look


@pytest.mark.parametrize("name", ["[/]", "[@click=app.quit]press[/] {self} %s \\n"])
async def test_it_stands_there_as_it_is(tmp_path: Path, name: str) -> None:
    clock = StillClock()
    home = new_home(tmp_path, clock)
    who = PatientRequest(name=name, sex="F", age="51 y", ids=(Ident(system="hospital", value="H1"),))
    with lab(home, clock) as desk:
        asked = OrderRequest(patient=who, tests=("K", "BLDCUL"), location=name[:40], priority="stat")
        tubes = {s.tests[0]: s.sample for s in register(desk, asked).samples}
        for tube in tubes.values():
            receive(desk, tube)
        record(desk, tubes["K"], [Given(test="K", value="6.9", again="6.9", comment=name)])
    with lab(home, clock, "path") as desk:
        release(desk, [tubes["K"]])
    clock.later(600)
    async with seat(home, clock, "path") as here:
        for letter in "ahmv":
            await here.press("ctrl+g", letter)
            await look(here, name)
        await here.press("ctrl+g", "a", "f9", *"[/]", "enter", *"[b]", "enter", *"[/]", "enter")
        await look(here, name)
        await here.press("escape", "escape", "ctrl+g", "u")
        await here.scan(tubes["K"])
        await look(here, name)
        await here.press("f7", "enter", "f9", "f9", "f9")
        await look(here, name)
        await here.type(name[:40])
        await here.press("enter")
        await look(here, name)
        assert here.said == "F9 comes back."
        await here.app.open("sample", tubes["K"])
        await here.press("ctrl+r", *"[/]", "enter", *"[b]", "enter", *"[/]", "enter")
        await look(here, name)
