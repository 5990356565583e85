"""The screen as a program: garbage is looked for while nobody types."""

import subprocess
import sys
from pathlib import Path

import pytest

from labkiosk.scanners.serial import Line
from labkiosk.scanners.source import Lost
from labkiosk.tui.app import Kiosk
from labkiosk.tui.desk import Desk
from tests.tui.desks import StillClock, new_home
from tests.tui.terminal import terminal

PUT_AWAY = """
import gc
from labkiosk.tui.run import _put_away

class Loop:
    gone = 0
    def __init__(self): self.me = self
    def __del__(self): Loop.gone += 1

gc.disable()
for standing in (1, 2):
    kept = Loop()
    _put_away()
    assert gc.get_freeze_count() > 10_000
    kept = None
    _put_away()
    print(Loop.gone)
"""


def test_what_stands_is_put_away_and_what_fell_since_is_freed() -> None:
    done = subprocess.run([sys.executable, "-c", PUT_AWAY], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n2\n"


async def test_it_rests_once_somebody_is_in_and_the_queue_stands(home: Path, clock: StillClock) -> None:
    rests: list[str] = []
    desk = Desk(home, "root", clock)
    app = Kiosk(desk, at_rest=lambda: rests.append(app.top.NAME))
    try:
        async with app.run_test(size=(80, 24)):
            await desk.ready.wait()
            await app.sign_in("nobody")
            assert rests == []
            await app.sign_in("tech")
            assert rests == ["queue"]
    finally:
        desk.close()


def test_the_line_of_a_screen_is_nobodys_scanner(tmp_path: Path) -> None:
    home = new_home(tmp_path, StillClock())
    with terminal(["-m", "labkiosk", "kiosk", "--home", str(home)]) as there:
        there.wait_for("Scan your badge")
        line = Path(f"/proc/{there.child.pid}/fd/0").readlink()
        with pytest.raises(Lost, match="another program reads it"):
            Line(line)
