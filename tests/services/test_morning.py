"""The demonstration's morning is whole, sound, and the same whenever it is made."""

from collections import Counter
from pathlib import Path

import pytest

from labkiosk.board import jobs, patients, queue, samples
from labkiosk.board.counts import Counts, counts
from labkiosk.catalogue import load
from labkiosk.lab.autorelease import judge
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import page
from labkiosk.lab.proof import faults
from labkiosk.rules.value import assess
from labkiosk.services.morning import make_morning, usual
from labkiosk.services.morning_cast import USUAL
from labkiosk.services.morning_rules import RULED
from tests.board.latest import latest
from tests.lab.homes import Clock


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("morning") / "home"
    make_morning(folder, "root", Clock())
    return folder


def test_every_stage_of_the_work_is_there(home: Path) -> None:
    with Lab(home, badge="path", user="root", clock=Clock()) as lab:
        now = lab.time()
        assert not now.doubt
        assert counts(lab.conn) == Counts(
            registered=55, expected=6, received=48, rejected=1, cancelled=0,
            pending=23, resulted=6, reported=19, diverted=0,
        )  # fmt: skip
        waiting = queue.following(lab.conn)
        assert Counter(i.priority for i in waiting) == {"stat": 4, "urgent": 8, "routine": 14}
        assert queue.overdue(lab.conn, now.at) == 9
        assert len(queue.to_release(lab.conn)) == 7
        rejected = samples.find(lab.conn, "980000000301")
        assert rejected is not None
        assert (rejected.state, rejected.reason) == ("rejected", "Clotted")
        assert list(faults(lab)) == []


def test_the_rules_may_release_some_of_a_tube_and_say_why_not_of_the_rest(home: Path) -> None:
    with Lab(home, badge="path", user="root", clock=Clock()) as lab:
        tube = samples.find(lab.conn, "980000000248")
        assert tube is not None
        against = judge(lab, lab.conn, tube)
        assert sorted(test for test, why in against.items() if not why) == sorted({*RULED} - {"GLOB", "AGR"})
        assert against["GLOB"] == ("no range to hold it against",)
        assert against["K"][0] == "no pathologist approved the rules for this test"


def test_the_people_are_as_in_life(home: Path) -> None:
    with Lab(home, badge="path", user="root", clock=Clock()) as lab:
        placed = latest(lab.conn)
        assert len(placed) == 40
        known = {o.patient: patients.patient(lab.conn, o.patient) for o in placed}
        names = {p.name for p in known.values() if p}
        assert "सुनीता शर्मा" in names
        assert len(patients.by_identifier(lab.conn, "9811002231")) == 2
        assert len(known) == len(names) == 39
        assert sum(p.unknown for p in known.values() if p) == 1


def test_every_paper_of_it_can_be_drawn(home: Path) -> None:
    with Lab(home, badge="path", user="root", clock=Clock()) as lab:
        asked = jobs.unfinished(lab.conn, "queued", limit=1000)
        assert Counter(j.form for j in asked) == {"label": 55, "slip": 40, "report": 14, "rejection": 1}
        for job in asked:
            page(lab, job)


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("sex", ["F", "M"])
def test_an_ordinary_value_is_in_range(number: int, sex: str) -> None:
    catalogue = load(None)
    flagged = {
        code: assess(catalogue.tests[code], usual(catalogue.tests[code], number), None, sex, 40 * 365)
        for code in USUAL
    }
    assert {code: a.value for code, a in flagged.items() if a.flag or a.needs} == {}
