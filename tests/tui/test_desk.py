"""The desk: acts in their order and under their actor, reading that cannot write, and a home that does not open."""

import asyncio
from pathlib import Path

import pytest

from labkiosk.facts.errors import Refused
from labkiosk.journal.connection import DatabaseError
from labkiosk.journal.read import rows
from labkiosk.lab.intake import register
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.tui.desk import Desk
from tests.tui.desks import StillClock, new_home
from tests.tui.terminal import terminal
from tests.tui.test_console import PROGRAM

ASHA = OrderRequest(patient=PatientRequest(name="Asha Devi", sex="F", age="51 y"), tests=("NA",))


async def test_what_was_asked_before_signing_out_is_done_by_whoever_asked(tmp_path: Path) -> None:
    clock = StillClock()
    desk = Desk(new_home(tmp_path, clock), "root", clock)
    await desk.open()
    asked = []
    for badge in ("tech", "phleb", "path") * 5:
        await desk.sign_in(badge)
        asked += [asyncio.create_task(desk.act(register, ASHA)) for _ in range(3)]
        await asyncio.sleep(0)
        await desk.sign_out()
    await asyncio.gather(*asked)
    actors = [row.actor for row in rows(desk.lab.conn, 1) if row.kind == "order.placed"]
    assert actors == [f"badge:{badge}" for badge in ("tech", "phleb", "path") * 5 for _ in range(3)]
    desk.close()


async def test_reading_cannot_write(tmp_path: Path) -> None:
    clock = StillClock()
    desk = Desk(new_home(tmp_path, clock), "root", clock)
    await desk.open()
    with pytest.raises(DatabaseError):
        desk.lab.conn.execute("DELETE FROM person")
    with pytest.raises(DatabaseError):
        await desk.look(lambda conn: conn.execute("DELETE FROM person"))
    assert not desk.changed()
    await desk.sign_in("tech")
    await desk.act(register, ASHA)
    assert [desk.changed(), desk.changed()] == [True, False]
    desk.close()


async def test_a_refusal_comes_back_whole(tmp_path: Path) -> None:
    clock = StillClock()
    desk = Desk(new_home(tmp_path, clock), "root", clock)
    await desk.open()
    with pytest.raises(Refused) as found:
        await desk.sign_in("nobody")
    assert str(found.value) == "Badge 'nobody' is not known here: a supervisor adds people."
    assert desk.person is None
    desk.close()


def test_a_home_that_does_not_open_says_why_and_ends(tmp_path: Path) -> None:
    home = new_home(tmp_path, StillClock())
    (home / "key").write_text("f" * 64)
    with terminal(["-c", PROGRAM, str(home)]) as there:
        said = there.wait_for("put the right key file back.")
        assert "Traceback" not in said
        there.child.wait()
        assert there.child.exitstatus == 1
