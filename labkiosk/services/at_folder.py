"""The papers that no printer is set up for: they go into the home's folder."""

from labkiosk.board import jobs
from labkiosk.facts.paper import PaperConfirmed, PaperSending
from labkiosk.journal.connection import data_version
from labkiosk.lab.lab import Lab
from labkiosk.printers.file import keep
from labkiosk.services.holding import holding
from labkiosk.services.paper import Folder, draw_paper, or_refused, paper_name
from labkiosk.services.said import Said, Say
from labkiosk.services.write_out import OUT, settle_out


class FolderWorker:
    """Prints what no printer is set up for; at most one of them works at a time."""

    def __init__(self, lab: Lab, printer: Folder, say: Say) -> None:
        self.lab, self.printer, self.say = lab, printer, say
        self._seen = -1
        self._next: list[jobs.Paper] = []

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
        paper = or_refused(self.lab, job, self.say, lambda: draw_paper(self.lab, job))
        if paper is None:
            return
        keep(self.lab.home.paper, paper.digest, paper.png)
        with self.lab.act() as act:
            act.append(PaperSending(job=job.id, printer=self.printer.name, digest=paper.digest))
        self.printer.send(paper)
        self._confirm(job, f"written as {paper.name}")

    def _confirm(self, job: jobs.Paper, how: str) -> None:
        with self.lab.act() as act:
            act.append(PaperConfirmed(job=job.id, how=how))
        self.say(Said(job.id, job.form, job.subject, how))
