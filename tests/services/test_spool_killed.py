"""The print worker killed at any moment: every paper comes out, and none twice."""

import multiprocessing
import random
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path

from labkiosk.board import jobs
from labkiosk.journal.clock import machine
from labkiosk.journal.read import told
from labkiosk.lab.lab import Lab
from labkiosk.services import spool
from tests.lab.homes import make, order

KILLS = 20
LABELS_AND_SLIPS = ("UREA", "PT", "HB")


def work(folder: str) -> None:
    """A worker's whole life, unless it is cut short."""
    spool.run(Path(folder), once=False, user="root")


def all_jobs(lab: Lab, orders: list[str], samples: list[str]) -> list[jobs.Paper]:
    return [job for subject in (*orders, *samples) for job in jobs.of_subject(lab.conn, subject)]


def test_a_worker_killed_twenty_times_prints_every_paper_once(tmp_path: Path) -> None:
    dice = random.Random(20)
    workers = multiprocessing.get_context("forkserver")
    workers.set_forkserver_preload(["tests.services.warm"])
    with make(tmp_path / "home", machine) as lab:
        made = [order(lab, *LABELS_AND_SLIPS) for _ in range(KILLS)]
        for _ in range(KILLS):
            made.append(order(lab, "NA", priority="stat"))
            worker = workers.Process(target=work, args=(str(lab.home.folder),))
            worker.start()
            time.sleep(dice.uniform(0.05, 0.3))
            worker.kill()
            worker.join()
            worker.close()
        cut = Counter(job.state for job in jobs.unfinished(lab.conn, "sending"))
        spool.run(lab.home.folder, once=True, user="root")
        papers = all_jobs(lab, [m.order for m in made], [s.sample for m in made for s in m.samples])
        assert len(papers) == KILLS * 6
        assert cut["sending"] <= 1
        assert {(p.state, p.copy) for p in papers} == {("confirmed", 0)}
        for p in papers:
            kinds = Counter(t.fact.kind for t in told(lab.conn, p.id))
            assert kinds["paper.confirmed"] == 1
            png = (lab.home.paper / f"{p.form}-{p.subject}.png").read_bytes()
            assert sha256(png).hexdigest() == p.digest
        names = Counter(f.suffix for f in lab.home.paper.iterdir())
        assert names == {"": KILLS * 6, ".png": KILLS * 6, ".escpos": KILLS * 6}
