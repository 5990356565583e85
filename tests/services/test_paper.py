"""One paper: its codes are those of its job, and the same job is the same paper, to the byte."""

import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec import structs

from labkiosk.board import jobs
from labkiosk.facts.errors import Refused
from labkiosk.forms.media import LABEL_38, LABEL_50, MEDIA, ROLL_58
from labkiosk.lab import paper_data
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import page
from labkiosk.lab.papers import print_report
from labkiosk.services.paper import draw_paper
from tests.lab.homes import Clock, make, order, reported


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lab(tmp_path: Path, clock: Clock) -> Iterator[Lab]:
    with make(tmp_path / "home", clock) as lab:
        yield lab


def queued(lab: Lab, form: str) -> jobs.Paper:
    return next(j for j in jobs.unfinished(lab.conn, "queued") if j.form == form)


DRAW = """
import sys
from hashlib import sha256
from pathlib import Path
from labkiosk.board import jobs
from labkiosk.lab.lab import Lab
from labkiosk.services.paper import draw_paper
with Lab(Path(sys.argv[1]), badge=None, user="root") as lab:
    for name in sys.argv[2:]:
        drawn = draw_paper(lab, jobs.job(lab.conn, name))
        print(drawn.digest, sha256(drawn.escpos).hexdigest())
"""


def test_drawn_again_days_later_by_another_process_a_paper_is_the_same_to_the_byte(
    lab: Lab, clock: Clock
) -> None:
    order(lab, "KFT", "HB", location="Ward 3")
    names = [queued(lab, "slip").id]  # a label would say when it was asked for
    sodium = order(lab, "NA")
    reported(lab, sodium.samples[0].sample)
    names.append(print_report(lab, sodium.order).job)

    def drawn() -> list[str]:
        papers = [draw_paper(lab, jobs.job(lab.conn, name)) for name in names]  # type: ignore[arg-type]
        return [f"{paper.digest} {sha256(paper.escpos).hexdigest()}" for paper in papers]

    before = drawn()
    clock.turn(3 * 24 * 60)
    reported(lab, order(lab, "NA").samples[0].sample, "141")
    assert drawn() == before
    lab.conn.close()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", DRAW, str(lab.home.folder), *names],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "TZ": "IST-5:30"},
        )
        assert done.stdout.splitlines() == before


def test_a_second_print_of_a_report_differs_by_its_mark_alone(lab: Lab) -> None:
    made = order(lab, "NA")
    reported(lab, made.samples[0].sample)
    first, copy = print_report(lab, made.order), print_report(lab, made.order)
    assert copy.copy == 1
    assert draw_paper(lab, structs.replace(copy, copy=0)).png == draw_paper(lab, first).png
    assert draw_paper(lab, copy).png != draw_paper(lab, first).png


def test_the_same_job_on_every_paper_that_it_goes_on(lab: Lab) -> None:
    order(lab, "NA")
    label, slip = queued(lab, "label"), queued(lab, "slip")
    assert {page(lab, label, media).width for media in (None, LABEL_50, LABEL_38)} == {50.8, 38.0}
    assert draw_paper(lab, slip, ROLL_58).png != draw_paper(lab, slip).png
    for job, name, words in ((label, "roll-58", "label"), (slip, "label-38x25", "slip")):
        with pytest.raises(Refused) as refused:
            draw_paper(lab, job, MEDIA[name])
        assert str(refused.value) == (
            f"not printed: a {words} does not go on {MEDIA[name].words}: choose another printer for it."
        )


def test_a_label_with_another_tubes_bars_is_not_printed(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    order(lab, "NA", "HB")
    label, right = queued(lab, "label"), paper_data.label_data

    def wrong(lab: Lab, job: paper_data.Asked) -> object:
        return structs.replace(right(lab, job), number="010000000027")

    monkeypatch.setattr(paper_data, "label_data", wrong)
    with pytest.raises(
        Refused, match=r"^not printed: the codes read back as 010000000027, not as 010000000016\."
    ):
        draw_paper(lab, label)


def test_a_code_of_another_order_is_not_printed(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    order(lab, "NA")
    slip, right = queued(lab, "slip"), paper_data.slip_data

    def wrong(lab: Lab, job: paper_data.Asked) -> object:
        return structs.replace(right(lab, job), order="O01-0000009")

    monkeypatch.setattr(paper_data, "slip_data", wrong)
    with pytest.raises(Refused, match=r"^not printed: its code is of another slip\. Tell the supervisor\.$"):
        draw_paper(lab, slip)
