"""One printer's worker: its queue in order, each paper once, whatever the printer or a power cut does."""

import secrets
import time
from concurrent.futures import Future
from functools import partial
from itertools import count
from typing import NamedTuple

from labkiosk.board import jobs
from labkiosk.board.printers import Printer, printer
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperConfirmed, PaperSending, PaperUncertain, PaperUnsent
from labkiosk.facts.printer import PrinterState
from labkiosk.journal.connection import data_version
from labkiosk.lab.lab import Lab
from labkiosk.printers.delivery import Doubtful, Nothing, Outcome, Printed, deliver, state_of
from labkiosk.printers.language import LANGUAGES
from labkiosk.printers.line import LineLost, open_line
from labkiosk.printers.state import State
from labkiosk.printers.talk import Talk
from labkiosk.services.drawing import DrawingRoom, Shelved
from labkiosk.services.news import News
from labkiosk.services.paper import Ready, or_refused, page_for
from labkiosk.services.record import Record
from labkiosk.services.said import Said, Say

STOPPED = "the print worker stopped while it was on its way"
_TICKETS = 8_000_000
_AHEAD = 2
"""Papers drawn while one prints: with fewer, nobody draws from its end until the next one's bytes leave."""
_AT_ONCE_S = 0.05
"""A drawing that takes longer keeps nobody waiting to hear that the paper before it is out."""
_FRESH_S = 1.0
"""For so long a drawing that nobody wrote since stands: what a paper says of the time of day changes by the minute."""


class _Drawing(NamedTuple):
    """A paper being drawn: from what the board said as of ``seen`` (data_version), ``begun`` then (monotonic)."""

    seen: int
    begun: float
    paper: "Future[Shelved]"


