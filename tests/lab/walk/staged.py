"""Acts of a random walk on results that come by stages, or as a text."""

from labkiosk.lab.antibiogram import keep_antibiogram
from labkiosk.lab.culture import Grown, Reading, read_culture
from labkiosk.lab.judging import Disk
from labkiosk.lab.narrative import write_narrative
from tests.lab.walk.base import Base


class Staged(Base):
    """Cultures read and read again, what grew tested, smears described."""

    def act_read(self) -> None:
        tube = self.any_tube(lambda t: t.here and "URICUL" in t.tests)
        if tube is None:
            return
        final = self.dice.random() < 0.4
        grew = self.dice.choice(
            ((), (Grown(organism="ECO", quantity="10^5"),), (Grown(number=1, struck="mixed"),))
        )
        reading = Reading(
            test="URICUL", found=self.dice.choice(("none", "growth")), final=final, isolates=grew,
            reason=self.dice.choice(("", "read again")),
        )  # fmt: skip
        if self.by(self.anyone(), read_culture, tube.number, reading):
            tube.tests["URICUL"] = "recorded"
            (tube.growing.discard if final else tube.growing.add)("URICUL")

    def act_test_isolate(self) -> None:
        tube = self.any_tube(lambda t: t.here and "URICUL" in t.tests)
        disks = [Disk(antibiotic="CIP", value=self.dice.choice(("10", "23", "30", "wide")))]
        if tube and self.by(self.anyone(), keep_antibiogram, tube.number, "URICUL", 1, disks):
            tube.tests["URICUL"] = "recorded"

    def act_describe(self) -> None:
        tube = self.any_tube(lambda t: t.here and "PSMEAR" in t.tests)
        text = self.dice.choice(("Normal\nImpression: normal", "", "Blasts seen"))
        why = self.dice.choice(("", "seen again"))
        if tube and self.by(self.anyone(), write_narrative, tube.number, "PSMEAR", text, reason=why):
            tube.tests["PSMEAR"] = "recorded"
