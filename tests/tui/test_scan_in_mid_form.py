"""The next tube scanned while a value is half typed, on a real terminal: nothing lost, nothing on the wrong tube."""

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from labkiosk.board import samples
from labkiosk.journal.clock import machine
from labkiosk.lab.batch import make_batch
from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.site import make_home
from labkiosk.tui.widgets.digits import big
from tests.tui.terminal import Terminal, terminal

PROGRAM = (
    "import sys, pathlib; from labkiosk.tui.app import Kiosk; from labkiosk.tui.desk import Desk;"
    "desk = Desk(pathlib.Path(sys.argv[1]), 'root'); Kiosk(desk).run(mouse=False)"
)
F9, CTRL_R, BELL = "\x1b[20~", "\x12", b"\x07"
PASTE = "\x1b[200~6.6\x1b[201~"


class Bench(NamedTuple):
    """A technician at the form of Asha's tube; Noor's is the next."""

    there: Terminal
    home: Path
    asha: str
    noor: str

    def scan(self, number: str, *, before: str = "", behind: str = "") -> None:
        """Keys, the scan and more keys in one write, as a terminal line hands them over."""
        self.there.send(f"{before}\x02{number}\r{behind}")

    def drafts(self) -> tuple[dict[str, str], dict[str, str]]:
        with Lab(self.home, badge=None, user="root") as lab:
            return samples.drafts(lab.conn, self.asha), samples.drafts(lab.conn, self.noor)

    def values(self, number: str) -> dict[str, str]:
        with Lab(self.home, badge=None, user="root") as lab:
            return {t: r.value for t, r in samples.results(lab.conn, number).items()}


def tube(lab: Lab, name: str, age: str) -> str:
    request = OrderRequest(patient=PatientRequest(name=name, sex="F", age=age), tests=("K", "NA"))
    (made,) = register(lab, request).samples
    receive(lab, made.sample)
    return made.sample


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    home = tmp_path / "home"
    make_home(home, kiosk=1, site="AIIMS", address="", examples=True, user="root", clock=machine)
    with Lab(home, badge="tech", user="root") as lab:
        asha, noor = tube(lab, "Asha Devi", "51 y"), tube(lab, "Noor Bano", "8 m")
    with terminal(["-c", PROGRAM, str(home)]) as there:
        there.wait_for("Scan your badge")
        there.send("tech\r")
        there.wait_for("Signed in as Example Technician.")
        there.send(f"\x02{asha}\r")
        there.wait_for("Potassium: type the value and press Enter.")
        yield Bench(there, home, asha, noor)


def assert_noor_stands(bench: Bench) -> str:
    """Her name, age and last four digits, as large as they come, and an empty first line."""
    shown = bench.there.wait_for("Noor Bano")
    assert "~8 m  F" in shown
    assert all(line.rstrip() in shown for line in big(bench.noor[-4:]))
    assert "Potassium: type the value and press Enter." in shown
    return shown


def potassium(shown: str) -> str:
    """What stands in the value's column."""
    return next(line for line in shown.splitlines() if line.startswith(("> Potassium", ">*Potassium")))[17:29]


def test_the_half_typed_value_stays_on_its_own_tube_and_the_next_opens_with_a_bell(bench: Bench) -> None:
    bells = bench.there.raw.count(BELL)
    bench.scan(bench.noor, before="4.")
    shown = assert_noor_stands(bench)
    assert potassium(shown).strip() == "_"
    assert bench.there.raw.count(BELL) == bells + 1
    assert bench.drafts() == ({"K": "4."}, {})
    bench.scan(bench.asha)
    assert potassium(bench.there.wait_for("Asha Devi")).strip() == "4._"
    bench.there.send("1\r" + F9)
    bench.there.wait_for("1 recorded on")
    assert (bench.values(bench.asha), bench.values(bench.noor)) == ({"K": "4.1"}, {})