class PrinterWorker:
    """Prints what a printer is set up for; whoever has one holds the printer. For one thread.

    Its set-up may change, or go, at any time: it is read anew before each paper.
    """

    def __init__(self, lab: Lab, printer_id: str, room: DrawingRoom, say: Say) -> None:
        self.lab, self.id, self.room, self.say = lab, printer_id, room, say
        self._record = Record(lab, say)
        self._news = News(lab.conn, lab.home.database)
        self._seen = -1
        self._next: list[jobs.Paper] = []
        self._ahead: dict[str, _Drawing] = {}
        self._tickets = count(secrets.randbelow(_TICKETS))
        self._talk: tuple[str, Talk] | None = None
        self._begun = False
        self._heard = State.READY

    @property
    def printer(self) -> Printer | None:
        """As it is set up now; None once it is removed."""
        return printer(self.lab.conn, self.id)

    def await_news(self, longest_s: float) -> bool:
        """Whether anybody has written since the queue was last read; returns when so, or after so many seconds."""
        self._news.wait(self._seen, longest_s)
        return data_version(self.lab.conn) != self._seen

    def work(self) -> str:
        """Settle what was cut short, then print until nothing is queued; what is in the way, "" where nothing is.

        Raises OSError and Refused from the disk.
        """
        self._settle()
        try:
            while (there := self.printer) is not None and (job := self._take(there)) is not None:
                drawn = or_refused(self.lab, job, self.say, partial(self._drawn, job, there))
                if drawn is not None and (reason := self._print(job, drawn)):
                    return f"{there.name} {reason}"
        finally:
            self._hang_up()
            self._record.settle()
        return ""

    def look(self) -> None:
        """How it is, asked while nothing is to be printed."""
        if (there := self.printer) is None:
            return
        try:
            line = open_line(there.address)
        except (LineLost, Refused) as error:
            self._note(error.state if isinstance(error, LineLost) else State.GONE, str(error))
            return
        try:
            self._note(state_of(line, LANGUAGES[there.language]))
        finally:
            line.close()

    def _settle(self) -> None:
        for job in jobs.unfinished(self.lab.conn, "sending"):
            if job.printer == self.id:
                self._record.append(PaperUncertain(job=job.id, reason=STOPPED))

    def _take(self, there: Printer) -> jobs.Paper | None:
        seen = data_version(self.lab.conn)
        if not self._next or seen != self._seen:
            self._seen = seen
            self._next = jobs.to_print(self.lab.conn, there)
        return self._next.pop(0) if self._next else None

    def _drawn(self, job: jobs.Paper, there: Printer) -> Shelved:
        """The paper as the board would have it now, drawn ahead or drawn at once; then the next ones are begun."""
        drawing = self._ahead.get(job.id) or self._draw(job, there)
        self._ahead = {j.id: self._ahead.get(j.id) or self._draw(j, there) for j in self._next[:_AHEAD]}
        try:
            drawing.paper.exception(_AT_ONCE_S)
        except TimeoutError:
            self._record.settle()
        while not self._is_current(drawing, job, there):
            drawing = self._draw(job, there)
        return drawing.paper.result()

    def _draw(self, job: jobs.Paper, there: Printer) -> "_Drawing":
        return _Drawing(self._seen, time.monotonic(), self.room.draw(job, there))

    def _is_current(self, drawing: "_Drawing", job: jobs.Paper, there: Printer) -> bool:
        """Whether it would be drawn the same now. Raises what drawing it raised, and Refused as ``page_for``."""
        ready = drawing.paper.result().ready
        if ready.printer.setup != there.setup:
            return False
        is_news = data_version(self.lab.conn) != drawing.seen or time.monotonic() > drawing.begun + _FRESH_S
        return not is_news or ready.page == page_for(self.lab, job, there)

    def _print(self, job: jobs.Paper, drawn: Shelved) -> str:
        """Send a paper and put on record what became of it; why the printer takes nothing, or ""."""
        ready = drawn.ready
        drawn.kept.result()
        name, outcome = ready.printer.name, self._sent(job, ready)
        match outcome:
            case Printed(how=how):
                self._record.owe(PaperConfirmed(job=job.id, how=f"{name}: {how}"), _said(job, how))
                self._note(self._heard if self._heard.prints else State.READY)
            case Doubtful(reason=reason):
                said = f"{name} {reason}"
                self._record.owe(PaperUncertain(job=job.id, reason=said), _said(job, said))
                self._record.settle()
            case Nothing(state=state, reason=reason):
                if self._begun:
                    self._record.owe(PaperUnsent(job=job.id, reason=f"{name} {reason}"))
                self._record.settle()
                self._next.insert(0, job)
                self._note(state, reason)
                return reason
        return ""

    def _sent(self, job: jobs.Paper, ready: Ready) -> Outcome:
        def begin() -> None:
            self._record.append(PaperSending(job=job.id, printer=self.id, digest=ready.digest))
            self._begun = True

        self._begun = False
        try:
            talk = self._talk_to(ready.printer)
        except LineLost as lost:
            return Nothing(lost.state, lost.reason)
        except Refused as refusal:
            return Nothing(State.GONE, str(refusal))
        outcome = deliver(talk, ready.data, next(self._tickets) % _TICKETS, on_byte_one=begin)
        if talk.proved_at is None:
            self._hang_up()
        return outcome

    def _talk_to(self, there: Printer) -> Talk:
        """On the line of the paper before, where the printer still vouches for it; else on a new one."""
        if self._talk is not None:
            address, talk = self._talk
            if address == there.address and talk.language is LANGUAGES[there.language] and talk.vouches():
                return talk
            self._hang_up()
        self._record.settle()  # to open a line, and to ask on it, may take long
        self._heard = State.READY
        talk = Talk(open_line(there.address), LANGUAGES[there.language], on_state=self._hear)
        self._talk = there.address, talk
        return talk

    def _hang_up(self) -> None:
        if self._talk is not None:
            self._talk[1].line.close()
            self._talk = None

    def _hear(self, state: State) -> None:
        # Before byte one the outcome says it: a printer that is well and yet takes nothing would change each time.
        self._heard = state
        if self._begun:
            self._note(state)

    def _note(self, state: State, reason: str = "") -> None:
        """Put on record how it is, where that is new."""
        there, code = self.printer, state.name.lower()
        more = "" if reason == state.value else reason
        if there is not None and (there.state, there.reason) != (code, more):
            self._record.append(PrinterState(printer=self.id, state=code, reason=more))


def _said(job: jobs.Paper, said: str) -> Said:
    return Said(job.id, job.form, job.subject, said)
