"""The print worker and a fast printer on the network: how soon, how many, and at what cost while nothing prints."""

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import count
from multiprocessing import get_context
from pathlib import Path

from labkiosk.board import jobs
from labkiosk.board.printers import Printer, printers
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.printers import set_up
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.site import make_home
from labkiosk.services.paper import draw_for
from tests.bench.homes import Homes
from tests.bench.measure import clocked, side_by_side
from tests.bench.row import Row, compared
from tests.services.roll import Roll, roll
from tests.support.teller import tell

SOON, ROUNDS, BATCH = 60, 12, 60
IDLE_S = 20.0
STARTS, HANDS = 1000, 4
PATIENCE_S = 60.0
DRAWING = "drawn, checked, wrapped, in a process that does nothing else"

_numbers = count(1)


def rows(homes: Homes) -> Iterator[Row]:
    """One printer of labels, on this machine; ESC/POS with answers to GS ( H."""
    with _at_work(homes, "spool") as (lab, there, worker):
        yield _soon(homes, lab, there)
        yield _many(homes, lab, there)
        yield from _idle(worker)
    yield _starts(homes)


@contextmanager
def _at_work(homes: Homes, name: str) -> Iterator[tuple[Lab, Roll, "subprocess.Popen[bytes]"]]:
    home = _home(homes, name)
    with Lab(home, badge="super", user="bench") as lab, roll() as there:
        set_up(lab, "Labels", there.address, language="escpos", media="label-50x25", forms=["labels"])
        # The slips wait: it is the labels that are measured.
        set_up(lab, "Papers", "tcp:127.0.0.1:9", language="escpos", media="roll-80", forms=["papers"])
        command = [sys.executable, "-m", "labkiosk", "print", "--home", str(home)]
        worker = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            yield lab, there, worker
        finally:
            worker.kill()
            worker.wait()


def _home(homes: Homes, name: str) -> Path:
    home = homes.folder / name
    make_home(home, kiosk=1, site="District Hospital", address="Rampur", examples=True, user="bench")
    return home


def _ordered(homes: Homes, lab: Lab) -> str:
    """An order of one tube for somebody new; the tube's label's job."""
    name = f"{homes.name()} {next(_numbers):05}".translate(str.maketrans("0123456789", "abcdefghij"))
    request = OrderRequest(patient=PatientRequest(name=name, sex="F", age="51 y"), tests=("NA", "K"))
    return next(j.id for j in jobs.of_subject(lab.conn, register(lab, request).samples[0].sample))


def _drawn(lab: Lab, printer: Printer, job_id: str) -> None:
    job = jobs.job(lab.conn, job_id)
    assert job is not None
    draw_for(lab, job, printer)


def _soon(homes: Homes, lab: Lab, there: Roll) -> Row:
    printer = printers(lab.conn)[0]
    last: list[str] = []

    def ours() -> float:
        time.sleep(0.3)  # the worker has gone back to waiting
        before = len(there.papers)
        last[:] = [_ordered(homes, lab)]
        committed = time.monotonic()
        _until(there, before + 1)
        return there.first_byte - committed

    pair = side_by_side(ours, clocked(lambda: _drawn(lab, printer, last[0])), SOON, 5)
    return compared("from the intake's commit to the first byte", pair, DRAWING, 3)


def _many(homes: Homes, lab: Lab, there: Roll) -> Row:
    printer = printers(lab.conn)[0]
    batch: list[str] = []

    def ours() -> float:
        before = len(there.papers)
        there.stalled.set()
        batch[:] = [_ordered(homes, lab) for _ in range(BATCH)]
        there.stalled.clear()
        _until(there, before + BATCH)
        # The first was under way while the printer stood still.
        return (there.papers[-1][0] - there.papers[before][0]) / (BATCH - 1)

    def base() -> float:
        begun = time.perf_counter()
        for job in batch:
            _drawn(lab, printer, job)
        return (time.perf_counter() - begun) / BATCH

    pair = side_by_side(ours, base, ROUNDS, 1)
    note = f"{60 / pair.ours.median:,.0f} labels a minute beside {60 / pair.base.median:,.0f}; 80 % is 1.25"
    return compared("a label of many through the spool", pair, DRAWING, 1.25, note)


def _until(there: Roll, papers: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while len(there.papers) < papers:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{len(there.papers)} of {papers} papers came out")
        time.sleep(0.005)  # the printer itself says when each came


def _idle(worker: "subprocess.Popen[bytes]") -> Iterator[Row]:
    time.sleep(2)
    spent = [_cpu_ns(worker.pid)]
    time.sleep(IDLE_S)
    spent.append(_cpu_ns(worker.pid))
    share = (spent[1] - spent[0]) / (IDLE_S * 1e9)
    yield Row("idle print worker, CPU", f"{share:.2%}", "of one core", share * 100, 1)
    peak = int(Path(f"/proc/{worker.pid}/status").read_text("ascii").partition("VmHWM:")[2].split()[0])
    yield Row("print worker, peak memory", f"{peak} kB", "80 MB", peak / 80_000, 1)


def _cpu_ns(pid: int) -> int:
    """What all its threads had of a core until now."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text("ascii").split()[0]) for task in tasks)


def _starts(homes: Homes) -> Row:
    """Each start prints a label; several homes at once, or it would take a quarter of an hour."""
    with ProcessPoolExecutor(HANDS, get_context("spawn")) as hands:
        left = sum(hands.map(_left_behind, (homes.folder / f"starts-{hand}" for hand in range(HANDS))))
    return Row(f"files left by {STARTS:,} starts that print", str(left), "none", left, 0)


def _left_behind(folder: Path) -> int:
    homes, temporary = Homes(folder, full=False), folder / "tmp"
    folder.mkdir(exist_ok=True)
    home = _home(homes, "home")
    temporary.mkdir()
    with Lab(home, badge="super", user="bench") as lab, roll() as there:
        set_up(lab, "All", there.address, language="escpos", media="roll-80", forms=["all"])
        before: set[Path] = set()
        for start in range(1 + STARTS // HANDS):
            _ordered(homes, lab)
            done = tell("print", "--once", "--home", home, TMPDIR=str(temporary))
            if done.code:
                raise RuntimeError(done.err)
            if start == 0:
                before = _files(home, temporary)
        assert len(there.papers) == 2 * (1 + STARTS // HANDS)
    return len(_files(home, temporary) - before)


def _files(home: Path, temporary: Path) -> set[Path]:
    """All there is but the papers that are kept on purpose."""
    return {f for folder in (home, temporary) for f in folder.rglob("*") if f.parent != home / "paper"}
