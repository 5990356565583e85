"""What a random walk does to values beside recording them: diluted, done a second time, of a pregnant patient."""

from labkiosk.lab.pregnancy import state_pregnancy
from labkiosk.lab.results import Given, record
from tests.lab.walk.base import Base

_NUMBERS = {"NA": ("141", "14.2"), "CREA": ("0.8", "0.08"), "HB": ("12.1", "1.2"), "ESR": ("11", "1")}


class Repeats(Base):
    """Second values and dilutions, and what is said of patients."""

    def act_repeat(self) -> None:
        tube = self.any_tube(lambda t: t.here and any(c in _NUMBERS for c in t.those("recorded", "open")))
        mine = [c for c in tube.tests if c in _NUMBERS] if tube else []
        if tube is None or not mine:
            return
        code = self.dice.choice(mine)
        plain, diluted = _NUMBERS[code]
        given = self.dice.choice(
            (
                Given(test=code, value=plain, repeat="counts", reason="clot"),
                Given(test=code, value=plain, repeat="beside", reason="short sample"),
                Given(test=code, value=diluted, dilution="10", reason="too high to read"),
            )
        )
        for one in self.by(self.anyone(), record, tube.number, [given]) or ():
            if one.state != "beside":
                tube.tests[one.test] = one.state

    def act_pregnant(self) -> None:
        tube = self.any_tube()
        if tube:
            said = self.dice.choice(("yes", "no", "unknown"))
            self.by(self.anyone(), state_pregnancy, self.dice.choice((tube.order, tube.number)), said)
