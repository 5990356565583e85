"""One printer's worker: its queue in order, each paper once, whatever the printer or a power cut does."""

import secrets
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from itertools import count

from labkiosk.board import jobs
from labkiosk.board.printers import Printer, printer
from labkiosk.facts.base import Fact
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperConfirmed, PaperSending, PaperUncertain, PaperUnsent
from labkiosk.facts.printer import PrinterState
from labkiosk.journal.connection import data_version
from labkiosk.lab.lab import Lab
from labkiosk.printers.delivery import Doubtful, Nothing, Outcome, Printed, deliver, state_of
from labkiosk.printers.language import LANGUAGES
from labkiosk.printers.line import Line, LineLost, open_line
from labkiosk.printers.state import State
from labkiosk.services.drawing import DrawingRoom
from labkiosk.services.news import News
from labkiosk.services.paper import Ready, or_refused, page_for
from labkiosk.services.said import Said, Say, trouble

STOPPED = "the print worker stopped while it was on its way"
_TICKETS = 8_000_000
_DISK_S = 5.0


class PrinterWorker:
    """Prints what a printer is set up for; whoever has one holds the printer. For one thread.

    Its set-up may change, or go, at any time: it is read anew before each paper.
    """

    def __init__(self, lab: Lab, printer_id: str, room: DrawingRoom, say: Say) -> None:
        self.lab, self.id, self.room, self.say = lab, printer_id, room, say
        self._news = News(lab.conn, lab.home.database)
        self._seen = -1
        self._next: list[jobs.Paper] = []
        self._ahead: tuple[str, Future[Ready]] | None = None
        self._tickets = count(secrets.randbelow(_TICKETS))
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
        while (there := self.printer) is not None and (job := self._take(there)) is not None:
            ready = or_refused(self.lab, job, self.say, partial(self._ready, job, there))
            if ready is not None and (reason := self._print(job, ready)):
                return f"{there.name} {reason}"
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
                self._append(PaperUncertain(job=job.id, reason=STOPPED))

    def _take(self, there: Printer) -> jobs.Paper | None:
        seen = data_version(self.lab.conn)
        if not self._next or seen != self._seen:
            self._seen = seen
            self._next = jobs.to_print(self.lab.conn, there)
        return self._next.pop(0) if self._next else None

    def _ready(self, job: jobs.Paper, there: Printer) -> Ready:
        """The paper as the board would have it now, drawn ahead or drawn at once; then the next one is begun."""
        drawn = self._ahead[1] if self._ahead and self._ahead[0] == job.id else self.room.draw(job, there)
        ready = drawn.result()
        while ready.printer.setup != there.setup or ready.page != page_for(self.lab, job, there):
            ready = self.room.draw(job, there).result()
        if self._next and not (self._ahead and self._ahead[0] == self._next[0].id):
            self._ahead = self._next[0].id, self.room.draw(self._next[0], there)
        return ready

    def _print(self, job: jobs.Paper, ready: Ready) -> str:
        """Send a paper and put on record what became of it; why the printer takes nothing, or ""."""
        outcome = self._sent(job, ready)
        name = ready.printer.name
        match outcome:
            case Printed(how=how):
                self._conclude(job, PaperConfirmed(job=job.id, how=f"{name}: {how}"), how)
                self._note(self._heard if self._heard.prints else State.READY)
            case Doubtful(reason=reason):
                said = f"{name} {reason}"
                self._conclude(job, PaperUncertain(job=job.id, reason=said), said)
            case Nothing(state=state, reason=reason):
                if self._begun:
                    self._conclude(job, PaperUnsent(job=job.id, reason=f"{name} {reason}"))
                self._next.insert(0, job)
                self._note(state, reason)
                return reason
        return ""

    def _sent(self, job: jobs.Paper, ready: Ready) -> Outcome:
        there = ready.printer
        self._begun, self._heard = False, State.READY

        def begin() -> None:
            self._append(PaperSending(job=job.id, printer=self.id, digest=ready.digest))
            self._begun = True

        try:
            line = open_line(there.address)
        except LineLost as lost:
            return Nothing(lost.state, lost.reason)
        except Refused as refusal:
            return Nothing(State.GONE, str(refusal))
        try:
            return self._delivered(line, ready, begin)
        finally:
            line.close()

    def _delivered(self, line: Line, ready: Ready, begin: Callable[[], None]) -> Outcome:
        return deliver(
            line,
            LANGUAGES[ready.printer.language],
            ready.data,
            next(self._tickets) % _TICKETS,
            on_byte_one=begin,
            on_state=self._hear,
        )

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
            self._append(PrinterState(printer=self.id, state=code, reason=more))

    def _conclude(self, job: jobs.Paper, fact: Fact, said: str = "") -> None:
        """Keep what became of a paper, however long the disk refuses: it cannot be found out again."""
        while True:
            try:
                self._append(fact)
                break
            except Refused as refusal:
                self.say(trouble(str(refusal)))
                time.sleep(_DISK_S)
        if said:
            self.say(Said(job.id, job.form, job.subject, said))

    def _append(self, fact: Fact) -> None:
        with self.lab.act() as act:
            act.append(fact)
