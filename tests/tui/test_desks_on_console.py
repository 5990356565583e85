"""A patient at the window to a recorded value on the bare Linux console, keys and scans as bytes."""

from pathlib import Path

from labkiosk.board import samples
from labkiosk.journal.clock import machine
from labkiosk.lab.lab import Lab
from labkiosk.lab.site import make_home
from tests.tui.terminal import terminal

PROGRAM = """
import sys
from pathlib import Path
from labkiosk.tui.run import run_kiosk
sys.exit(run_kiosk(Path(sys.argv[1]), "root"))
"""
F2, F3, F9, F10, F12 = "\x1b[[B", "\x1b[[C", "\x1b[20~", "\x1b[21~", "\x1b[24~"


def test_from_the_window_to_a_held_value(tmp_path: Path) -> None:
    home = tmp_path / "home"
    make_home(home, kiosk=98, site="AIIMS", address="", examples=True, user="root", clock=machine)
    with terminal(["-c", PROGRAM, str(home)]) as there:
        there.wait_for("Scan your badge")
        there.send("tech\r")
        there.wait_for("Signed in as Example Technician.")
        there.send(F2)
        there.wait_for("Who is it?")
        there.send(F12)
        there.wait_for("type a test or panel")
        there.send("na\rk\r")
        there.wait_for("NA K")
        there.send(F9)
        shown = there.wait_for("Registered. Draw, then scan the slip")
        number = next(word for word in shown.split() if word.startswith("98") and len(word) == 12)
        there.send(F3)
        there.wait_for("0 waiting")
        there.send(f"\x02{number}\r")
        there.wait_for("Scan it again, or press F9, to receive it.")
        there.send(f"\x02{number}\r")
        there.wait_for(f"{number[-4:]} received for Biochemistry. Scan the next tube.")
        there.send(F3)
        there.wait_for("1 waiting")
        there.send(f"\x02{number}\r")
        there.wait_for("Sodium: type the value and press Enter.")
        there.send("140\r7.8\r")
        there.wait_for("Potassium: HH critical high, type the value again.")
        there.send("7.8\r" + F9)
        shown = there.wait_for("2 recorded on")
        assert "Tell the ward once confirmed: K 7.8 HH critical high" in shown
        there.send(F10)
        there.wait_for("Scan your badge")
        assert not [c for c in there.raw.decode() if "\x80" <= c <= "\x9f"]
    with Lab(home, badge="tech", user="root") as lab:
        found = samples.results(lab.conn, number)
    assert [(r.test, r.value, r.flag, r.needs) for r in found.values()] == [
        ("K", "7.8", "HH", ("second",)),
        ("NA", "140", "", ()),
    ]
