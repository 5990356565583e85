"""The print worker: every paper that was asked for comes out once, whatever stops in between."""

import fcntl
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from labkiosk.board import jobs
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperAsked, PaperConfirmed, PaperRefused, PaperSending, PaperUncertain
from labkiosk.journal.connection import data_version
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import report_job
from labkiosk.printers.file import deliver
from labkiosk.rules.text import clean
from labkiosk.services.paper import Drawn, Folder, draw_paper, paper_name

ACTOR = "machine:print"
PRINTER = "file"
OUT = "folder"
POLL_S = 0.25
RETRY_S = 5.0


class Said(NamedTuple):
    """What became of a paper; trouble that is no one paper's has no ``job``."""

    job: str
    form: str
    subject: str
    said: str

    def __str__(self) -> str:
        return f"{self.job} {self.form} {self.subject}: {self.said}" if self.job else self.said


def run(folder: Path, *, once: bool, user: str, say: Callable[[Said], None] = lambda _: None) -> None:
    """Print what is queued in a home, and with ``once`` return; else go on with whatever is asked for later.

    A printer has one worker: a second one waits for the first to end, or with ``once`` says so and returns.
    ``say`` is told what became of each paper. Raises Refused when there is no such home, and with ``once`` when
    the disk refuses.
    """
    with Lab(folder, badge=None, user=user) as lab, holding(lab, PRINTER, wait=not once) as alone:
        if not alone:
            say(_trouble("Another print worker is at work in this home: it prints what is queued."))
            return
        lab.actor = ACTOR
        worker = Worker(lab, Folder(PRINTER, lab.home.paper), say)
        while True:
            try:
                worker.work()
            except (OSError, Refused) as error:
                trouble = str(error)
                if isinstance(error, OSError):
                    trouble = f"The printer's files cannot be written ({error}): look at the disk."
                if once:
                    raise Refused(trouble) from None
                say(_trouble(trouble))
                time.sleep(RETRY_S)
                continue
            if once:
                return
            worker.await_news()


def _trouble(said: str) -> Said:
    return Said("", "", "", said)


def write_out(lab: Lab, order_id: str, folder: Path, form: str = "report") -> list[Path]:
    """Write an order's report into a folder, as PNG and as printer bytes, and return their paths.

    It counts as printed, so that the next one says COPY. The ``sealed`` one is for those who release. Raises
    Refused.
    """
    lab.require("release" if form == "sealed" else "print")
    where = clean(str(folder.absolute()), "Folder", limit=400)
    printer = Folder(f"{OUT}:{where}", Path(where))
    with holding(lab, OUT, wait=True):
        settle_out(lab)
        _refuse_unwritable(printer.folder)
        job, paper = _sending_out(lab, order_id, form, printer)
        try:
            paths = printer.send(paper)
        except OSError as error:
            reason = f"{where} could not be written ({error.strerror})"
            with lab.act() as act:
                act.append(PaperUncertain(job=job, reason=reason))
            raise Refused(f"{reason}: choose another folder.") from None
        with lab.act() as act:
            act.append(PaperConfirmed(job=job, how=f"written to {where}"))
    return paths


