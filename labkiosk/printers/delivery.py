"""One paper over one line: whether it came out, did not leave, or nobody knows.

Before the paper the printer must say that it is well and answer the very question that will follow the paper, so
that one which cannot confirm is found out while nothing has left. Behind the paper that question is asked **once**,
in the same stream: a printer that was switched off in between has lost both, and to a second asking it would say
that all it holds is out.
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from labkiosk.printers.line import Line, LineLost
from labkiosk.printers.patience import PATIENT, Patience, Wait
from labkiosk.printers.state import State
from labkiosk.printers.talk import LONGEST, Repeated, Talk, Unfit

if TYPE_CHECKING:
    from labkiosk.printers.language import Language

UNPROVEN = "sent; this printer cannot confirm"
PROVEN = "confirmed by the printer"
STOOD_STILL = (
    "stood still in the middle of the paper: is it whole? One that was switched off and on goes on like that"
)
_STILL = 2
"""Glances without a byte taken, after which a printer may have been off: none is so slow by itself."""
_IT_IS_OUT = "it said that the paper is out"


class Printed(NamedTuple):
    """The paper is out; ``how`` that is known."""

    how: str


class Nothing(NamedTuple):
    """Not one byte of the paper left; ``reason`` reads after the printer's name."""

    state: State
    reason: str


class Doubtful(NamedTuple):
    """Some of the paper may be out: a person must look. ``reason`` reads after the printer's name."""

    reason: str


Outcome = Printed | Nothing | Doubtful


def deliver(talk: Talk, data: bytes, ticket: int, *, on_byte_one: Callable[[], None]) -> Outcome:
    """Send a paper and find out what became of it.

    ``ticket`` is one that this printer was never given. ``on_byte_one`` is called once, before the paper's first
    byte may leave; where it was called, Nothing may still be the outcome. Whatever it raises is passed on, as is what
    the talk's ``on_state`` raises.
    """
    try:
        if not talk.vouches():
            talk.demand_ready()
            if talk.confirms:
                talk.demand_proof(2 * ticket)
    except (Unfit, LineLost) as error:
        talk.note(error.state)
        return Nothing(error.state, error.reason)
    on_byte_one()
    sending = _Sending(talk, data, 2 * ticket + 1)
    try:
        return sending.stopped() or sending.believed(sending.awaited())
    except LineLost as lost:
        talk.note(lost.state)
        return sending.cut_off(lost)


def state_of(
    line: Line,
    language: "Language",
    patience: Patience = PATIENT,
    *,
    clock: Callable[[], float] = time.monotonic,
) -> State:
    """How the printer is now, asked without a paper."""
    try:
        return Talk(line, language, patience, clock=clock).demand_ready()
    except (Unfit, LineLost) as error:
        return error.state


class _Sending:
    """A paper of which the first byte may leave."""

    def __init__(self, talk: Talk, data: bytes, ticket: int) -> None:
        self.talk, self.ticket = talk, ticket
        talk.proved_at = None
        self.size, self.sent = len(data), 0
        self.data = data + (talk.language.question(ticket) if talk.confirms else b"")
        self.wait = Wait(talk.patience, talk.clock)
        self.trouble: State | None = None
        """The last that it had, mended or not."""
        self.done = False
        self.still = 0
        """For how many glances nothing moved; it stays where it may have been off."""

    def stopped(self) -> Outcome | None:
        """Give it all, question and all; an outcome where it was not all taken. Raises LineLost."""
        line, glance_s = self.talk.line, self.talk.patience.glance_s
        while self.sent < len(self.data):
            try:
                moved = line.send(self.data[self.sent :], glance_s)
            except LineLost as lost:
                self.sent += lost.sent
                raise
            self.sent += moved
            if self.sent < len(self.data) and self._gives_up(moved):
                return self._stuck()
        while (line.blind or not self.talk.confirms) and not line.flush(glance_s):
            if self._gives_up(0):
                return self._stuck()
        return None

    def awaited(self) -> Outcome:
        """What it says of a paper that it took whole. Raises LineLost."""
        if not self.talk.confirms:
            return self._trusted()
        self.wait.restart()
        heard, asking = b"", Repeated(self.talk, self.ticket)
        while not self.wait.is_over():
            news = self.talk.line.hear(asking.pause_s())
            heard += news
            said = self.talk.language.read(heard, self.ticket)
            if said is not None and said.done and said.ticketed >= self.talk.ticketed:
                self.done = said.state.prints
                return self._proved(said.state)
            if len(heard) > LONGEST:
                return Doubtful("talks without end: check its language and its speed")
            self._saw(asking.state(news))
            if asking.is_unanswered() and not self.talk.ticketed:
                # One that was switched off and on is silent meanwhile, and then says that nothing is left to do.
                return Doubtful(f"stopped answering before {_IT_IS_OUT}")
        return Doubtful(f"took the whole paper, and time is up before {_IT_IS_OUT}{self._besides()}")

    def believed(self, outcome: Outcome) -> Outcome:
        """The outcome, but for a printer that may have been off in between on a line that does not tell.

        What came after would have been printed as letters, and the question behind it answered all the same.
        """
        if isinstance(outcome, Printed) and self.talk.line.blind and self.still >= _STILL:
            self.talk.proved_at = None
            return Doubtful(STOOD_STILL)
        return outcome

    def cut_off(self, lost: LineLost) -> Outcome:
        """What became of the paper where the line was lost."""
        if self.done:
            return Printed(PROVEN)
        if self.sent == 0:
            return Nothing(lost.state, lost.reason)
        if self.sent < len(self.data):
            return Doubtful(f"{lost.reason} after {self._taken()}")
        return Doubtful(f"{lost.reason} before {_IT_IS_OUT}")

    def _trusted(self) -> Outcome:
        state = self.talk.ask()
        if state == State.SILENT or (state is None and self.talk.status):
            return Doubtful("took the whole paper and then stopped answering")
        if state is not None and not state.prints:
            self.talk.note(state)
            return Doubtful(f"took the whole paper, but: {state}")
        return Printed(UNPROVEN)

    def _proved(self, state: State) -> Outcome:
        # Some print on where no paper is, and say that they are done: so how is it after that?
        now = self.talk.ask()
        now = state if now in (None, State.SILENT) else now
        self.talk.note(now)
        if not now.prints:
            return Doubtful(f"says that it printed the whole paper, but: {now}")
        self.talk.proved_at = self.talk.clock() if self.talk.ticketed else None
        return Printed(f"{PROVEN} (in between: {self.trouble})" if self.trouble else PROVEN)

    def _gives_up(self, moved: int) -> bool:
        # Only the port is looked at: a question in the middle of a picture would become a part of it.
        self.talk.line.hear(0)
        if moved:
            self.wait.restart()
        if self.still < _STILL:
            self.still = self.still + 1 if self.sent and not moved else 0
        self._saw(self.talk.line.look())
        return self.wait.is_over() or (self.sent == 0 and self.wait.is_ill)

    def _saw(self, state: State | None) -> None:
        self.talk.note(state)
        if state is not None:
            self.wait.see(state)
            self.trouble = self.trouble if state.prints else state

    def _stuck(self) -> Outcome:
        if self.sent:
            return Doubtful(f"takes no more after {self._taken()}{self._besides()}")
        if self.trouble is not None:
            return Nothing(self.trouble, self.trouble.value)
        return Nothing(State.SILENT, "takes no data")

    def _taken(self) -> str:
        return f"{min(self.sent, self.size)} of {self.size} bytes"

    def _besides(self) -> str:
        return f" ({self.trouble})" if self.trouble is not None else ""
