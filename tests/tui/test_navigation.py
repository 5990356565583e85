"""Getting about by keys, and no way out."""

from pathlib import Path

import pytest

from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.tui.app import Kiosk
from labkiosk.tui.commands import EVERYWHERE
from labkiosk.tui.desk import Desk
from labkiosk.tui.widgets.board_list import BoardList
from tests.tui.desks import StillClock, lab, new_home, seat
from tests.tui.morning import Morning, morning

MORE = OrderRequest(patient=PatientRequest(name="Gita Rao", sex="F", age="33 y"), tests=("NA",))


ALL = {
    "f2": "intake",
    "f3": "queue",
    "f4": "receive",
    "f5": "release",
    "f6": "find",
    "f7": "counts",
    "f8": "papers",
}


async def test_every_key_leads_from_every_screen_to_its_own(
    home: Path, clock: StillClock, day: Morning
) -> None:
    async with seat(home, clock) as here:
        for start in ("f2", "f3", "f6"):
            for key, name in ALL.items():
                await here.press(start, key)
                assert name == here.top.NAME
                assert len(here.app.screen_stack) == (2 if name == "queue" else 3)


async def test_scans_without_end_do_not_pile_up_screens(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock, "path") as here:
        for _ in range(3):
            for number in day[:4]:
                await here.scan(number)
                await here.scan(f"LK:CARD:{day.orders[0]}")
        assert len(here.app.screen_stack) <= 7
        for _ in range(6):
            await here.press("escape")
        assert here.top.NAME == "queue"


async def test_signing_out_leaves_nothing_behind(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.press("f6", "f1", "f10")
        assert here.top.NAME == "signin"
        assert here.app.desk.person is None
        for key in ("f2", "f3", "f5", "f10", "ctrl+t", "escape"):
            await here.press(key)
            assert here.top.NAME == "signin"
        await here.press("f1")
        assert here.top.NAME == "help"
        await here.press("escape")
        await here.scan("path")
        assert here.top.NAME == "queue"
        assert here.app.desk.lab.who == "path"


async def test_a_scan_before_sign_in_is_a_badge_and_nothing_else(
    home: Path, clock: StillClock, day: Morning
) -> None:
    async with seat(home, clock) as here:
        await here.press("f10")
        await here.scan(day.waiting)
        assert here.top.NAME == "signin"
        assert here.said == f"Badge '{day.waiting}' is not known here: a supervisor adds people."


WAYS_OUT = (
    "ctrl+q",
    "ctrl+c",
    "ctrl+z",
    "ctrl+x",
    "ctrl+backslash",
    "ctrl+d",
    "ctrl+p",
    "ctrl+s",
    "ctrl+v",
    "f12",
)


async def test_no_key_leaves_the_kiosk(
    home: Path, clock: StillClock, day: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LABKIOSK_LEAVE", raising=False)
    async with seat(home, clock) as here:
        for screen in (*ALL, "f1", "f10"):
            await here.press(screen)
            standing = len(here.app.screen_stack)
            own = [command.key for command in here.top.KEYS]
            await here.press(*(key for key in WAYS_OUT if key not in own))
            assert (here.app._exit, len(here.app.screen_stack)) == (False, standing)
    assert not Kiosk.ENABLE_COMMAND_PALETTE
    keys = {b.key for b in Kiosk.BINDINGS if not isinstance(b, tuple)}
    assert keys == {command.key for command in EVERYWHERE}
    assert "ctrl+q" not in Kiosk(Desk(home, "root", clock))._bindings.key_to_bindings


async def test_whoever_started_it_by_hand_may_leave_from_sign_in_alone(
    home: Path, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LABKIOSK_LEAVE", "1")
    async with seat(home, clock) as here:
        await here.press("ctrl+x")
        assert not here.app._exit
        await here.press("f10")
        assert "^XLeave" in here.text("KeyBar")
        await here.press("ctrl+x")
        assert here.app._exit


async def test_what_another_screen_commits_appears(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        morning(home, clock)
        assert here.text("#counts") == " All benches: 0 waiting, 0 overdue"
        here.app._look()
        await here.settle()
        assert len(here.top.query_one(BoardList).items) == 2
        await here.top.count()  # type: ignore[attr-defined]
        assert here.text("#counts") == " All benches: 2 waiting, 0 overdue"


async def test_the_title_says_who_where_and_when(home: Path, tmp_path: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        who = "22 Nov 10:00  Example Technician (tech)"
        assert here.text("TitleBar") == " Queue  01 AIIMS".ljust(80 - len(who)) + who
    training = new_home(tmp_path / "b", clock, kiosk=98)
    async with seat(training, clock) as here:
        assert " TRAINING " in here.text("TitleBar")


async def test_a_clock_in_doubt_is_in_the_title(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        clock.astray_ms = -86_400_000
        clock.later(5)
        here.top.show_title()
        assert " CLOCK?  22 Nov 10:05  " in here.text("TitleBar")


async def test_a_look_reads_the_board_when_it_changed_or_a_minute_is_over(
    home: Path, clock: StillClock, day: Morning
) -> None:
    async with seat(home, clock) as here:
        here.app._look()
        asked: list[str] = []
        here.app.desk.lab.conn.set_trace_callback(asked.append)
        for _ in range(10):
            here.app._look()
        assert set(asked) == {"PRAGMA data_version"}
        clock.later(1)
        here.app._look()
        assert "22 Nov 10:05 " in here.text("TitleBar")
        assert len([sql for sql in asked if "delivery" in sql]) == 1
        with lab(home, clock) as desk:
            receive(desk, day.expected)
        here.app._look()
        assert len([sql for sql in asked if "delivery" in sql]) == 2


async def test_a_covered_screen_has_caught_up_when_it_comes_back(
    home: Path, clock: StillClock, day: Morning
) -> None:
    async with seat(home, clock) as here:
        for key in ("escape", "f3"):
            await here.press("f7")
            with lab(home, clock) as desk:
                receive(desk, day.expected if key == "escape" else register(desk, MORE).samples[0].sample)
            here.app._look()
            await here.press(key)
            assert len(here.top.query_one(BoardList).items) == (3 if key == "escape" else 4)
