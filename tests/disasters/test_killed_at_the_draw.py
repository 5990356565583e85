"""The screen is killed between two scan-backs: no tube that it called drawn is undrawn after."""

import os
import signal
from pathlib import Path

from labkiosk.board import samples
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.request import OrderRequest, PatientRequest
from tests.disasters.house import faults
from tests.tui.desks import StillClock, lab, new_home
from tests.tui.terminal import Terminal, terminal

F2 = "\x1b[[B"


def at_the_draw(there: Terminal, order: str) -> None:
    there.wait_for("Scan your badge")
    there.send("phleb\r")
    there.wait_for("Signed in as")
    there.send(F2)
    there.wait_for("Who is it?")
    there.send(f"\x02LK:CARD:{order}\r")
    there.wait_for("to draw. Draw in this order")


def test_no_acknowledged_scan_back_is_lost(tmp_path: Path) -> None:
    home = new_home(tmp_path, StillClock())
    with lab(home, StillClock()) as desk:
        patient = PatientRequest(name="Asha Devi", sex="F", age="51 y")
        made = register(desk, OrderRequest(patient=patient, tests=("PT", "K", "HB", "GLUR")))
    tubes = [s.sample for s in made.samples]
    for done, tube in enumerate(tubes, start=1):
        with terminal(["-m", "labkiosk", "--home", str(home)]) as there:
            at_the_draw(there, made.order)
            there.send(f"\x02{tube}\r")
            there.wait_for(f"{tube[-4:]} ")
            there.wait_for("is drawn.")
            assert there.child.pid is not None
            os.kill(there.child.pid, signal.SIGKILL)
        with Lab(home, badge=None, user="root") as lab_after:
            drawn = [s.collected_at is not None for s in samples.of_order(lab_after.conn, made.order)]
            assert drawn == [place < done for place in range(len(tubes))]
    assert faults(home) == ""
