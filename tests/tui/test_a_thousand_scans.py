"""A thousand scans on a real terminal, with everything against them: each is exact, and none does anything else."""

from pathlib import Path

import pytest

from labkiosk.lab.lab import Lab
from labkiosk.lab.scanners import set_up_scanner
from tests.scanners.cable import Cable
from tests.tui.desks import StillClock, new_home
from tests.tui.terminal import Terminal, terminal

STX = "\x02"
PASTE = "\x1b[200~010000000099\r\x1b[201~"
# A paste now and then, between two scans or in the middle of one.
EACH = 10


def scan(there: Terminal, number: int, pause: float) -> None:
    """A terminal sends what is pasted in one go, however slow its scanner is."""
    text = f"{number:012}"
    there.send(f"{STX}{text[:6]}", pause)
    if number % EACH == 3:
        there.send(PASTE)
    there.send(f"{text[6:]}\r", pause)
    if number % EACH == 8:
        there.send(PASTE)
    there.read(quiet_s=0)


def wait_for_end(there: Terminal, log: Path) -> list[str]:
    for _ in range(300):
        there.read()
        if "end\n" in log.read_text():
            break
    return log.read_text().splitlines()


@pytest.mark.parametrize(
    ("count", "pause"),
    [
        (1000, 0.0),
        (100, 0.001),
        (10, 0.02),
        pytest.param(1000, 0.001, marks=pytest.mark.slow),
        pytest.param(1000, 0.02, marks=pytest.mark.slow),
    ],
)
def test_among_the_keys(tmp_path: Path, count: int, pause: float) -> None:
    home, log = new_home(tmp_path, StillClock()), tmp_path / "log"
    with terminal(["-m", "tests.tui.listening", str(home), str(log), "everything"]) as there:
        there.wait_for("Scan your badge")
        there.send("tech\r")
        there.wait_for("ready for it")
        for number in range(count):
            scan(there, number, pause)
        there.send(f"{STX}end\r")
        heard = wait_for_end(there, log)
    assert heard == ["tech", *(f"{number:012}" for number in range(count)), "end"]


@pytest.mark.parametrize(
    ("count", "pause"),
    [
        (300, 0.0),
        pytest.param(1000, 0.0, marks=pytest.mark.slow),
        pytest.param(1000, 0.001, marks=pytest.mark.slow),
    ],
)
def test_on_a_serial_line_while_somebody_types(tmp_path: Path, count: int, pause: float) -> None:
    home, log, dev = new_home(tmp_path, StillClock()), tmp_path / "log", tmp_path / "dev"
    cable = Cable(dev)
    with terminal(["-m", "tests.tui.listening", str(home), str(log), "everything", str(dev)]) as there:
        there.wait_for("Scan your badge")
        there.send("tech\r")
        there.wait_for("ready for it")
        with Lab(home, badge="tech", user="root") as lab:
            set_up_scanner(lab, cable.address, "tty9", identifiers=True)
        while "probe\n" not in log.read_text():
            cable.send(f"{STX}]C0probe\r".encode())
            there.read()
        for number in range(count):
            cable.send(f"{STX}]C0{number:012}\r\n".encode())
            there.send("x", pause)
            there.read(quiet_s=0)
        cable.send(f"{STX}]C0end\r\n".encode())
        heard = wait_for_end(there, log)
    cable.pull()
    scans = heard[len(heard) - heard[::-1].index("probe") :]
    assert scans == [*(f"{number:012}" for number in range(count)), "end"]
