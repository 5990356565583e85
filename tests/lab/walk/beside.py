"""What else is done in a laboratory."""

from labkiosk.board import jobs, samples
from labkiosk.facts.paper import PaperConfirmed, PaperSending, PaperUncertain
from labkiosk.lab.cumulative_paper import print_cumulative
from labkiosk.lab.deliver import handed, make_sheet, returned, sheet_code
from labkiosk.lab.handover import hand_over
from labkiosk.lab.papers import answer, print_again, print_report
from labkiosk.lab.recollect import print_lists
from labkiosk.lab.staff import add_person, remove_person
from labkiosk.lab.storage import empty, make_rack, store, take
from tests.lab.walk.base import WARDS, Base


class Beside(Base):
    """Racks, papers, people, shifts."""

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

    def act_deliver(self) -> None:
        reports = [p for p in jobs.unfinished(self.lab.conn, "queued", limit=5000) if p.form == "report"]
        with self.lab.act() as act:
            for paper in reports[-5:]:
                act.append(PaperSending(job=paper.id, printer="usb", digest="d" * 64))
                act.append(PaperConfirmed(job=paper.id, how="seen"))
        done = self.by("phleb", make_sheet, self.dice.choice(WARDS))
        if done is not None and self.dice.random() < 0.7:
            self.by("phleb", returned, sheet_code(done.sheet), "Sister Mary")
        tube = self.any_tube(lambda t: t.those("released"))
        if tube and self.dice.random() < 0.5:
            self.by("phleb", handed, tube.order, "her brother")

    def act_cumulative(self) -> None:
        tube = self.any_tube(lambda t: t.those("released"))
        if tube:
            sample = samples.sample(self.lab.conn, tube.id)
            assert sample is not None
            self.by(self.dice.choice(("tech", "path")), print_cumulative, sample.patient)

    def act_recollect(self) -> None:
        self.by("tech", print_lists, self.dice.choice(("", "ICU")))

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
