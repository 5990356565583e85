"""Somebody who does whatever can be done in a laboratory, in no order; what is refused must leave no trace."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from labkiosk.board import jobs, samples
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperSending, PaperUncertain
from labkiosk.lab.alias import bind
from labkiosk.lab.aliquot import pour
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.blank import blank_forms, blank_labels
from labkiosk.lab.collection import collect, not_drawn
from labkiosk.lab.divert import divert, recall
from labkiosk.lab.handover import hand_over
from labkiosk.lab.intake import cancel, cancel_order, register
from labkiosk.lab.irreplaceable import proceed
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import answer, print_again, print_report
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.release import release
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.results import Given, keep_draft, record
from labkiosk.lab.staff import add_person, remove_person
from labkiosk.lab.storage import empty, make_rack, store, take
from labkiosk.lab.transfer import transfer
from tests.lab.homes import Clock, make
from tests.lab.walk.model import Model, Tube

VALUES = {
    "NA": ("140", "150"), "K": ("4.1", "7.8"), "CREA": ("0.9", "1.1"), "GLUR": ("100", "90"), "HB": ("12.5", "11"),
    "ESR": ("10", "12"), "TSH": ("2.1", "3.0"), "HBSAG": ("NR",), "CSFGLU": ("60",),
}  # fmt: skip
WARDS = ("Ward 3", "ICU", "OPD", "")
NAMES = ("Asha Devi", "Ravi", "आशा", "Usha Rani")
BADGES = ("tech", "tech", "path", "super", "phleb")


class Walker:
    """``refused`` counts the acts that were; the rest changed something."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.dice = Random(seed)
        self.clock = Clock()
        self.lab: Lab = make(folder, self.clock)
        self.model = Model()
        self.refused = self.done = 0
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
        for tube in self.model.where(lambda t: t.patient == patient):
            found = samples.sample(self.lab.conn, tube.id)
            assert found is not None
            tube.number = found.number

    def act_register(self) -> None:
        tests = self.some(list(VALUES))[:5]
        request = OrderRequest(
            patient=PatientRequest(name=self.dice.choice(NAMES), sex="F"), tests=tests,
            priority=self.dice.choice(("stat", "urgent", "routine")), location=self.dice.choice(WARDS),
            arrived=self.dice.random() < 0.3,
        )  # fmt: skip
        made = self.by("phleb", register, request)
        if made is not None:
            for s in made.samples:
                self._new(s.sample, made.order, made.patient, request.priority, request.location, s.tests)
                self.model.tubes[-1].here = bool(request.arrived)

    def _new(self, number: str, order: str, patient: str, priority: str, ward: str, tests: Any) -> Tube:
        day = f"{self.lab.local(self.lab.time().at):%Y-%m-%d}"
        tube = Tube(number, number, order, patient, day, priority, ward, dict.fromkeys(tests, "open"))
        self.model.tubes.append(tube)
        return tube

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
            self._new(done.replacement, tube.order, tube.patient, tube.priority, tube.ward, done.tests)

    def act_proceed(self) -> None:
        tube = self.any_tube(lambda t: "CSFGLU" in t.tests)
        if tube and self.by(self.anyone(), proceed, tube.number, "CLOTTED"):
            tube.here = True

    def act_cancel(self) -> None:
        tube = self.any_tube(lambda t: t.those("open"))
        if tube:
            tests = self.dice.choice(((), self.some(list(tube.tests))))
            tube.end(self.by(self.anyone(), cancel, tube.number, tests, "Ordered twice") or (), "cancelled")

    def act_cancel_order(self) -> None:
        tube = self.any_tube()
        if tube and self.by("phleb", cancel_order, tube.order, "Ordered twice"):
            for each in self.model.where(lambda t: t.order == tube.order):
                each.end(each.those("open"), "cancelled")

    def act_record(self) -> None:
        tube = self.any_tube(lambda t: t.here and t.those("open", "held"))
        if tube is None:
            return
        tests = self.some(tube.those("open", "held", "diverted") or list(tube.tests))
        again = self.dice.choice(("", "misread"))
        given = [Given(test=t, value=self.dice.choice(VALUES[t]), reason=again) for t in tests]
        for one in self.by(self.anyone(), record, tube.number, given) or ():
            tube.tests[one.test] = one.state

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
                tubes[number].tests |= dict.fromkeys(tests, "provisional" if early else "released")

    def act_pour(self) -> None:
        tube = self.any_tube(lambda t: t.here and len(t.those("open")) > 1)
        done = self.by(self.anyone(), pour, tube.number, self.some(tube.those("open"))) if tube else None
        if tube and done:
            tube.leave(done.tests)
            child = self._new(done.sample, tube.order, tube.patient, tube.priority, tube.ward, done.tests)
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

    def act_transfer(self) -> None:
        tube = self.any_tube()
        ward = self.dice.choice(WARDS[:3])
        done = (
            self.by("phleb", transfer, self.dice.choice((tube.order, tube.patient)), ward) if tube else None
        )
        for each in self.model.where(lambda t: done and t.order in done.orders):
            each.ward = ward

    def act_correct(self) -> None:
        tube = self.any_tube()
        who = PatientRequest(name=self.dice.choice(NAMES), sex="F")
        if tube and self.by("phleb", correct_patient, tube.patient, who, "misread") is not None:
            self.number_anew(tube.patient)

    def act_collect(self) -> None:
        tube = self.any_tube(lambda t: t.became() == "expected")
        label = self.blanks.pop() if self.blanks and self.dice.random() < 0.5 else ""
        if tube and self.by("phleb", collect, tube.order, tube.number, label=label):
            self.number_anew(tube.patient)

    def act_not_drawn(self) -> None:
        tube = self.any_tube(lambda t: t.became() == "expected")
        if tube:
            self.by("phleb", not_drawn, tube.order, self.dice.choice(((), (tube.number,))), "no vein")

    def act_bind(self) -> None:
        tube = self.any_tube()
        code = self.blanks.pop() if self.blanks else f"HIS-{self.dice.randrange(1000)}"
        if tube and self.by("tech", bind, tube.number, code):
            self.number_anew(tube.patient)

    def act_blank(self) -> None:
        self.blanks += self.by("tech", blank_labels, 2) or ()
        self.by("tech", blank_forms, "pink", 1)

    def act_store(self) -> None:
        rack = f"Rack {self.dice.randrange(5)}"
        if rack not in self.racks:
            self.racks.append(rack)
            self.by("tech", make_rack, rack, 4)
        tube = self.any_tube(lambda t: t.here)
        if tube:
            self.by("tech", store, rack, tube.number)
            if self.dice.random() < 0.3:
                self.by("tech", take, tube.number)
        if self.dice.random() < 0.1:
            self.by("tech", empty, rack)

    def act_papers(self) -> None:
        tube = self.any_tube()
        if tube is None:
            return
        form = self.dice.choice(("label", "slip", "rejection", "report"))
        of = tube.order if form in ("slip", "report") else tube.id
        self.by("phleb", print_again, form, of, "torn")
        self.by("phleb", print_report, tube.order)
        queued = jobs.unfinished(self.lab.conn, "queued", limit=3)
        with self.lab.act() as act:
            for paper in queued[:1]:
                act.append(PaperSending(job=paper.id, printer="usb", digest="d" * 64))
                act.append(PaperUncertain(job=paper.id, reason="jam"))
        for paper in queued[:2]:
            self.by("phleb", answer, paper.id, came_out=self.dice.random() < 0.5)

    def act_staff(self) -> None:
        badge = f"b{self.dice.randrange(5)}"
        self.by("super", add_person, badge, "Meena", "technician")
        if self.dice.random() < 0.5:
            self.by("super", remove_person, badge)

    def act_hand_over(self) -> None:
        done = self.by("tech", hand_over, "tech", self.dice.choice(("path", "tech")))
        if done is not None:
            kept = done.fact.standing
            assert kept.ever == self.model.count()
            assert kept.today == self.model.count(kept.day)


OFTEN = ("act_register", "act_receive", "act_record", "act_release")
