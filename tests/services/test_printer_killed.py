"""The print worker killed at any moment while printers on the network print: no paper twice, none called out that is not."""

import multiprocessing
import random
import time
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from labkiosk.board import jobs
from labkiosk.journal.clock import machine
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import answer
from labkiosk.lab.printers import set_up
from labkiosk.services import spool
from tests.lab.homes import make, order
from tests.services.roll import Roll, roll
from tests.services.test_spool_killed import work


def all_jobs(lab: Lab) -> list[jobs.Paper]:
    found = []
    while (paper := jobs.job(lab.conn, f"J01-{len(found) + 1:07}")) is not None:
        found.append(paper)
    return found


def came_out(lab: Lab, *printers: Roll) -> Counter[str]:
    """How many papers are out of each kept picture, by its digest; each paper is one of them, dot for dot."""
    kept = {Image.open(file).tobytes("raw", "1;I"): file.name for file in lab.home.paper.glob("[0-9a-f]*")}
    return Counter(kept[dots] for printer in printers for _, dots in printer.papers)


def survive(folder: Path, kills: int) -> Counter[str]:
    """Kill so many workers, looking after each; the person then answers what is asked. How many papers were asked about."""
    dice = random.Random(kills)
    workers = multiprocessing.get_context("forkserver")
    workers.set_forkserver_preload(["tests.services.warm"])
    asked: Counter[str] = Counter()
    with make(folder / "home", machine) as lab, roll() as labels, roll() as papers:
        lab.sign_in("super")
        set_up(lab, "Labels", labels.address, language="escpos", media="label-50x25", forms=["labels"])
        set_up(lab, "Papers", papers.address, language="escpos", media="roll-80", forms=["papers"])
        for kill in range(kills):
            for _ in range(3):
                order(lab, "NA", "PT")
            worker = workers.Process(target=work, args=(str(lab.home.folder),))
            before = _heard(labels, papers)
            worker.start()
            if kill % 2:
                # However slow the machine is, some are killed with a paper on its way.
                _until_more(before, labels, papers)
                time.sleep(dice.uniform(0, 0.03))
            else:
                time.sleep(dice.uniform(0.05, 0.35))
            worker.kill()
            worker.join()
            worker.close()
            _look(lab, labels, papers)
        spool.run(lab.home.folder, once=True, user="root")
        while uncertain := jobs.unfinished(lab.conn, "uncertain", limit=1000):
            out = _look(lab, labels, papers)
            for paper in uncertain:
                asked[paper.form] += 1
                answer(lab, paper.id, came_out=out[paper.digest] == 1)
            spool.run(lab.home.folder, once=True, user="root")
        out = _look(lab, labels, papers)
        done = all_jobs(lab)
        assert {p.state for p in done} <= {"confirmed", "refused"}
        assert sum(out.values()) == sum(p.state == "confirmed" for p in done) == kills * 9
    return asked


def _heard(*printers: Roll) -> tuple[float, ...]:
    """When each printer last heard a paper begin."""
    return tuple(printer.first_byte for printer in printers)


def _until_more(before: tuple[float, ...], *printers: Roll) -> None:
    deadline = time.monotonic() + 60
    while _heard(*printers) == before:
        assert time.monotonic() < deadline, "no paper began"
        time.sleep(0.002)


def _look(lab: Lab, *printers: Roll) -> Counter[str]:
    """No picture is out twice; what is confirmed is out; what is out is not queued to come out again."""
    time.sleep(0.05)  # a printer reads on what had left when its worker was killed
    out, made = came_out(lab, *printers), all_jobs(lab)
    assert max(out.values(), default=1) == 1
    assert [p.id for p in made if p.state == "confirmed" and out[p.digest] != 1] == []
    assert [p.id for p in made if p.state == "queued" and out[p.digest]] == []
    return out


def test_a_worker_killed_ten_times_prints_no_paper_twice(tmp_path: Path) -> None:
    survive(tmp_path, 10)


@pytest.mark.slow
def test_a_worker_killed_two_hundred_times_prints_no_paper_twice(tmp_path: Path) -> None:
    assert survive(tmp_path, 200)
