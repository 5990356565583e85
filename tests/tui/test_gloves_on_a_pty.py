"""The bench worked with gloves: from the badge to signing out, nothing but scans reaches the terminal."""

from pathlib import Path

from labkiosk.board import jobs, samples
from labkiosk.journal.clock import machine
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.site import make_home
from tests.tui.gloves import by_words
from tests.tui.terminal import Terminal, terminal

PROGRAM = """
import sys
from pathlib import Path
from labkiosk.tui.run import run_kiosk
sys.exit(run_kiosk(Path(sys.argv[1]), "root"))
"""
WORDS = by_words()
RECEIVE, REJECT, NEXT, OUT = (f"LK.{code}" for code in ("RECEIVE", "REJECT", "NEXT", "OUT"))


def scan(there: Terminal, *texts: str) -> None:
    there.send("".join(f"\x02{text}\r" for text in texts))


def value(text: str) -> list[str]:
    return [f"LK.{'POINT' if sign == '.' else sign}" for sign in text]


def placed(home: Path) -> list[str]:
    """The tubes of five patients: electrolytes, electrolytes, a serology, and two that are not opened."""
    asked = (("NA", "K"), ("NA", "K"), ("HBSAG", "HCV"), ("PT",), ("HB",))
    names = ("Asha Devi", "Ravi Kumar", "Sita Rani", "Meena Bai", "Usha Rani")
    with Lab(home, badge="tech", user="root") as lab:
        orders = [
            register(lab, OrderRequest(patient=PatientRequest(name=name, sex="F", age="40 y"), tests=tests))
            for name, tests in zip(names, asked, strict=True)
        ]
    return [order.samples[0].sample for order in orders]


def test_a_bench_is_worked_with_gloves_and_a_scanner_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    make_home(home, kiosk=98, site="AIIMS", address="", examples=True, user="root", clock=machine)
    one, two, viral, pt, hb = placed(home)
    with terminal(["-c", PROGRAM, str(home)]) as there:
        there.wait_for("Scan your badge")
        scan(there, OUT)
        there.wait_for("Sign in first: scan your badge.")
        scan(there, "tech")
        there.wait_for("Signed in as Example Technician.")
        scan(there, RECEIVE)
        there.wait_for("5 expected.")
        for tube in (one, viral, hb):
            scan(there, tube)
            there.wait_for(f"{tube[-4:]} received for ")
        scan(there, WORDS["On the next tube: Haemolysed"])
        there.wait_for("On the next tube: Haemolysed. Scan it.")
        scan(there, two)
        there.wait_for(f"{two[-4:]} received (Haemolysed) for Biochemistry.")
        reject_one(there, pt)
        type_values(there, one)
        pick_answers(there, viral)
        print_again(there, one)
        scan(there, "LK.NOTHING")
        there.wait_for("LK.NOTHING is no command here.")
        assert b"\x07" in there.raw
        scan(there, NEXT)
        there.wait_for("Usha Rani")
        scan(there, OUT)
        there.wait_for("Scan your badge")
    assert_done(home, one, two, viral, pt)


def reject_one(there: Terminal, tube: str) -> None:
    """The tube, why, and the word: by then the screen has told whose it is."""
    scan(there, tube)
    there.wait_for(f"{tube[-4:]} received for ")
    scan(there, WORDS["Reject: Clotted"])
    shown = there.wait_for("Clotted: F9, or the barcode Reject, rejects it.")
    assert "Meena Bai" in shown
    scan(there, REJECT)
    there.wait_for(f"{tube[-4:]} rejected. A slip and the label of the new tube")


def type_values(there: Terminal, tube: str) -> None:
    """One value slipped and is erased; one is critical, and typed again."""
    scan(there, tube)
    there.wait_for("Sodium: type the value and press Enter.")
    scan(there, *value("104"), "LK.CLEAR", *value("140"), "LK.ENTER")
    there.wait_for("Potassium: type the value and press Enter.")
    scan(there, *value("7.8"), "LK.ENTER")
    there.wait_for("Potassium: HH critical high, type the value again.")
    scan(there, *value("7.8"), "LK.ENTER", "LK.RECORD")
    assert "Tell the ward once confirmed: K 7.8 HH critical high" in there.wait_for("2 recorded on")


def pick_answers(there: Terminal, tube: str) -> None:
    """Read twice, an abnormal answer is that of one test alone."""
    scan(there, tube)
    there.wait_for("n Non-reactive")
    scan(there, WORDS["Reactive"], WORDS["Reactive"])
    there.wait_for("is typed. F9 records what is typed.")
    scan(there, "LK.DOWN", WORDS["Non-reactive"], "LK.RECORD")
    there.wait_for(f"2 recorded on {tube[-4:]}.")


def print_again(there: Terminal, tube: str) -> None:
    scan(there, RECEIVE, tube, WORDS["Label again: Label is lost"])
    there.wait_for(f"The label of {tube[-4:]} prints again.")


def assert_done(home: Path, one: str, two: str, viral: str, pt: str) -> None:
    with Lab(home, badge="tech", user="root") as lab:
        results = {
            tube: {r.test: r.value for r in samples.results(lab.conn, tube).values()}
            for tube in (one, two, viral, pt)
        }
        assert results == {
            one: {"NA": "140", "K": "7.8"},
            two: {},
            viral: {"HBSAG": "Reactive", "HCV": "Non-reactive"},
            pt: {},
        }
        found = {tube: samples.sample(lab.conn, tube) for tube in (two, pt)}
        assert found[two] is not None and found[two].conditions == ("Haemolysed",)
        assert found[pt] is not None and (found[pt].state, found[pt].reason) == ("rejected", "Clotted")
        labels = jobs.of_subject(lab.conn, one, "label")
        assert [(job.copy, job.reason) for job in labels] == [(0, ""), (1, "Label is lost")]
