"""Two things measured side by side: A B A B, so that whatever else the machine does meets both."""

from collections.abc import Callable, Sequence
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple


class Times(NamedTuple):
    """How long each round took, in seconds."""

    seconds: Sequence[float]

    @property
    def median(self) -> float:
        return median(self.seconds)

    @property
    def p99(self) -> float:
        """The time that one round in a hundred exceeds."""
        return quantiles(self.seconds, n=100, method="inclusive")[98]

    @property
    def text(self) -> str:
        return shown(self.median)

    @property
    def span(self) -> str:
        return f"{shown(min(self.seconds))} to {shown(max(self.seconds))}"


class Pair(NamedTuple):
    """Ours and what it is held against."""

    ours: Times
    base: Times

    @property
    def ratio(self) -> float:
        return self.ours.median / self.base.median

    @property
    def rounds(self) -> int:
        return len(self.ours.seconds)


def side_by_side(ours: Callable[[], float], base: Callable[[], float], rounds: int, warm: int = 3) -> Pair:
    """Each returns its seconds; the first ``warm`` rounds are not counted."""
    pairs = [(ours(), base()) for _ in range(warm + rounds)][warm:]
    return Pair(*(Times(list(seconds)) for seconds in zip(*pairs, strict=True)))


def clocked(act: Callable[[], object]) -> Callable[[], float]:
    """An act that returns the seconds it took."""

    def run() -> float:
        begun = perf_counter()
        act()
        return perf_counter() - begun

    return run


def shown(seconds: float) -> str:
    """Seconds as people read them."""
    for unit, scale in (("s", 1), ("ms", 1e3)):
        if seconds * scale >= 1:
            return f"{seconds * scale:.3g} {unit}"
    return f"{seconds * 1e6:.3g} us"
