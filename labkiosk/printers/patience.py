"""How long a printer is waited for."""

from collections.abc import Callable, Iterator
from math import inf
from typing import NamedTuple

from labkiosk.printers.state import State

_FIRST_GLANCE_S = 0.02


class Patience(NamedTuple):
    """How long is waited, in seconds."""

    answer_s: float = 5.0
    """For an answer from a printer that prints nothing."""
    paper_s: float = 60.0
    """While it takes no byte, or does not say that the paper is out, and shows no trouble."""
    mend_s: float = inf
    """While it says what is wrong with it: a person can put paper in."""
    glance_s: float = 0.5
    """Between two looks, once nothing has come for a while."""
    quiet_s: float = 0.1
    """Without a byte, until a printer whose answers carry no ticket owes nothing more: longer than one is on its way."""

    def glances(self) -> Iterator[float]:
        """From one look to the next: a label is out in no time, a report is not."""
        wait_s = min(_FIRST_GLANCE_S, self.glance_s)
        while True:
            yield wait_s
            wait_s = min(2 * wait_s, self.glance_s)


PATIENT = Patience()


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
