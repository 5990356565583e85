"""Printers on the network: queues, a printer that is down, stalled or out of paper, and what is put on record."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from labkiosk.board import jobs
from labkiosk.board.printers import printer, printers
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperSending, PaperUnsent
from labkiosk.facts.printer import PrinterState
from labkiosk.journal.read import told
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import label_data
from labkiosk.lab.papers import answer, print_report
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.printers import remove, set_up, try_out
from labkiosk.lab.request import PatientRequest
from labkiosk.services import spool
from labkiosk.services.holding import holding
from tests.lab.homes import Clock, make, order, reported
from tests.services.roll import Roll, roll

PATIENCE_S = 60.0


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lab(tmp_path: Path, clock: Clock) -> Iterator[Lab]:
    with make(tmp_path / "home", clock) as lab:
        lab.sign_in("super")
        yield lab


@pytest.fixture
def labels(lab: Lab) -> Iterator[Roll]:
    with roll() as there:
        set_up(lab, "Labels", there.address, language="escpos", media="label-50x25", forms=["labels"])
        yield there


@pytest.fixture
def papers(lab: Lab) -> Iterator[Roll]:
    with roll() as there:
        set_up(lab, "Papers", there.address, language="escpos", media="roll-80", forms=["papers"])
        yield there


def printed(lab: Lab) -> list[str]:
    """Run the worker until nothing is queued that a printer takes, and what it said."""
    said: list[str] = []
    spool.run(lab.home.folder, once=True, user="root", say=lambda told: said.append(str(told)))
    return said


@contextmanager
def at_work(lab: Lab) -> Iterator[subprocess.Popen[str]]:
    """``labkiosk print`` in another process."""
    command = [sys.executable, "-m", "labkiosk", "print", "--home", str(lab.home.folder), "--json"]
    worker = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield worker
        assert worker.poll() is None, worker.communicate()
    finally:
        worker.kill()
        worker.communicate()


def until(so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not so():
        assert time.monotonic() < deadline, "not in time"
        time.sleep(0.02)


def paper(lab: Lab, job_id: str) -> jobs.Paper:
    found = jobs.job(lab.conn, job_id)
    assert found is not None
    return found


def dots(lab: Lab, job_id: str) -> bytes:
    """The dots of a job as its kept picture has them, black is 1."""
    image = Image.open(lab.home.paper / paper(lab, job_id).digest)
    return image.tobytes("raw", "1;I")


def out(lab: Lab, there: Roll) -> list[str]:
    """The jobs whose papers came out of a printer, in that order; each is dot for dot its kept picture."""
    by_dots = {dots(lab, p.id): p.id for p in all_sent(lab)}
    return [by_dots[paper] for _, paper in there.papers]


def all_sent(lab: Lab) -> list[jobs.Paper]:
    found = (jobs.job(lab.conn, f"J01-{n:07}") for n in range(1, 200))
    return [p for p in found if p is not None and p.digest]


def state(lab: Lab, name: str) -> str:
    found = printer(lab.conn, name)
    assert found is not None
    return found.state


def test_each_form_comes_out_of_its_printer_and_what_has_none_goes_into_the_folder(
    lab: Lab, labels: Roll
) -> None:
    made = order(lab, "KFT", "PT")
    assert sorted(printed(lab)) == [
        "J01-0000001 label 010000000016: confirmed by the printer",
        "J01-0000002 label 010000000027: confirmed by the printer",
        f"J01-0000003 slip {made.order}: written as slip-{made.order}",
    ]
    assert out(lab, labels) == ["J01-0000001", "J01-0000002"]
    assert paper(lab, "J01-0000001").said == "Labels: confirmed by the printer"
    assert [t.fact.kind for t in told(lab.conn, "J01-0000001")] == [
        "paper.asked", "paper.sending", "paper.confirmed"
    ]  # fmt: skip
    assert state(lab, "labels") == "ready"
    assert not list(lab.home.paper.glob("label-*"))


def test_a_test_page_comes_out_of_its_own_printer(lab: Lab, labels: Roll, papers: Roll) -> None:
    first, second = try_out(lab, "papers").job, try_out(lab, "labels").job
    printed(lab)
    assert (out(lab, labels), out(lab, papers)) == ([second], [first])


def test_a_printer_of_everything_prints_stat_labels_first_and_reports_last(lab: Lab) -> None:
    with roll() as there:
        set_up(lab, "All", there.address, language="escpos", media="roll-80", forms=["all"])
        first = order(lab, "NA")
        reported(lab, first.samples[0].sample)
        print_report(lab, first.order)
        stat = order(lab, "PT", priority="stat")
        printed(lab)
        came = [paper(lab, job) for job in out(lab, there)]
    assert [(p.form, p.subject) for p in came] == [
        ("label", stat.samples[0].sample),
        ("label", first.samples[0].sample),
        ("slip", first.order),
        ("slip", stat.order),
        ("report", first.order),
    ]


def test_a_printer_that_is_down_keeps_its_papers_and_they_come_in_order_marked_with_their_time(
    lab: Lab, labels: Roll, clock: Clock
) -> None:
    labels.down()
    made = [
        order(lab, "NA", patient=PatientRequest(name=name, sex="F")) for name in ("Asha", "Usha", "Nisha")
    ]
    stat = order(lab, "PT", priority="stat")
    with pytest.raises(Refused, match=r"^Labels refuses the connection: papers wait\.$"):
        printed(lab)
    assert [p.state for p in jobs.to_print(lab.conn, printers(lab.conn)[0])] == ["queued"] * 4
    assert state(lab, "labels") == "silent"
    clock.turn(70)
    late = order(lab, "UREA")
    labels.up()
    printed(lab)
    subjects = [paper(lab, job).subject for job in out(lab, labels)]
    assert subjects == [each.samples[0].sample for each in (stat, *made, late)]
    assert state(lab, "labels") == "ready"
    kinds = [t.fact.kind for t in told(lab.conn, "J01-0000001")]
    assert kinds == ["paper.asked", "paper.sending", "paper.confirmed"]


def test_the_worker_s_time_marks_a_label_that_comes_out_late(lab: Lab, clock: Clock) -> None:
    made = order(lab, "NA")
    (job,) = (j for j in jobs.unfinished(lab.conn, "queued") if j.form == "label")
    assert label_data(lab, job).made == ""
    clock.turn(10)
    assert label_data(lab, job).made == ""
    clock.turn(1)
    assert label_data(lab, job).made == "12:00"
    clock.turn(24 * 60)
    assert label_data(lab, job).made == "22 Nov 12:00"
    assert made.samples[0].sample == job.subject


def test_a_printer_without_paper_says_so_takes_nothing_and_goes_on_by_itself(lab: Lab, labels: Roll) -> None:
    labels.out.set()
    order(lab, "NA")
    with at_work(lab):
        until(lambda: state(lab, "labels") == "paper_out")
        assert (paper(lab, "J01-0000001").state, labels.papers) == ("queued", [])
        labels.out.clear()
        until(lambda: paper(lab, "J01-0000001").state == "confirmed")
        until(lambda: state(lab, "labels") == "ready")
    states = [t.fact for t in told(lab.conn, printers(lab.conn)[0].id, frozenset({PrinterState.kind}))]
    assert [fact.state for fact in states if isinstance(fact, PrinterState)] == ["paper_out", "ready"]


def test_no_byte_leaves_before_its_picture_is_on_the_disk(lab: Lab, labels: Roll, papers: Roll) -> None:
    order(lab, "NA", "PT", "CBC")
    lab.home.paper.write_text("a file where the folder ought to be")
    with pytest.raises(Refused, match="The printer's files cannot be written"):
        printed(lab)
    assert labels.papers == papers.papers == all_sent(lab) == []
    lab.home.paper.unlink()
    printed(lab)
    assert out(lab, labels) == ["J01-0000001", "J01-0000002", "J01-0000003"]


def test_a_stalled_printer_holds_up_no_other(lab: Lab, labels: Roll, papers: Roll) -> None:
    with at_work(lab):
        labels.stalled.set()
        made = [order(lab, "NA", "PT") for _ in range(5)]
        until(lambda: len(papers.papers) == 5)
        assert labels.papers == []
        labels.stalled.clear()
        until(lambda: len(labels.papers) == 10)
        until(lambda: not jobs.unfinished(lab.conn, "sending"))
    assert [paper(lab, job).subject for job in out(lab, papers)] == [m.order for m in made]
    assert [paper(lab, job).subject for job in out(lab, labels)] == [
        s.sample for m in made for s in m.samples
    ]
    assert {p.state for p in all_sent(lab)} == {"confirmed"}


def test_a_label_that_became_void_while_the_one_before_it_printed_is_not_printed(
    lab: Lab, labels: Roll
) -> None:
    with at_work(lab):
        labels.out.set()
        made = order(lab, "NA", "PT")
        until(lambda: state(lab, "labels") == "paper_out")
        correct_patient(lab, made.patient, PatientRequest(name="Usha", sex="F"), "wrong name")
        labels.out.clear()
        until(lambda: len(labels.papers) == 2)
        until(lambda: not jobs.unfinished(lab.conn, "sending"))
    assert [paper(lab, f"J01-000000{n}").state for n in (1, 2)] == ["refused", "refused"]
    assert {paper(lab, job).state for job in out(lab, labels)} == {"confirmed"}


def test_a_label_that_was_drawn_ahead_goes_where_its_printer_is_now(lab: Lab, labels: Roll) -> None:
    with at_work(lab), roll() as other:
        labels.out.set()
        order(lab, "NA", "PT")
        until(lambda: state(lab, "labels") == "paper_out")
        set_up(lab, "Labels", other.address, language="escpos", media="label-50x25", forms=["labels"])
        until(lambda: len(other.papers) == 2)
    assert labels.papers == []


def test_what_was_on_its_way_when_the_worker_stopped_is_asked_about(lab: Lab, labels: Roll) -> None:
    order(lab, "NA", "PT")
    here = printers(lab.conn)[0].id
    with lab.act() as act:
        act.append(PaperSending(job="J01-0000001", printer=here, digest="d" * 64))
    printed(lab)
    assert (paper(lab, "J01-0000001").state, paper(lab, "J01-0000002").state) == ("uncertain", "confirmed")
    assert paper(lab, "J01-0000001").said == "the print worker stopped while it was on its way"
    assert len(labels.papers) == 1
    again = answer(lab, "J01-0000001", came_out=False)
    printed(lab)
    assert again is not None
    assert (again.copy, paper(lab, again.job).state, len(labels.papers)) == (0, "confirmed", 2)


def test_what_was_on_its_way_to_a_printer_that_was_removed_is_asked_about_and_the_rest_goes_elsewhere(
    lab: Lab, labels: Roll
) -> None:
    order(lab, "NA", "PT")
    here = remove(lab, "labels").id
    with lab.act() as act:
        act.append(PaperSending(job="J01-0000001", printer=here, digest="d" * 64))
    printed(lab)
    assert (paper(lab, "J01-0000001").state, paper(lab, "J01-0000002").printer) == ("uncertain", "file")


def test_a_paper_of_which_not_a_byte_was_taken_is_queued_again(lab: Lab, labels: Roll) -> None:
    order(lab, "NA")
    here = printers(lab.conn)[0].id
    with lab.act() as act:
        act.append(PaperSending(job="J01-0000001", printer=here, digest="d" * 64))
        act.append(PaperUnsent(job="J01-0000001", reason="Labels takes nothing"))
    assert paper(lab, "J01-0000001").said == "Labels takes nothing"
    printed(lab)
    assert (paper(lab, "J01-0000001").state, len(labels.papers)) == ("confirmed", 1)


def test_a_printer_that_another_worker_holds_is_waited_for(lab: Lab, labels: Roll, papers: Roll) -> None:
    here = printers(lab.conn)[0].id
    with holding(lab, here, wait=True), at_work(lab):
        order(lab, "NA")
        until(lambda: len(papers.papers) == 1)
        assert labels.papers == []
    with at_work(lab), at_work(lab):
        until(lambda: len(labels.papers) == 1)
        for _ in range(5):
            order(lab, "NA")
        until(lambda: len(labels.papers) == 6)
        until(lambda: not jobs.unfinished(lab.conn, "sending"))
    assert len(set(out(lab, labels))) == 6


def test_the_worker_follows_the_set_up(lab: Lab) -> None:
    with at_work(lab), roll() as there, roll() as other:
        order(lab, "NA")
        until((lab.home.paper / "label-010000000016.png").exists)
        set_up(lab, "Labels", there.address, language="escpos", media="label-50x25", forms=["labels"])
        order(lab, "NA")
        until(lambda: len(there.papers) == 1)
        set_up(lab, "Labels", other.address, language="escpos", media="label-38x25", forms=["labels"])
        order(lab, "NA")
        until(lambda: len(other.papers) == 1)
        remove(lab, "labels")
        order(lab, "NA")
        until((lab.home.paper / "label-010000000042.png").exists)
    assert (len(there.papers), len(other.papers)) == (1, 1)
