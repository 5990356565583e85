"""Quality control in a random walk."""

from labkiosk.board import controls, qc
from labkiosk.lab.qc import Reading, resolve, run_controls
from labkiosk.lab.qc_chart import print_chart
from labkiosk.lab.qc_correct import correct_run
from labkiosk.lab.qc_lots import Goal, close_lot, name_material, open_lot, set_targets, target_from_runs
from tests.lab.walk.base import Base


class Controls(Base):
    """What controls give changes no count."""

    def act_lots(self) -> None:
        level = self.dice.choice("12")
        self.by(self.anyone(), name_material, "Serum", level, self.dice.choice(("", "Acme")))
        made = self.by(
            self.anyone(), open_lot, "serum", str(self.dice.randint(1, 99)), "2030-01-01", level=level
        )
        if made is not None:
            self.by("tech", set_targets, made.id, [Goal("NA", "140", "2"), Goal("K")])
        if self.dice.random() < 0.3:
            self.by("tech", close_lot, self._lot(), "used up")

    def act_controls(self) -> None:
        given = [
            Reading(self._lot(), test, str(self.dice.randint(134, 146))) for test in self.some(["NA", "K"])
        ]
        said = "once more" if self.dice.random() < 0.5 else ""
        self.by(self.anyone(), run_controls, given, instrument=self.dice.choice(("", "B")), comment=said)
        self.by("tech", target_from_runs, self._lot(), "K")
        right = Reading(self._lot(), "NA", str(self.dice.randint(134, 146)))
        runs = [p.run for p in qc.points_of_lot(self.lab.conn, right.lot, "NA")] or ["E01-0000001"]
        self.by(self.anyone(), correct_run, self.dice.choice(runs), [right], "typed wrong")
        self.by("tech", print_chart, "NA", self.dice.choice(("", "B")))

    def act_mend(self) -> None:
        failed = [p.run for p in qc.open_failures(self.lab.conn)] or ["E01-0000001"]
        self.by(self.dice.choice(("path", "tech")), resolve, self.dice.choice(failed), (), "vial", "old vial")

    def _lot(self) -> str:
        return self.dice.choice([lot.id for lot in controls.lots(self.lab.conn)] or ["V01-0000001"])
