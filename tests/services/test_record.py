"""What a printer's worker puts on record, and when."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkiosk.board import jobs
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperConfirmed, PaperSending
from labkiosk.journal.connection import connect, data_version
from labkiosk.lab.lab import Lab
from labkiosk.services.record import Record
from labkiosk.services.said import Said
from tests.lab.homes import Clock, make, order

FIRST, SECOND = "J01-0000001", "J01-0000002"
OUT = PaperConfirmed(job=FIRST, how="Labels: out")
SAID = Said(FIRST, "label", "010000000016", "out")
NEXT = PaperSending(job=SECOND, printer="T01-0000001", digest="d" * 64)


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with make(tmp_path / "home", Clock()) as lab:
        order(lab, "NA", "PT")
        with lab.act() as act:
            act.append(PaperSending(job=FIRST, printer="T01-0000001", digest="c" * 64))
        yield lab


def states(lab: Lab) -> list[str]:
    return [paper.state for job in (FIRST, SECOND) if (paper := jobs.job(lab.conn, job))]


def test_what_became_of_a_paper_is_kept_with_the_beginning_of_the_next_and_only_then_told(lab: Lab) -> None:
    told: list[Said] = []
    record = Record(lab, told.append)
    beside = connect(lab.home.database, lab.home.key())
    before = data_version(beside)
    record.owe(OUT, SAID)
    assert (states(lab), told, data_version(beside)) == (["sending", "queued"], [], before)
    record.append(NEXT)
    assert (states(lab), told) == (["confirmed", "sending"], [SAID])
    sql = "SELECT kind FROM journal ORDER BY seq DESC LIMIT 2"
    assert [kind for (kind,) in beside.execute(sql)] == ["paper.sending", "paper.confirmed"]
    beside.close()


def test_an_act_that_the_disk_refuses_keeps_nothing_and_what_was_owed_is_owed_still(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Said] = []
    record = Record(lab, told.append)
    record.owe(OUT, SAID)
    lock = lab.home.lock
    lock.unlink()
    lock.mkdir()
    with pytest.raises(Refused, match="look at the disk"):
        record.append(NEXT)
    assert (states(lab), told) == (["sending", "queued"], [])

    def mended(_: float) -> None:
        lock.rmdir()

    monkeypatch.setattr("labkiosk.services.record.time.sleep", mended)
    record.settle()
    assert states(lab) == ["confirmed", "queued"]
    assert [str(said) for said in told[1:]] == [str(SAID)]
    assert told[0].said.endswith("look at the disk, then try again.")


def test_where_nothing_is_owed_there_is_no_act(lab: Lab) -> None:
    beside = connect(lab.home.database, lab.home.key())
    before = data_version(beside)
    Record(lab, lambda _: None).settle()
    assert data_version(beside) == before
    beside.close()
