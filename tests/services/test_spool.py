"""The print worker: order, files, faults of single papers, and only one worker for each printer."""

import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from labkiosk.board import jobs
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import Job, PaperAsked, PaperSending
from labkiosk.journal.read import told
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import print_again
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.request import PatientRequest
from labkiosk.services import spool
from labkiosk.services.holding import FOLDER, holding
from labkiosk.services.said import Said
from tests.lab.homes import Clock, make, order


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with make(tmp_path / "home", Clock()) as lab:
        yield lab


def printed(lab: Lab) -> list[str]:
    """Run the worker until nothing is queued, and what it said."""
    said: list[str] = []
    spool.run(lab.home.folder, once=True, user="root", say=lambda told: said.append(str(told)))
    return said


def paper(lab: Lab, job_id: str) -> jobs.Paper:
    found = jobs.job(lab.conn, job_id)
    assert found is not None
    return found


def test_each_paper_becomes_a_png_and_printer_bytes_and_is_kept_under_its_digest(lab: Lab) -> None:
    made = order(lab, "KFT", "PT")
    assert printed(lab) == [
        "J01-0000001 label 010000000016: written as label-010000000016",
        "J01-0000002 label 010000000027: written as label-010000000027",
        f"J01-0000003 slip {made.order}: written as slip-{made.order}",
    ]
    names = ("label-010000000016", "label-010000000027", f"slip-{made.order}")
    digests = [paper(lab, f"J01-000000{n}").digest for n in (1, 2, 3)]
    assert {f.name for f in lab.home.paper.iterdir()} == {
        *digests, *(f"{n}.png" for n in names), *(f"{n}.escpos" for n in names)
    }  # fmt: skip
    for name, digest in zip(names, digests, strict=True):
        png = (lab.home.paper / f"{name}.png").read_bytes()
        assert sha256(png).hexdigest() == digest
        assert (lab.home.paper / digest).read_bytes() == png
    read = zxingcpp.read_barcodes(Image.open(lab.home.paper / "label-010000000016.png"))
    assert [code.text for code in read] == ["010000000016"]


def test_every_step_is_on_record_and_said_by_the_machine(lab: Lab) -> None:
    order(lab, "UREA")
    printed(lab)
    steps = [(t.fact.kind, t.actor) for t in told(lab.conn, "J01-0000001")]
    assert steps == [
        ("paper.asked", "badge:tech"),
        ("paper.sending", "machine:print"),
        ("paper.confirmed", "machine:print"),
    ]
    done = paper(lab, "J01-0000001")
    assert (done.state, done.printer, done.said) == ("confirmed", "file", "written as label-010000000016")


def test_labels_of_stat_tubes_come_first_and_the_rest_in_the_order_they_were_asked_for(lab: Lab) -> None:
    first = order(lab, "UREA")
    print_again(lab, "slip", first.order)
    stat = order(lab, "NA", "PT", patient=PatientRequest(name="Ravi", sex="M"), priority="stat")
    assert [line.split(":")[0] for line in printed(lab)] == [
        "J01-0000004 label 010000000027",
        "J01-0000005 label 010000000034",
        "J01-0000001 label 010000000016",
        f"J01-0000002 slip {first.order}",
        f"J01-0000003 slip {first.order}",
        f"J01-0000006 slip {stat.order}",
    ]


def test_a_stat_label_asked_for_while_others_print_goes_before_them(lab: Lab) -> None:
    for _ in range(3):
        order(lab, "UREA")
    said: list[str] = []

    def hear(told: Said) -> None:
        if not said:
            order(lab, "NA", priority="stat")
        said.append(" ".join(told[:3]))

    spool.run(lab.home.folder, once=True, user="root", say=hear)
    assert said[:3] == [
        "J01-0000001 label 010000000016",
        "J01-0000007 label 010000000042",
        "J01-0000002 slip O01-0000001",
    ]


def test_a_copy_has_a_name_of_its_own(lab: Lab) -> None:
    made = order(lab, "UREA")
    print_again(lab, "label", made.samples[0].sample, "torn")
    print_again(lab, "label", made.samples[0].sample, "torn again")
    printed(lab)
    assert sorted(p.name for p in lab.home.paper.glob("label-*.png")) == [
        "label-010000000016-copy1.png",
        "label-010000000016-copy2.png",
        "label-010000000016.png",
    ]


