"""The window's acts of a random walk."""

from labkiosk.lab.addon import add_on
from labkiosk.lab.alias import bind
from labkiosk.lab.blank import blank_forms, blank_labels
from labkiosk.lab.collection import collect, not_drawn
from labkiosk.lab.intake import cancel, cancel_order, register
from labkiosk.lab.links import agree, propose, propose_identity, propose_undo, refuse_link
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.priority import make_stat
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.timed import take_load
from labkiosk.lab.transfer import transfer
from tests.lab.walk.base import NAMES, VALUES, WARDS, Base


class Window(Base):
    """Orders, tubes drawn, patients corrected and moved."""

    def somebody(self) -> PatientRequest:
        """New, unknown, or here before."""
        if self.model.tubes and self.dice.random() < 0.3:
            return PatientRequest(id=self.dice.choice(self.model.tubes[-50:]).patient)
        return self.dice.choice(
            (PatientRequest(name=self.dice.choice(NAMES), sex="F"), PatientRequest(unknown=True, sex="F"))
        )

    def act_register(self) -> None:
        tests = (*self.some(list(VALUES))[:5], *self.dice.choice(((), (), ("GTT2",))))
        request = OrderRequest(
            patient=self.somebody(), tests=tests,
            priority=self.dice.choice(("stat", "urgent", "routine")), location=self.dice.choice(WARDS),
            arrived=self.dice.random() < 0.3,
        )  # fmt: skip
        made = self.by("phleb", register, request)
        if made is not None:
            for s in made.samples:
                self.new(s.sample, made.order, made.patient, request.priority, request.location, s.tests)
                self.model.tubes[-1].here = bool(request.arrived)

    def act_stat(self) -> None:
        tube = self.any_tube()
        if tube is None or self.dice.random() < 0.7:
            return
        done = self.by(self.anyone(), make_stat, self.dice.choice((tube.order, tube.number)))
        if done is not None:
            for each in self.model.where(lambda t: t.order == tube.order):
                each.priority = "stat"

    def act_add_on(self) -> None:
        tube = self.any_tube(lambda t: t.here)
        if tube is None:
            return
        subject, tests = self.dice.choice((tube.order, tube.number)), self.some(list(VALUES))[:3]
        ways = ({}, {"fit": "kept cold"}, {"new_tube": True})
        done = self.by(self.anyone(), add_on, subject, tests, **self.dice.choice(ways))
        by_number = {t.number: t for t in self.model.where(lambda t: t.order == tube.order)}
        for each in done.tubes if done else ():
            if each.new:
                self.new(each.sample, tube.order, tube.patient, tube.priority, tube.ward, each.tests)
            else:
                by_number[each.sample].begin(each.tests)

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

    def act_link(self) -> None:
        tube, other = self.any_tube(), self.any_tube()
        if tube is None or other is None:
            return
        named = PatientRequest(name=f"Known {self.dice.randrange(99)}", sex="F")
        link = self.dice.choice((
            lambda: self.by("tech", propose, tube.patient, other.patient, "same card"),
            lambda: self.by("tech", propose_identity, tube.patient, named, "her brother came"),
            lambda: self.by("tech", propose_undo, tube.patient, "two people"),
        ))()  # fmt: skip
        if link is not None and self.dice.random() < 0.7:
            self.by(self.dice.choice(("tech", "path", "super")), agree, link)
            self.number_anew(tube.patient)
        elif link is not None:
            self.by("path", refuse_link, link, "not the same")

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

    def act_take_load(self) -> None:
        tube = self.any_tube(lambda t: "GLU2H" in t.tests)
        if tube:
            self.by("phleb", take_load, tube.order)
