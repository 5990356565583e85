"""What every act of a random walk begins with: somebody, something, and a refusal that leaves no trace."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from labkiosk.board import links, samples
from labkiosk.facts.errors import Refused
from labkiosk.lab.lab import Lab
from tests.lab.approved import approved
from tests.lab.homes import Clock
from tests.lab.walk.model import Model, Tube

VALUES = {
    "NA": ("140", "118", "139", "14"), "K": ("4.1", "7.8", "6.8"), "CREA": ("0.9", "1.1"), "GLUR": ("100", "90"), "HB": ("12.5", "11"),
    "ESR": ("10", "12"), "TSH": ("2.1", "3.0"), "HBSAG": ("NR",), "CSFGLU": ("60",), "GLUF": ("90",), "GLU2H": ("120",),
    "URICUL": ("No growth",), "PSMEAR": ("Normal",),
}  # fmt: skip
WARDS = ("Ward 3", "ICU", "OPD", "")
NAMES = ("Asha Devi", "Ravi", "आशा", "Usha Rani")
BADGES = ("tech", "tech", "path", "super", "phleb")


OFTEN = ("act_register", "act_receive", "act_record", "act_release")


class Base:
    """Tries acts and keeps the model; ``refused`` counts those that were, ``done`` the rest."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.dice = Random(seed)
        self.clock = Clock()
        rows = "test,NA,1,asked,book,Dr Rao,\ntest,CREA,1,recorded,book,Dr Rao,\ntest,TSH,2,no,book,,\n"
        self.lab: Lab = approved(folder, self.clock, rows)
        self.model = Model()
        self.refused = self.done = 0
        self.tried: set[str] = set()
        self.blanks: list[str] = []
        self.racks: list[str] = []

    def step(self) -> None:
        """One act, whichever."""
        self.clock.turn(self.dice.choice((0, 0, 1, 7)))
        acts = [name for name in dir(self) if name.startswith("act_")]
        weights = [5 if name in OFTEN else 1 for name in acts]
        getattr(self, self.dice.choices(acts, weights)[0])()

    def by(self, badge: str, verb: Callable[..., Any], *given: Any, **said: Any) -> Any:
        """What the verb answers, or None where it was refused; then there is no fact that was not there before."""
        self.lab.sign_in(badge)
        self.tried.add(f"{verb.__module__.rpartition('.')[2]}.{verb.__name__}")
        before = self._head()
        try:
            done = verb(self.lab, *given, **said)
        except Refused:
            self.refused += 1
            assert self._head() == before, verb
            return None
        self.done += 1
        return done

    def _head(self) -> int:
        return int(self.lab.conn.execute("SELECT max(id) FROM journal").fetchone()[0])

    def anyone(self) -> str:
        return self.dice.choice(BADGES)

    def any_tube(self, *wanted: Callable[[Tube], object]) -> Tube | None:
        """A tube that is so, or now and then any at all, for an act that makes no sense."""
        found = self.model.tubes[-200:]
        if wanted and self.dice.random() < 0.9:
            found = [t for t in found if wanted[0](t)]
        return self.dice.choice(found) if found else None

    def some(self, of: list[str]) -> tuple[str, ...]:
        return tuple(self.dice.sample(of, self.dice.randint(1, len(of)))) if of else ()

    def number_anew(self, patient: str) -> None:
        """Labels may have new numbers: which, is no count, so the board may say."""
        theirs = links.members(self.lab.conn, links.root(self.lab.conn, patient))
        for tube in self.model.where(lambda t: t.patient in theirs):
            found = samples.sample(self.lab.conn, tube.id)
            assert found is not None
            tube.number = found.number

    def new(self, number: str, order: str, patient: str, priority: str, ward: str, tests: Any) -> Tube:
        day = f"{self.lab.local(self.lab.time().at):%Y-%m-%d}"
        tube = Tube(number, number, order, patient, day, priority, ward, dict.fromkeys(tests, "open"))
        self.model.tubes.append(tube)
        return tube
