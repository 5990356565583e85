"""Talk with a printer: what it is asked, how long its answer is waited for, and what is made of it."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from labkiosk.printers.line import Line, LineLost
from labkiosk.printers.patience import PATIENT, Patience
from labkiosk.printers.sheet import Heard
from labkiosk.printers.state import State

if TYPE_CHECKING:
    from labkiosk.printers.language import Language

LONGEST = 1 << 16
"""Bytes a printer may say while one answer is waited for: an answer has a hundred at most, every few seconds."""
_READS = 64
"""Pieces of old talk that are read away: a printer that has more to say is not answering anybody."""
_CANNOT = "does not say when a paper is out: it is busy, or it cannot; F9 at Devices asks which"


class Unfit(Exception):
    """The printer is in no state to begin a paper; ``reason`` reads after its name."""

    def __init__(self, state: State, reason: str = "") -> None:
        super().__init__(reason or state.value)
        self.state, self.reason = state, reason or state.value


class Talk:
    """One line, one language: questions and what was made of the answers."""

    def __init__(
        self,
        line: Line,
        language: "Language",
        patience: Patience = PATIENT,
        on_state: Callable[[State], None] = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.line, self.language, self.patience, self.clock = line, language, patience, clock
        self.status = language.status() if line.answers else b""
        self.confirms = line.answers and line.confirms and language.question(0) != b""
        self.ticketed = False
        """Whether its answers carry the ticket of their question."""
        self.state: State | None = None
        self.proved_at: float | None = None
        """When it last proved that a paper is out, by its ticket."""
        self._on_state = on_state

    def vouches(self) -> bool:
        """Whether it proved a paper on this line a moment ago: the next one may follow without a word.

        It is silent since, so it owes no answer, and the line stands.
        """
        if self.proved_at is None:
            return False
        try:
            changed = self.clock() > self.proved_at + self.patience.glance_s or self.line.hear(0) != b""
        except LineLost:
            changed = True
        if changed:
            self.proved_at = None
        return not changed

    def note(self, state: State | None) -> None:
        """Pass a state on where it is news."""
        if state not in (None, self.state):
            self.state = state
            self._on_state(state)

    def demand_ready(self) -> State:
        """How it is, where a paper could be begun: READY or PAPER_LOW. Raises Unfit and LineLost."""
        self._read_away(0)
        state = self.ask()
        if state is None and self.status:
            raise self._unfit(State.SILENT)
        if state == State.SILENT:
            raise self._unfit(state, "answers what nobody can read: check its language and its speed")
        state = state or State.READY
        if not state.prints:
            raise self._unfit(state)
        self.note(state)
        return state

    def demand_proof(self, ticket: int) -> None:
        """That it owes no answer and can say when a paper is out, before there is one. Raises Unfit and LineLost."""
        if self.line.send(self.language.question(ticket), self.patience.answer_s) == 0:
            raise self._unfit(State.SILENT)
        said = self.listen(ticket, lambda said: said.done)
        if said is None or not said.done:
            state = self.ask()
            if state is None or state.prints or state == State.SILENT:
                raise self._unfit(State.SILENT, _CANNOT)
            raise self._unfit(state)
        self.ticketed = said.ticketed
        if not said.ticketed:
            self._read_away(self.patience.quiet_s)

    def ask(self) -> State | None:
        """How it says it is now; None where it does not say, SILENT where nobody can read it. Raises LineLost."""
        state = self.line.look()
        if not self.status or (state is not None and not state.prints):
            return state
        self.line.send(self.status, self.patience.answer_s)
        said = self.listen(0, lambda said: said.state != State.SILENT)
        return said and said.state

    def listen(self, ticket: int, enough: Callable[[Heard], bool]) -> Heard | None:
        """What it says until that is enough, or for as long as an answer takes; then the last of it."""
        heard, until, glances = b"", self.clock() + self.patience.answer_s, self.patience.glances()
        while True:
            news = self.line.hear(next(glances))
            heard += news
            said = self.language.read(heard, ticket)
            over = self.clock() >= until or len(heard) > LONGEST
            if over or (said is not None and enough(said)):
                return said
            if heard and not news:
                # Still at work, as it said. The question is never asked twice; how it is, again and again.
                self.line.send(self.status, 0)

    def _read_away(self, quiet_s: float) -> None:
        for _ in range(_READS):
            if not self.line.hear(quiet_s):
                return
        raise self._unfit(State.FAULT, "talks without being asked: check its language and its speed")

    def _unfit(self, state: State, reason: str = "") -> Unfit:
        self.note(state)
        return Unfit(state, reason)


class Repeated:
    """How the printer is, asked again and again while the answer to a ticket is waited for."""

    def __init__(self, talk: Talk, ticket: int) -> None:
        self.talk, self.ticket = talk, ticket
        self._said = b""
        self._asked_at: float | None = None
        self._ill_s = talk.patience.answer_s / 2
        self._glances = talk.patience.glances()
        self._next_at = talk.clock() + next(self._glances)

    def pause_s(self) -> float:
        """For how long to listen before the next look."""
        return max(0.0, min(self._next_at - self.talk.clock(), self.talk.patience.glance_s))

    def state(self, news: bytes) -> State | None:
        """What the port or the news say of it, None where they say nothing; asks anew when it is time. Raises LineLost."""
        looked, said = self.talk.line.look(), self._read(news)
        if said is not None:
            self._asked_at, self._said = None, b""
            self._next_at = self.talk.clock() + self._until_next(said)
        if self.talk.clock() >= self._next_at:
            self._ask()
        if looked is None or (looked.prints and self.talk.status):
            return said
        return looked

    def _until_next(self, said: State) -> float:
        patience = self.talk.patience
        if said.prints:
            self._ill_s = patience.answer_s
            return next(self._glances)
        # Every question takes a place in the buffer of a printer that waits for a person, perhaps for hours.
        self._ill_s = min(2 * self._ill_s, patience.paper_s / 2)
        return self._ill_s

    def is_unanswered(self) -> bool:
        """Whether it has left a question alone for longer than an answer takes."""
        return (
            self._asked_at is not None and self.talk.clock() >= self._asked_at + self.talk.patience.answer_s
        )

    def _read(self, news: bytes) -> State | None:
        self._said += news
        said = self.talk.language.read(self._said, self.ticket) if self._said else None
        return None if said is None or said.state == State.SILENT else said.state

    def _ask(self) -> None:
        now = self.talk.clock()
        self._next_at = now + (self.talk.patience.answer_s if self.talk.status else next(self._glances))
        if self.talk.line.send(self.talk.status, 0):
            self._asked_at = now if self._asked_at is None else self._asked_at
            self._said = b""