def test_keys_behind_the_scan_are_gone_until_the_new_tube_stands(bench: Bench) -> None:
    bench.scan(bench.noor, before="4.", behind=f"9.9\r{PASTE}8\r{F9}")
    shown = assert_noor_stands(bench)
    assert potassium(shown).strip() == "_"
    bench.there.send("3.9\r" + F9)
    bench.there.wait_for("1 recorded on")
    assert (bench.values(bench.noor), bench.values(bench.asha)) == ({"K": "3.9"}, {})
    assert bench.drafts() == ({"K": "4."}, {})


def test_scans_back_and_forth_in_one_breath(bench: Bench) -> None:
    bench.there.send(f"4.\x02{bench.noor}\r5\x02{bench.asha}\r6\x02{bench.noor}\r7")
    assert_noor_stands(bench)
    assert bench.drafts() == ({"K": "4."}, {})


def test_a_paste_types_nothing_before_or_in_the_middle_of_a_value(bench: Bench) -> None:
    bench.scan(bench.noor, before=f"{PASTE}4{PASTE}.", behind=PASTE)
    assert_noor_stands(bench)
    assert bench.drafts() == ({"K": "4."}, {})


def test_at_the_second_typing_the_first_is_the_draft_and_the_second_is_nobodys(bench: Bench) -> None:
    bench.there.send("7.8\r")
    bench.there.wait_for("type the value again")
    bench.scan(bench.noor, before="7.")
    assert_noor_stands(bench)
    assert bench.drafts() == ({"K": "7.8"}, {})
    bench.scan(bench.asha)
    bench.there.wait_for("Asha Devi")
    bench.there.send("\r")
    shown = bench.there.wait_for("type the value again")
    assert potassium(shown).strip() == "_"
    bench.there.send("7.8\r" + F9)
    bench.there.wait_for("a second person types it too")
    assert bench.values(bench.asha) == {"K": "7.8"}


def test_with_the_screen_that_rejects_over_the_form(bench: Bench) -> None:
    bench.there.send("4." + CTRL_R)
    bench.there.wait_for("Press the letter of the reason, then F9.")
    bench.scan(bench.noor, before="c", behind=F9)
    assert_noor_stands(bench)
    assert bench.drafts() == ({"K": "4."}, {})
    with Lab(bench.home, badge=None, user="root") as lab:
        found = samples.find(lab.conn, bench.asha)
    assert found is not None and found.state == "received"


def test_a_number_that_is_not_known_changes_nothing(bench: Bench) -> None:
    bench.scan("010000000099", before="4.")
    shown = bench.there.wait_for("Scan again: check digit wrong in 010000000099.")
    assert "Asha Devi" in shown
    assert potassium(shown).strip() == "4._"


def test_on_a_worksheet_with_a_question_open_and_after_a_power_cut(bench: Bench) -> None:
    with Lab(bench.home, badge="tech", user="root") as lab:
        sheet = make_batch(lab, "CHEM").id
    bench.there.send(f"\x02LK:WORK:{sheet}\r")
    bench.there.wait_for("Potassium: type the value in mmol/L and press Enter.")
    bench.there.send("4.1\r3.")
    bench.there.wait_for("*4.1")
    bench.there.send(CTRL_R)
    bench.there.wait_for("F9 Take out")
    bench.scan(bench.asha, before="clot", behind=F9)
    bench.there.wait_for("Potassium: type the value and press Enter.")
    assert bench.drafts() == ({"K": "4.1"}, {"K": "3."})
    bench.there.send(f"\x02LK:WORK:{sheet}\r")
    bench.there.wait_for("type the value in mmol/L")
    bench.there.send("\x1b[B9")
    for _ in range(150):  # what is half typed is kept by itself after a pause
        bench.there.read()
        if bench.drafts()[1] == {"K": "3.9"}:
            break
    bench.there.child.kill(signal.SIGKILL)
    assert bench.drafts() == ({"K": "4.1"}, {"K": "3.9"})
    assert bench.values(bench.asha) == bench.values(bench.noor) == {}
