"""Talk with a printer: what it is asked, how long its answer is waited for, and what is made of it."""

import time
from collections.abc import Callable
from math import inf
from typing import NamedTuple, Protocol

from labkiosk.printers.line import Line
from labkiosk.printers.sheet import Heard
from labkiosk.printers.state import State

_READS = 64
"""Pieces of old talk that are read away: a printer that has more to say is not answering anybody."""
_CANNOT = (
    "does not say when a paper is out: it is busy, or it cannot (then its address ends in answers=state)"
)


class Asking(Protocol):
    """The part of a Language that asks and understands."""

    def question(self, ticket: int) -> bytes:
        """See Language."""

    def status(self) -> bytes:
        """See Language."""

    def read(self, data: bytes, ticket: int) -> Heard | None:
        """See Language."""


class Patience(NamedTuple):
    """How long is waited, in seconds."""

    answer_s: float = 5.0
    """For an answer from a printer that prints nothing."""
    paper_s: float = 60.0
    """While it takes no byte, or does not say that the paper is out, and shows no trouble."""
    mend_s: float = inf
    """While it says what is wrong with it: a person can put paper in."""
    glance_s: float = 0.5
    """Between two looks."""
    quiet_s: float = 0.3
    """Without a byte, until a printer whose answers carry no ticket owes nothing more."""


PATIENT = Patience()


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
        language: Asking,
        patience: Patience,
        on_state: Callable[[State], None] = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.line, self.language, self.patience, self.clock = line, language, patience, clock
        self.status = language.status() if line.answers else b""
        self.confirms = line.answers and line.confirms and language.question(0) != b""
        self.ticketed = False
        """Whether its answers carry the ticket of their question."""
        self.state: State | None = None
        self._on_state = on_state

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
            trouble = said is not None and not said.state.prints and said.state != State.SILENT
            raise self._unfit(said.state) if said and trouble else self._unfit(State.SILENT, _CANNOT)
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
        heard, until = b"", self.clock() + self.patience.answer_s
        while True:
            news = self.line.hear(self.patience.glance_s)
            heard += news
            said = self.language.read(heard, ticket)
            if (said is not None and enough(said)) or self.clock() >= until:
                return said
            if not news and said is not None:
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
    """How the printer is, asked again and again while something else is waited for."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self._said = b""
        self._asked_at: float | None = None
        self._next_at = talk.clock() + talk.patience.glance_s

    def state(self, news: bytes) -> State | None:
        """What the port or the news say of it, None where they say nothing; asks anew when it is time. Raises LineLost."""
        talk, now = self.talk, self.talk.clock()
        state = talk.line.look()
        if not talk.status:
            return state
        self._said += news
        said = talk.language.read(self._said, 0) if self._said else None
        if said is not None and said.state != State.SILENT:
            self._said, self._asked_at = b"", None
            state = said.state if state is None or state.prints else state
            # One that waits for a person is not in a hurry.
            self._next_at = now + (talk.patience.glance_s if state.prints else talk.patience.answer_s)
        elif state is not None and state.prints:
            state = None
        if now >= self._next_at:
            self._asked_at = now if self._asked_at is None else self._asked_at
            self._next_at = now + talk.patience.answer_s
            talk.line.send(talk.status, 0)
        return state

    def is_unanswered(self) -> bool:
        """Whether the last question has waited for longer than an answer takes."""
        return (
            self._asked_at is not None and self.talk.clock() >= self._asked_at + self.talk.patience.answer_s
        )


class Wait:
    """How long there was no progress: short where the printer says nothing is wrong, else as long as mending takes."""

    def __init__(self, patience: Patience, clock: Callable[[], float]) -> None:
        self.patience, self.clock = patience, clock
        self.restart()

    def restart(self) -> None:
        """There is progress."""
        self._since = self.clock()
        self._ill_since: float | None = None

    def see(self, state: State) -> None:
        """Take a fresh look into account."""
        if state.prints:
            self._ill_since = None
        else:
            self._since = self.clock()
            self._ill_since = self._since if self._ill_since is None else self._ill_since

    @property
    def is_ill(self) -> bool:
        """Whether the printer showed trouble when last seen."""
        return self._ill_since is not None

    def is_over(self) -> bool:
        """Whether to wait no longer."""
        now = self.clock()
        if self._ill_since is not None and now >= self._ill_since + self.patience.mend_s:
            return True
        return now >= self._since + self.patience.paper_s
