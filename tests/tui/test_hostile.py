"""Names that would crash, steer or deceive a terminal go through every screen as plain text."""

import re
from pathlib import Path

import pytest

from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.release import release
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.results import Given, record
from tests.tui.desks import StillClock, lab, new_home, seat

NAMES = [
    "[/]",
    "[@click=app.quit]Asha[/]",
    "[red on blue]Asha[/red]",
    "$primary {name} %s \\x1b",
    "N" * 80,
    "क" * 80,
    "श्री सुनीता कुमारी",
    "क\u094d\u200dष",
    "王小明王小明王小明王小明王小明王小明王小明王小明",
    "=cmd|' /C calc'!A0",
]
# Names that stand in one home, so that a list has them side by side, and the screen's size.
HOMES = [(NAMES[:5], (80, 24)), (NAMES[5:], (80, 24)), ([NAMES[1], NAMES[5]], (120, 40))]
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def one_of_each(home: Path, clock: StillClock, name: str) -> tuple[str, str]:
    """An order under this name that has a reported tube and an expected one, all its texts hostile."""
    with lab(home, clock) as desk:
        who = PatientRequest(name=name, sex="F", age="51 y")
        given = {"location": name[:80], "bed": name[:20], "clinician": name[:80], "note": name}
        placed = register(desk, OrderRequest(patient=who, tests=("NA", "CRP", "PT"), **given))  # type: ignore[arg-type]
        number = next(s.sample for s in placed.samples if "NA" in s.tests)
        receive(desk, number)
        record(desk, number, [Given(test="NA", value="140", comment=name)])
        desk.sign_in("path")
        release(desk, [number])
        desk.sign_in("tech")
        again = OrderRequest(patient=PatientRequest(id=placed.patient), tests=("NA", "K"))
        waiting = register(desk, again).samples[0].sample
        receive(desk, waiting)
        record(desk, waiting, [Given(test="NA", value="150")])
        return number, placed.order


@pytest.mark.parametrize(("names", "size"), HOMES, ids=["markup", "scripts", "wide"])
async def test_no_screen_takes_a_name_for_anything_but_text(
    tmp_path: Path, names: list[str], size: tuple[int, int]
) -> None:
    clock = StillClock()
    home = new_home(tmp_path, clock)
    placed = {name: one_of_each(home, clock, name) for name in names}
    async with seat(home, clock, "path", size) as here:
        for key in ("f2", "f3", "f4", "f5", "f6", "f7", "f8", "f1"):
            await here.press(key)
            assert_clean(here.app.export_screenshot())
        for name, (number, order) in placed.items():
            for screen in (("sample", number), ("order", order), ("results", number), ("receive",)):
                await here.app.open(*screen)
                await here.settle()
                assert_clean(here.app.export_screenshot())
            await here.press("f6")
            await here.type(next((w for w in re.findall(r"\w+", name)), "x")[:6])
            await here.press("enter")
            await here.scan(name)
            await here.press("escape", "escape", "escape")
            assert here.app.is_running


def assert_clean(svg: str) -> None:
    assert not _CONTROL.search(svg.replace("\n", "").replace("\r", ""))
    assert "@click" not in re.sub(r"<text[^>]*>[^<]*</text>", "", svg)
