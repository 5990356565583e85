"""What those who answer for results do in a random walk: validate, release by rules, amend, tell."""

from labkiosk.board import holders
from labkiosk.lab.amend import amend, tell_holder, withdraw
from labkiosk.lab.autorelease import release_by_rules
from labkiosk.lab.given import Given
from labkiosk.lab.release import release
from labkiosk.lab.staff import add_person
from labkiosk.lab.validation import validate
from tests.lab.walk.base import VALUES, Base


class Signing(Base):
    """Values looked at by two, released by rules, corrected and taken back."""

    def act_validate(self) -> None:
        tube = self.any_tube(lambda t: t.those("recorded"))
        if tube:
            self.by(self.dice.choice(("tech", "super", "path")), validate, tube.number)

    def act_by_rules(self) -> None:
        ready = [t for t in self.model.tubes[-200:] if t.those("recorded")]
        chosen = self.dice.sample(ready, min(len(ready), 3))
        judged = self.by("tech", release_by_rules, [t.number for t in chosen], report=True)
        tubes = {t.number: t for t in chosen}
        for one in judged or ():
            if one.version is not None:
                assert not one.against
                tubes[one.sample].tests[one.test] = "released"

    def act_amend(self) -> None:
        tube = self.any_tube(lambda t: t.those("released"))
        if tube is None:
            return
        tests = self.some(tube.those("released") or list(tube.tests))
        given = [Given(test=t, value=self.dice.choice(VALUES[t]), reason="wrong rack") for t in tests]
        for one in self.by(self.dice.choice(("path", "path", "tech")), amend, tube.number, given) or ():
            tube.tests[one.test] = one.state
        if self.dice.random() < 0.5:
            self.by("super", add_person, "bose", "Dr Bose", "pathologist")
            for one in self.by("bose", release, [tube.number], report=True) or ():
                tube.tests |= dict.fromkeys(one.tests[tube.number], "released")

    def act_withdraw(self) -> None:
        tube = self.any_tube(lambda t: t.those("released", "provisional"))
        tests = self.some(tube.those("released", "provisional")) if tube else ()
        done = self.by("path", withdraw, tube.number, tests, "wrong patient", report=True) if tube else None
        if tube and done:
            tube.end(tests, "cancelled")

    def act_tell_holder(self) -> None:
        waiting = holders.to_tell(self.lab.conn)
        if waiting:
            one = self.dice.choice(waiting)
            self.by(
                "phleb",
                tell_holder,
                one.order,
                one.version,
                one.n + 1,
                self.dice.choice(("Sister Mary", " ")),
            )
