"""The bench's acts of a random walk."""

from labkiosk.lab.accepting import accept
from labkiosk.lab.aliquot import pour
from labkiosk.lab.batch import close_batch, make_batch, print_worksheet, take_out
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.divert import divert, recall
from labkiosk.lab.drafts import keep_draft
from labkiosk.lab.irreplaceable import proceed
from labkiosk.lab.release import release
from labkiosk.lab.results import Given, record
from tests.lab.walk.base import VALUES, Base


class Bench(Base):
    """Tubes received and rejected, values recorded and released, work sent elsewhere."""

    def act_receive(self) -> None:
        tube = self.any_tube(lambda t: not t.here and t.became() == "expected")
        if tube and self.by(self.anyone(), receive, tube.number, self.dice.choice(((), ("HAEMOLYSED",)))):
            tube.here = True

    def act_reject(self) -> None:
        tube = self.any_tube(lambda t: t.those("open", "held", "recorded"))
        if tube is None:
            return
        tests = self.dice.choice(((), self.some(list(tube.tests))))
        done = self.by(
            self.anyone(), reject, tube.number, "CLOTTED", tests, for_good=self.dice.random() < 0.5
        )
        if done is not None:
            tube.end(done.tests, "rejected")
            self.new(done.replacement, tube.order, tube.patient, tube.priority, tube.ward, done.tests)

    def act_proceed(self) -> None:
        tube = self.any_tube(lambda t: "CSFGLU" in t.tests)
        if tube and self.by(self.anyone(), proceed, tube.number, "CLOTTED"):
            tube.here = True

    def act_record(self) -> None:
        tube = self.any_tube(lambda t: t.here and t.those("open", "held"))
        if tube is None:
            return
        tests = self.some(tube.those("open", "held", "diverted") or list(tube.tests))
        again = self.dice.choice(("", "misread"))
        values = {t: self.dice.choice(VALUES[t]) for t in tests}
        twice = self.dice.random() < 0.5
        given = [Given(test=t, value=v, again=v if twice else None, reason=again) for t, v in values.items()]
        for one in self.by(self.anyone(), record, tube.number, given) or ():
            tube.tests[one.test] = one.state

    def act_accept(self) -> None:
        tube = self.any_tube(lambda t: t.those("held"))
        done = self.by(self.anyone(), accept, tube.number, (), "looked at") if tube else None
        if tube and done:
            tube.tests |= {test: "held" if needs else "recorded" for test, needs in done.tests.items()}

    def act_draft(self) -> None:
        tube = self.any_tube()
        if tube:
            self.by("tech", keep_draft, tube.number, {"NA": self.dice.choice(("", "1", "14"))})

    def act_release(self) -> None:
        ready = [t for t in self.model.tubes[-200:] if t.those("recorded", "provisional")]
        chosen = self.dice.sample(ready, min(len(ready), self.dice.randint(1, 3)))
        early = self.dice.random() < 0.3
        done = self.by(
            self.dice.choice(("path", "path", "tech", "super")), release, [t.number for t in chosen], provisional=early, reason="night",
            report=self.dice.random() < 0.5,
        )  # fmt: skip
        tubes = {t.number: t for t in chosen}
        for one in done or ():
            for number, tests in one.tests.items():
                tubes[number].tests |= {
                    t: "provisional" if early else "interim" if t in tubes[number].growing else "released"
                    for t in tests
                }

    def act_pour(self) -> None:
        tube = self.any_tube(lambda t: t.here and len(t.those("open")) > 1)
        done = self.by(self.anyone(), pour, tube.number, self.some(tube.those("open"))) if tube else None
        if tube and done:
            tube.leave(done.tests)
            child = self.new(done.sample, tube.order, tube.patient, tube.priority, tube.ward, done.tests)
            child.here = True

    def act_divert(self) -> None:
        tube = self.any_tube(lambda t: t.here and t.those("open"))
        tests = self.dice.choice(((), self.some(tube.those("open")))) if tube else ()
        done = self.by(self.anyone(), divert, tube.number, "STATE", tests=tests) if tube else None
        if tube and done:
            tube.tests |= dict.fromkeys(done.tests, "diverted")

    def act_recall(self) -> None:
        tube = self.any_tube(lambda t: t.those("diverted"))
        done = self.by(self.anyone(), recall, tube.number, (), "came back") if tube else None
        if tube and done:
            tube.tests |= dict.fromkeys(done, "open")

    def act_batch(self) -> None:
        made = self.by("tech", make_batch, self.dice.choice(("HAEM", "CHEM")), size=3)
        if made is None:
            return
        self.by("tech", print_worksheet, made.id)
        tube = self.any_tube(lambda t: t.here)
        if tube:
            self.by("tech", take_out, made.id, tube.number, "fell")
        if self.dice.random() < 0.5:
            self.by("tech", close_batch, made.id, "no reagent")
