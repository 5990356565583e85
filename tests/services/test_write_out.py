"""A report written into a folder counts as printed."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from labkiosk.board import jobs
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import Job, PaperAsked, PaperSending
from labkiosk.lab.bench import receive
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import print_report
from labkiosk.lab.release import release
from labkiosk.lab.results import Given, record
from labkiosk.services.spool import run
from labkiosk.services.write_out import write_out
from tests.lab.homes import Clock, make, order


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with make(tmp_path / "home", Clock()) as lab:
        made = order(lab, "NA")
        receive(lab, made.samples[0].sample)
        record(lab, made.samples[0].sample, [Given(test="NA", value="140")])
        lab.sign_in("path")
        release(lab, [made.samples[0].sample])
        yield lab


ORDER = "O01-0000001"


def reports(lab: Lab) -> list[jobs.Paper]:
    return jobs.of_subject(lab.conn, ORDER, "report")


def test_the_second_one_is_a_copy(lab: Lab, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert write_out(lab, ORDER, out) == [
        out / f"report-{ORDER}-v1.escpos",
        out / f"report-{ORDER}-v1.png",
    ]
    assert [p.name for p in write_out(lab, ORDER, out)] == [
        f"report-{ORDER}-v1-copy1.escpos",
        f"report-{ORDER}-v1-copy1.png",
    ]
    assert [(j.copy, j.state, j.said) for j in reports(lab)] == [
        (0, "confirmed", f"written to {out}"),
        (1, "confirmed", f"written to {out}"),
    ]
    png = (out / f"report-{ORDER}-v1.png").read_bytes()
    assert sha256(png).hexdigest() == reports(lab)[0].digest
    assert print_report(lab, ORDER).copy == 2


def test_a_folder_that_cannot_be_written_leaves_nothing_on_record(lab: Lab, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused, match=r"file cannot be written \(File exists\): choose another folder\.$"):
        write_out(lab, ORDER, tmp_path / "file")
    assert reports(lab) == []


def test_nothing_is_written_before_the_first_release(lab: Lab, tmp_path: Path) -> None:
    made = order(lab, "K")
    with pytest.raises(Refused, match=rf"^Order {made.order} has no released result yet"):
        write_out(lab, made.order, tmp_path)


@pytest.mark.parametrize("there", [True, False])
def test_a_stop_while_writing_is_settled_by_looking_or_by_asking(
    lab: Lab, tmp_path: Path, there: bool
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    picture = b"the picture"
    if there:
        (out / f"report-{ORDER}-v1.png").write_bytes(picture)
    with lab.act() as act:
        job = Job(job=act.mint("J"), form="report", subject=ORDER, version=1)
        act.append(PaperAsked(jobs=(job,)))
        digest = sha256(picture).hexdigest()
        act.append(PaperSending(job=job.job, printer=f"folder:{out}", digest=digest))
    run(lab.home.folder, once=True, user="root")
    assert [(j.state, j.said) for j in reports(lab)] == [
        ("confirmed", f"written to {out}, found whole after a stop")
        if there
        else ("uncertain", f"the program stopped while writing to {out}")
    ]
    write_out(lab, ORDER, out)
    assert [(j.copy, j.doubtful) for j in reports(lab)] == [(0, False), (1, not there)]
