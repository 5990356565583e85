"""A line to a machine, in a time of its own, on which anything can happen at any byte or moment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from labkiosk.printers.line import LineLost
from labkiosk.printers.state import State
from tests.printers.machine import Machine

TICK_S = 0.01

Mishap = Callable[["Wire"], None]


@dataclass
class Wire:
    """``at_byte`` and ``at_s`` say what happens when the machine has taken that many bytes, or by then."""

    machine: Machine
    at_byte: Sequence[tuple[int, Mishap]] = ()
    at_s: Sequence[tuple[float, Mishap]] = ()
    speed: int = 1_000_000
    """Bytes a second."""
    commands: int = 1_000_000
    """That the machine does in a second, at least one in a tick."""
    pause_s: float = 0.0
    """That a picture takes, while what stands behind it waits; all else takes a tick."""
    delay_s: float = 0.0
    """From what the machine says to when it is heard."""
    looks: bool = False
    answers: bool = True
    confirms: bool = True
    blind: bool = False
    now: float = 0.0
    lost: bool = False
    _busy_until: float = 0.0
    _said: list[tuple[float, bytes]] = field(default_factory=list)
    _bytes_due: list[tuple[int, Mishap]] = field(default_factory=list)
    _times_due: list[tuple[float, Mishap]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._bytes_due = sorted(self.at_byte, key=lambda due: due[0])
        self._times_due = sorted(self.at_s, key=lambda due: due[0])
        self._mishaps()

    def clock(self) -> float:
        return self.now

    def send(self, data: bytes, patience_s: float) -> int:
        sent, until = 0, self.now + patience_s
        while sent < len(data):
            self._alive(sent)
            piece = data[sent : sent + self._up_to_the_next(max(1, int(self.speed * TICK_S)))]
            moved = self.machine.take(piece)
            sent += moved
            if moved:
                until = self.now + patience_s
            elif self.now >= until:
                break
            self._tick()
        return sent

    def flush(self, patience_s: float) -> bool:
        self._alive(0)
        return True

    def hear(self, patience_s: float) -> bytes:
        until = self.now + patience_s
        while True:
            self._alive(0)
            due = b"".join(words for at, words in self._said if at <= self.now)
            if due:
                self._said = [(at, words) for at, words in self._said if at > self.now]
                return due
            if self.now >= until:
                return b""
            self._tick()

    def look(self) -> State | None:
        self._alive(0)
        if not self.looks:
            return None
        return (
            State.PAPER_OUT
            if self.machine.paper_out
            else State.FAULT
            if self.machine.cover_open
            else State.READY
        )

    def close(self) -> None:
        self.lost = True

    def says(self, words: bytes) -> None:
        """Something is heard that the machine did not say."""
        self._said.append((self.now, words))

    def _up_to_the_next(self, count: int) -> int:
        ahead = [at - len(self.machine.taken) for at, _ in self._bytes_due]
        return max(1, min([count, *ahead]))

    def _tick(self) -> None:
        self.now += TICK_S
        self._mishaps()
        self._work()
        if self.machine.out:
            self._said.append((self.now + self.delay_s, bytes(self.machine.out)))
            self.machine.out.clear()

    def _work(self) -> None:
        if not self.pause_s:
            self.machine.work(max(1, int(self.commands * TICK_S)))
        elif self.now >= self._busy_until:
            rows = self.machine.rows_left
            self.machine.work(1)
            if self.machine.rows_left != rows:
                self._busy_until = self.now + self.pause_s

    def _mishaps(self) -> None:
        while self._bytes_due and self._bytes_due[0][0] <= len(self.machine.taken):
            self._bytes_due.pop(0)[1](self)
        while self._times_due and self._times_due[0][0] <= self.now:
            self._times_due.pop(0)[1](self)

    def _alive(self, sent: int) -> None:
        if self.lost:
            raise LineLost("broke the connection", sent=sent, state=State.SILENT)
