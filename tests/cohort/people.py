"""Patients with a blood of their own, who come again after days."""

from dataclasses import dataclass, field
from math import exp, log, sqrt
from random import Random

from tests.cohort.courses import COURSES, Course, Values
from tests.cohort.figures import DECIMALS, FIGURES, IMPRECISION


def _spread(percent: float) -> float:
    """The standard deviation, in natural logarithms, of a variation in percent."""
    return sqrt(log(1 + (percent / 100) ** 2))


@dataclass
class Person:
    """A patient: what the body keeps to, what ails it, and how restless it is."""

    name: str
    sex: str
    age: int
    ward: bool
    own: Values
    course: Course
    restless: float
    dice: Random = field(repr=False)

    def on(self, day: int) -> dict[str, str]:
        """The true results of a day, as the instruments report them."""
        values = {
            code: self.own[code]
            * exp(self.dice.gauss(0, _spread(f.within) * sqrt(self.restless**2 + IMPRECISION**2)))
            for code, f in FIGURES.items()
        }
        values["gap"], values["direct"] = 11 + self.dice.gauss(0, 1.5), 0.28
        self.course(values, day)
        return {code: _shown(code, value) for code, value in _computed(values).items()}


def person(dice: Random, number: int) -> Person:
    """Somebody of a hospital.

    Within a person, most results vary in illness as they do in health (Ricos C. et al., Ann Clin Biochem 2007;
    44: 343-352), apart from what the course does; on a ward a fifth more is taken.
    """
    (_, ward, make), *_ = dice.choices(COURSES, [share for share, _, _ in COURSES])
    sex = dice.choice("FM")
    ward = ward or dice.random() < 0.25
    own = {
        code: (f.female if sex == "F" else f.male) * exp(dice.gauss(0, _spread(f.between)))
        for code, f in FIGURES.items()
    }
    return Person(
        f"Patient {number}", sex, dice.randint(18, 85), ward, own, make(dice), 1.2 if ward else 1.0, dice
    )


def _computed(values: Values) -> Values:
    """With what follows from the measured: red cell indices, the rest of the differential, chloride, sums."""
    v = {code: value for code, value in values.items() if code not in ("gap", "direct")}
    v["HCT"] = v["RBC"] * v["MCV"] / 10
    v["HB"] = v["HCT"] * v["MCHC"] / 100
    v["MCH"] = v["HB"] / v["RBC"] * 10
    few = {code: round(min(v[code], 40.0), 1) for code in ("LYM", "MON", "EOS", "BAS")}
    v |= few
    v["NEU"] = max(1.0, 100 - sum(few.values()))
    v["CL"] = v["NA"] - v["HCO3"] - values["gap"]
    # Whoever computes from what is reported gets what is reported.
    v["TBIL"] = max(0.1, round(v["TBIL"], 1))
    v["DBIL"] = max(0.1, round(v["TBIL"] * values["direct"], 1))
    v["IBIL"] = max(0.0, round(v["TBIL"] - v["DBIL"], 1))
    v["ALB"], v["GLOB"] = round(v["ALB"], 1), round(v["GLOB"], 1)
    v["TP"] = v["ALB"] + v["GLOB"]
    v["AGR"] = v["ALB"] / v["GLOB"]
    return v


def _shown(code: str, value: float) -> str:
    return f"{value:.{DECIMALS[code]}f}"
