"""The kiosk on the bare Linux console: sign in, queue, sign out, leave."""

from pathlib import Path

from labkiosk.journal.clock import machine
from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.site import make_home
from tests.tui.terminal import terminal
from tests.tui.test_printing import processes_about

PROGRAM = """
import sys
from pathlib import Path
from labkiosk.tui.run import run_kiosk
sys.exit(run_kiosk(Path(sys.argv[1]), "root"))
"""
ESCAPES = "\x11\x1a\x03\x1c\x04"


def test_sign_in_work_and_leave(tmp_path: Path) -> None:
    home = tmp_path / "home"
    make_home(home, kiosk=98, site="AIIMS", address="", examples=True, user="root", clock=machine)
    with Lab(home, badge="tech", user="root") as lab:
        placed = register(lab, OrderRequest(patient=PatientRequest(name="Asha Devi", sex="F"), tests=("NA",)))
        number = placed.samples[0].sample
        receive(lab, number)
    with terminal(["-c", PROGRAM, str(home)]) as there:
        first = there.wait_for("Badges for training: path, phleb, super, tech")
        assert "Scan your badge, or type it and press Enter." in first
        there.send("nobody\r")
        there.wait_for("! Badge 'nobody' is not known here: a supervisor adds people.")
        there.send("tech\r")
        queue = there.wait_for("Signed in as Example Technician.")
        assert f"{number} Asha Devi" in queue
        # Neither Ctrl+Q, Ctrl+Z, Ctrl+C, Ctrl+\ nor Ctrl+D is a way out, nor Ctrl+X before sign-out.
        there.send(f"{ESCAPES}\x18\x10")
        there.send("\x1b[18~")
        there.wait_for("What became of the samples")
        there.send("\x1b[21~")
        there.wait_for("nobody signed in")
        there.send("\x18")
        there.child.expect_exact(b"\x1b[?1049l")
        there.child.wait()
        assert there.child.exitstatus == 0
    assert processes_about(home) == []
    # Everything that was drawn is in the font of the console: code page 437, as far as it is not a control.
    drawn = "".join(character for line in queue.splitlines() for character in line)
    assert drawn.encode("cp437")