def test_a_paper_that_cannot_be_drawn_is_refused_in_words_and_the_others_go_on(lab: Lab) -> None:
    order(lab, "UREA", patient=PatientRequest(name="Ravi 𒀀", sex="M"))
    order(lab, "NA")
    lines = printed(lab)
    assert [paper(lab, f"J01-000000{n}").state for n in (1, 2, 3, 4)] == [
        "refused", "refused", "confirmed", "confirmed"
    ]  # fmt: skip
    assert paper(lab, "J01-0000001").said in lines[0]
    assert "𒀀" in paper(lab, "J01-0000001").said
    assert printed(lab) == []


def test_a_fault_in_drawing_names_itself_and_no_patient(lab: Lab) -> None:
    with lab.act() as act:
        bad = Job(job=act.mint("J"), form="rejection", subject="010000000016")
        act.append(PaperAsked(jobs=(bad,)))
    order(lab, "UREA")
    printed(lab)
    assert paper(lab, bad.job).said == "not printed: drawing failed (IndexError). Tell the supervisor."
    assert paper(lab, "J01-0000002").state == "confirmed"


def test_a_void_label_is_not_printed(lab: Lab) -> None:
    made = order(lab, "UREA")
    correct_patient(lab, made.patient, PatientRequest(name="Usha", sex="F"), "wrong name")
    printed(lab)
    assert paper(lab, "J01-0000001").state == "refused"
    assert [p.name for p in lab.home.paper.glob("label-*.png")] == ["label-010000000027.png"]


@pytest.mark.parametrize("there", [True, False])
def test_after_a_stop_what_lies_there_whole_is_confirmed_and_the_rest_is_sent(lab: Lab, there: bool) -> None:
    order(lab, "UREA")
    with make(lab.home.folder.parent / "twin", Clock()) as twin:
        order(twin, "UREA")
        printed(twin)
        whole = (twin.home.paper / "label-010000000016.png").read_bytes()
    with lab.act() as act:
        act.append(PaperSending(job="J01-0000001", printer="file", digest=sha256(whole).hexdigest()))
    lab.home.paper.mkdir()
    (lab.home.paper / "label-010000000016.png").write_bytes(whole if there else whole[:-1])
    said = printed(lab)[0]
    assert said.endswith("found whole after a stop" if there else "written as label-010000000016")
    assert paper(lab, "J01-0000001").state == "confirmed"
    assert (lab.home.paper / "label-010000000016.png").read_bytes() == whole


def test_a_second_worker_says_so_and_prints_nothing(lab: Lab) -> None:
    order(lab, "UREA")
    with holding(lab, FOLDER, wait=True):
        assert printed(lab) == ["Another print worker is at work in this home: it prints what is queued."]
    assert paper(lab, "J01-0000001").state == "queued"


WAITING = """
import sys
from pathlib import Path
from labkiosk.services import spool
print("ready", flush=True)
spool.run(Path(sys.argv[1]), once=False, user="root", say=lambda line: print(line, flush=True))
"""


def test_a_worker_waits_for_its_turn_and_then_for_whatever_is_asked_for(lab: Lab) -> None:
    command = [sys.executable, "-c", WAITING, str(lab.home.folder)]
    with holding(lab, FOLDER, wait=True):
        waiting = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert waiting.stdout is not None
        assert waiting.stdout.readline() == "ready\n"
        order(lab, "UREA")
        assert paper(lab, "J01-0000001").state == "queued"
    try:
        lines = [waiting.stdout.readline() for _ in range(2)]
        order(lab, "NA")
        lines += [waiting.stdout.readline() for _ in range(2)]
    finally:
        waiting.kill()
        waiting.communicate()
    assert [line.split()[0] for line in lines] == [f"J01-000000{n}" for n in (1, 2, 3, 4)]


def test_a_disk_that_refuses_is_told_and_leaves_the_paper_queued(lab: Lab) -> None:
    order(lab, "UREA")
    lab.home.paper.write_text("a file where the folder ought to be")
    with pytest.raises(Refused, match=r"^The printer's files cannot be written \(.*\): look at the disk\.$"):
        printed(lab)
    assert paper(lab, "J01-0000001").state == "queued"
    lab.home.paper.unlink()
    assert len(printed(lab)) == 2
