"""People who record, confirm, validate, call, release, amend and withdraw whatever they find, in no order."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from labkiosk.board import calls, samples
from labkiosk.facts.errors import Refused
from labkiosk.lab.accepting import accept
from labkiosk.lab.amend import amend, withdraw
from labkiosk.lab.autorelease import release_by_rules
from labkiosk.lab.bench import receive
from labkiosk.lab.calling import take_call
from labkiosk.lab.divert import divert
from labkiosk.lab.given import Given
from labkiosk.lab.intake import register
from labkiosk.lab.release import release
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.results import record
from labkiosk.lab.staff import add_person
from labkiosk.lab.validation import validate
from tests.lab.approved import approved
from tests.lab.homes import Clock

RULED = (
    "test,NA,1,asked,book,Dr Rao,\ntest,CREA,1,recorded,book,Dr Rao,\ntest,TP,2,asked,book,Dr Rao,\n"
    "test,K,2,no,book,,\n"
)
"""What verify.csv says: released by rules when asked, as soon as recorded, after a validation; and two steps without."""
VALUES = {
    "NA": ("140", "138", "150", "118"), "K": ("4.1", "4.4", "5.9", "7.8"), "CREA": ("0.9", "1.0", "2.1", "4.8"),
    "TP": ("7.0", "7.4", "9.1"), "ALB": ("4.0", "4.4", "2.0"), "HIV": ("NR",),
}  # fmt: skip
ASKED = (*VALUES, "GLOB", "AGR")
TECHNICIANS, PATHOLOGISTS = ("tech", "meena"), ("path", "bose")
EVERYBODY = (*TECHNICIANS, *PATHOLOGISTS, "super")


class Signing:
    """``recorded`` counts the values that were typed, ``refused`` the acts that were."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.dice, self.clock = Random(seed), Clock()
        self.lab = approved(folder, self.clock, RULED)
        self.lab.sign_in("super")
        add_person(self.lab, "meena", "Meena", "technician")
        add_person(self.lab, "bose", "Dr Bose", "pathologist")
        self.tubes: list[str] = []
        self.recorded = self.refused = 0

    def step(self) -> None:
        """One act, whichever: the window's first, so that there is something to do."""
        self.clock.turn(self.dice.choice((0, 1)))
        if len(self.tubes) < 4 or self.dice.random() < 0.07:
            self.arrive()
            return
        acts = (self.type, self.type, self.type, self.type, self.confirm, self.look, self.validate, self.release, self.release, self.rules,
                self.ring, self.correct, self.take_back, self.send)  # fmt: skip
        self.dice.choice(acts)()

    def by(self, badge: str, verb: Callable[..., Any], *given: Any, **said: Any) -> Any:
        """What it answers; None where it was refused."""
        self.lab.sign_in(badge)
        try:
            return verb(self.lab, *given, **said)
        except Refused:
            self.refused += 1
            return None

    def one_of(self, badges: tuple[str, ...]) -> str:
        """Mostly somebody who may, and now and then anybody."""
        return self.dice.choice(badges if self.dice.random() < 0.9 else EVERYBODY)

    def tube(self) -> str:
        """One of the latest."""
        return self.dice.choice(self.tubes[-12:])

    def arrive(self) -> None:
        patient = PatientRequest(name="Asha", sex=self.dice.choice("FM"), age="51 y")
        priority = self.dice.choice(("stat", "routine"))
        self.lab.sign_in("tech")
        for made in register(
            self.lab, OrderRequest(patient=patient, tests=ASKED, priority=priority, location="ICU")
        ).samples:
            receive(self.lab, made.sample, self.dice.choice(((), (), (), ("HAEMOLYSED",))))
            self.tubes.append(made.sample)

    def values(self, tests: list[str], reason: str) -> list[Given]:
        """Some of these, at random."""
        chosen = self.dice.sample(tests, self.dice.randint(1, len(tests))) if tests else []
        return [
            Given(
                test=t,
                value=self.dice.choice(VALUES[t]),
                reason=reason,
                kit="Determine" if t == "HIV" else "",
            )
            for t in chosen
        ]

    def typed(self, number: str) -> list[str]:
        return [t.code for t in samples.tests(self.lab.conn, number) if t.code in VALUES]

    def type(self) -> None:
        number = self.tube()
        given = self.values(self.typed(number), self.dice.choice(("", "misread")))
        self.recorded += len(self.by(self.one_of(EVERYBODY), record, number, given) or ())

    def confirm(self) -> None:
        number = self.tube()
        held = [r for r in samples.results(self.lab.conn, number).values() if r.needs and r.test in VALUES]
        given = [Given(test=r.test, value=r.value, unit=r.unit or None) for r in held]
        if given:
            self.by(self.one_of(EVERYBODY), record, number, given)

    def look(self) -> None:
        self.by(self.one_of(EVERYBODY), accept, self.tube(), (), "looked at the tube")

    def validate(self) -> None:
        self.by(self.one_of(TECHNICIANS), validate, self.tube())

    def release(self) -> None:
        early = self.dice.random() < 0.3
        chosen = self.dice.sample(self.tubes[-12:], self.dice.choice((1, 1, 2)))
        self.by(
            self.one_of(PATHOLOGISTS),
            release,
            chosen,
            provisional=early,
            reason="night",
            report=self.dice.random() < 0.3,
        )

    def rules(self) -> None:
        self.by(self.one_of(EVERYBODY), release_by_rules, self.dice.sample(self.tubes[-12:], 3))

    def ring(self) -> None:
        """The longest waiting, read back right; or wrong, so that nobody has taken it."""
        waiting = calls.open_calls(self.lab.conn)
        if not waiting:
            return
        ours = [c for c in waiting if c.patient == waiting[0].patient]
        wrong = self.dice.random() < 0.1
        said = {f"{c.sample}:{c.test}": "999" if wrong else c.value for c in ours}
        self.by("path", take_call, waiting[0].number, "Sister Mary", "nurse", said)

    def correct(self) -> None:
        number = self.tube()
        out = [
            t.code for t in samples.tests(self.lab.conn, number) if t.state == "released" and t.code in VALUES
        ]
        given = self.values(out or self.typed(number), "wrong rack")
        self.recorded += len(self.by(self.one_of(PATHOLOGISTS), amend, number, given) or ())

    def send(self) -> None:
        """What comes back from another laboratory is typed like any other value."""
        number = self.tube()
        waiting = [
            t.code for t in samples.tests(self.lab.conn, number) if t.state == "open" and t.code in VALUES
        ]
        if waiting and self.dice.random() < 0.3:
            self.by(self.one_of(TECHNICIANS), divert, number, "STATE", tests=(self.dice.choice(waiting),))

    def take_back(self) -> None:
        number = self.tube()
        out = [t.code for t in samples.tests(self.lab.conn, number) if t.state in ("released", "provisional")]
        if out and self.dice.random() < 0.4:
            self.by(self.one_of(PATHOLOGISTS), withdraw, number, (self.dice.choice(out),), "wrong patient")
