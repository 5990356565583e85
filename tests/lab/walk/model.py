"""What each count must be, worked out from what the acts answered: it never asks the board, and shares nothing with it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

BENCH = {
    "NA": "CHEM", "K": "CHEM", "CREA": "CHEM", "GLUR": "CHEM", "CSFGLU": "CHEM",
    "GLUF": "CHEM", "GLU2H": "CHEM", "HB": "HAEM", "ESR": "HAEM",
    "TSH": "IMMUNO", "HBSAG": "SERO", "URICUL": "MICRO", "PSMEAR": "HAEM",
}  # fmt: skip
FIGURES = (
    "registered", "expected", "received", "rejected", "cancelled", "pending", "resulted", "reported", "diverted",
)  # fmt: skip
Count = dict[str, int]


@dataclass
class Tube:
    """``tests`` says of each what became of it; ``growing`` are the cultures to be read again; ``gone`` lists those that will have no result here, in that order."""

    id: str
    number: str
    order: str
    patient: str
    day: str
    priority: str
    ward: str
    tests: dict[str, str]
    here: bool = False
    gone: list[tuple[str, str]] = field(default_factory=list)
    growing: set[str] = field(default_factory=set)

    def those(self, *states: str) -> list[str]:
        """The tests in one of these states."""
        return [test for test, state in self.tests.items() if state in states]

    def end(self, tests: Iterable[str], how: str) -> None:
        """Tests that are rejected or cancelled."""
        for test in tests:
            self.tests[test] = how
            self.gone.append((test, how))

    def begin(self, tests: Iterable[str]) -> None:
        """Tests that are added, or wanted again."""
        self.tests |= dict.fromkeys(tests, "open")
        self.gone = [(test, how) for test, how in self.gone if test not in tests]

    def leave(self, tests: Iterable[str]) -> None:
        """Tests that go on in another tube are none of this one's any more."""
        for test in tests:
            del self.tests[test]

    def became(self, bench: str | None = None) -> str:
        """What it counts as: at one bench, by its tests there alone."""
        mine = [t for t in self.tests if bench in (None, BENCH[t])]
        left = {self.tests[t] for t in mine} - {"rejected", "cancelled"}
        if not left:
            how = [how for test, how in self.gone if test in mine]
            return how[-1] if how else "cancelled"
        if not self.here:
            return "expected"
        growing = {t for t in mine if self.tests[t] not in ("rejected", "cancelled")} & self.growing
        if left & {"open", "held"} or growing:
            return "pending"
        if "diverted" in left:
            return "diverted"
        return "reported" if left == {"released"} else "resulted"

    @property
    def benches(self) -> list[str]:
        """Where any of its tests belongs."""
        return sorted({BENCH[t] for t in self.tests})


class Model:
    """Every tube there is."""

    def __init__(self) -> None:
        self.tubes: list[Tube] = []

    def count(self, day: str | None = None) -> Count:
        """Each tube once."""
        return _figures(t.became() for t in self.tubes if day in (None, t.day))

    def groups(self, by: str, day: str | None = None) -> dict[str, Count]:
        """Each tube once in its ward or priority, or once at each of its benches."""
        found: dict[str, list[str]] = {}
        for tube in self.tubes:
            if day not in (None, tube.day):
                continue
            if by == "bench":
                for bench in tube.benches:
                    found.setdefault(bench, []).append(tube.became(bench))
            else:
                found.setdefault(getattr(tube, by), []).append(tube.became())
        return {name: _figures(states) for name, states in found.items()}

    def where(self, wanted: Callable[[Tube], object]) -> list[Tube]:
        """The tubes for which that is so."""
        return [t for t in self.tubes if wanted(t)]


def _figures(states: Iterable[str]) -> Count:
    found = dict.fromkeys(FIGURES, 0)
    for state in states:
        found["registered"] += 1
        found[state] += 1
        if state in ("pending", "resulted", "reported", "diverted"):
            found["received"] += 1
    return found