def _refuse_unwritable(folder: Path) -> None:
    """Before anything is on record, so that a mistyped folder makes no paper uncertain."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Refused(f"{folder} cannot be written ({error.strerror}): choose another folder.") from None


def _sending_out(lab: Lab, order_id: str, form: str, printer: Folder) -> tuple[str, Drawn]:
    """A report asked for and on its way, in one act, so that the print worker never sees it queued."""
    while True:
        with lab.act() as act:
            planned = report_job(act, order_id, form)  # nothing is appended, so nothing of this is kept
        paper = draw_paper(lab, planned)
        deliver(lab.home.paper, paper.digest, paper.png)
        with lab.act() as act:
            job = report_job(act, order_id, form)
            if (job.version, job.copy, job.doubtful) == (planned.version, planned.copy, planned.doubtful):
                act.append(PaperAsked(jobs=(job,)))
                act.append(PaperSending(job=job.job, printer=printer.name, digest=paper.digest))
                return job.job, paper


def settle_out(lab: Lab) -> None:
    """Reports that were on their way into a folder when the program stopped; nobody else is writing one."""
    for job in jobs.unfinished(lab.conn, "sending"):
        kind, _, where = job.printer.partition(":")
        if kind != OUT:
            continue
        there = Folder(job.printer, Path(where)).holds(paper_name(lab, job), job.digest)
        with lab.act() as act:
            if there:
                act.append(PaperConfirmed(job=job.id, how=f"written to {where}, found whole after a stop"))
            else:
                act.append(PaperUncertain(job=job.id, reason=f"the program stopped while writing to {where}"))


@contextmanager
def holding(lab: Lab, printer: str, *, wait: bool) -> Iterator[bool]:
    """Have a printer to oneself; False where somebody else has it and there is no waiting."""
    handle = os.open(
        lab.home.folder / f"printer-{printer}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
    )
    try:
        yield _lock(handle, wait)
    finally:
        os.close(handle)


def _lock(handle: int, wait: bool) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


class Worker:
    """Prints for one printer; at most one of them works at a time."""

    def __init__(self, lab: Lab, printer: Folder, say: Callable[[Said], None]) -> None:
        self.lab, self.printer, self.say = lab, printer, say
        self._seen = -1
        self._next: list[jobs.Paper] = []

    def await_news(self) -> None:
        """Return once anybody else has written since the queue was last read."""
        while data_version(self.lab.conn) == self._seen:
            time.sleep(POLL_S)

    def work(self) -> None:
        """Settle what was cut short, then print until nothing is queued. Raises OSError or Refused from the disk."""
        with holding(self.lab, OUT, wait=False) as alone:
            if alone:
                settle_out(self.lab)
        for job in jobs.unfinished(self.lab.conn, "sending"):
            if job.printer == self.printer.name:
                self._settle(job)
        while following := self._take():
            self._print(following)

    def _take(self) -> jobs.Paper | None:
        seen = data_version(self.lab.conn)
        if not self._next or seen != self._seen:
            self._seen = seen
            self._next = jobs.to_print(self.lab.conn)
        return self._next.pop(0) if self._next else None

    def _settle(self, job: jobs.Paper) -> None:
        """A worker was stopped while it sent this: a file is whole and there, or nothing was sent."""
        if self.printer.holds(paper_name(self.lab, job), job.digest):
            self._confirm(job, "found whole after a stop")
        else:
            self._print(job)

    def _print(self, job: jobs.Paper) -> None:
        paper = self._drawn(job)
        if paper is None:
            return
        deliver(self.lab.home.paper, paper.digest, paper.png)
        with self.lab.act() as act:
            act.append(PaperSending(job=job.id, printer=self.printer.name, digest=paper.digest))
        self.printer.send(paper)
        self._confirm(job, f"written as {paper.name}")

    def _drawn(self, job: jobs.Paper) -> Drawn | None:
        """The paper, or None once it is on record why there is none: one bad paper must not hold up the rest."""
        try:
            return draw_paper(self.lab, job)
        except Refused as refusal:
            reason = str(refusal)
        except Exception as error:
            # Whatever it is, its text may hold a patient's name.
            reason = f"not printed: drawing failed ({type(error).__name__}). Tell the supervisor."
        with self.lab.act() as act:
            act.append(PaperRefused(job=job.id, reason=reason))
        self.say(Said(job.id, job.form, job.subject, reason))
        return None

    def _confirm(self, job: jobs.Paper, how: str) -> None:
        with self.lab.act() as act:
            act.append(PaperConfirmed(job=job.id, how=how))
        self.say(Said(job.id, job.form, job.subject, how))
