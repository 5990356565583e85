"""An order's report, written into a folder that somebody names."""

import tempfile
from pathlib import Path
from typing import NamedTuple

from labkiosk.board import jobs
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import Job, PaperAsked, PaperConfirmed, PaperSending, PaperUncertain
from labkiosk.journal.write import Act
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import report_job
from labkiosk.printers.file import keep
from labkiosk.rules.text import clean
from labkiosk.services.holding import holding
from labkiosk.services.paper import Drawn, Folder, draw_paper, paper_name

OUT = "folder"


def write_out(
    lab: Lab, order_id: str, folder: Path, form: str = "report", *, version: int | None = None
) -> list[Path]:
    """Write an order's report, the latest or an earlier ``version``, into a folder, as PNG and as printer bytes, and
    return their paths.

    It counts as printed, so that the next one says COPY. The ``sealed`` one is for those who release. Raises
    Refused.
    """
    lab.require("release" if form == "sealed" else "print")
    where = clean(str(folder.absolute()), "Folder", limit=400)
    printer = Folder(f"{OUT}:{where}", Path(where))
    with holding(lab, OUT, wait=True):
        settle_out(lab)
        _refuse_unwritable(printer.folder)
        job, paper = _sending_out(lab, Wanted(order_id, form, version), printer)
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


class Wanted(NamedTuple):
    """Which report is to be written."""

    order: str
    form: str
    version: int | None

    def job(self, act: Act) -> Job:
        """Its job."""
        return report_job(act, self.order, self.form, version=self.version)


def _sending_out(lab: Lab, wanted: Wanted, printer: Folder) -> tuple[str, Drawn]:
    """A report asked for and on its way, in one act, so that the print worker never sees it queued."""
    while True:
        with lab.act() as act:
            planned = wanted.job(act)  # nothing is appended, so nothing of this is kept
        paper = draw_paper(lab, planned)
        keep(lab.home.paper, paper.digest, paper.png)
        with lab.act() as act:
            job = wanted.job(act)
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
