"""Illness, and how it moves results in a day: what a person's values are multiplied by, or become, on each day.

The courses are a clinician's textbook ones (Harrison's Principles of Internal Medicine; for dengue WHO's guidelines of
2009; for creatinine after kidney injury KDIGO 2012): the numbers are rough, and drawn anew for each patient.
"""

from collections.abc import Callable
from math import exp
from random import Random

Values = dict[str, float]
Course = Callable[[Values, int], None]
"""Changes a person's values of a day; the days count from the first visit of the cohort."""


def _well(dice: Random) -> Course:
    return lambda values, day: None


def _times(**factors: float) -> Course:
    def course(values: Values, day: int) -> None:
        for code, factor in factors.items():
            values[code] *= factor

    return course


def _iron_deficiency(dice: Random) -> Course:
    severity, treated = dice.uniform(0.1, 0.5), dice.random() < 0.4

    def course(values: Values, day: int) -> None:
        left = severity * (exp(-day / 40) if treated else 1)
        values["RBC"] *= 1 - 0.35 * left
        values["MCV"] *= 1 - 0.4 * left
        values["MCHC"] *= 1 - 0.15 * left
        values["RDW"] *= 1 + 0.6 * left
        values["PLT"] *= 1 + 0.5 * left

    return course


def _thalassaemia_trait(dice: Random) -> Course:
    return _times(RBC=dice.uniform(1.1, 1.25), MCV=dice.uniform(0.7, 0.8), MCHC=0.96, RDW=1.1)


def _kidney_disease(dice: Random) -> Course:
    stage = dice.uniform(1.6, 4.5)
    return _times(CREA=stage, UREA=0.6 + stage * 0.7, UA=1.4, RBC=1.08 - 0.09 * stage, HCO3=0.88, K=1.1)


def _dialysis(dice: Random) -> Course:
    high, phase, anaemia = dice.uniform(7, 12), dice.randrange(3), dice.uniform(0.55, 0.8)

    def course(values: Values, day: int) -> None:
        # Three times a week: just before, the day after, the day between.
        part = (1.0, 0.5, 0.75)[(day + phase) % 3]
        values["CREA"] *= high * part
        values["UREA"] *= 5 * part
        values["K"] *= 0.85 + 0.45 * part
        values["HCO3"] *= 1.05 - 0.25 * part
        values["UA"] *= 1.6 * part
        values["RBC"] *= anaemia

    return course


def _kidney_injury(dice: Random) -> Course:
    peak, at, slow = dice.uniform(2, 7), dice.uniform(1, 4), dice.uniform(2, 6)

    def course(values: Values, day: int) -> None:
        level = 1 + (peak - 1) * (day / at if day < at else exp(-(day - at) / slow))
        values["CREA"] *= level
        values["UREA"] *= 1 + (level - 1) * 0.8
        values["K"] *= 1 + 0.06 * (level - 1)
        values["HCO3"] *= 1 - 0.04 * (level - 1)

    return course


def _ketoacidosis(dice: Random) -> Course:
    glucose, quick = dice.uniform(4, 7), dice.uniform(0.5, 1)

    def course(values: Values, day: int) -> None:
        left = exp(-day / quick)
        values["GLUR"] *= 1.5 + (glucose - 1.5) * left
        values["NA"] -= 9 * left
        values["K"] *= 1 + 0.35 * left if day == 0 else 0.92
        values["HCO3"] *= 1 - 0.65 * left
        values["gap"] += 14 * left
        values["UREA"] *= 1 + 1.2 * left
        values["CREA"] *= 1 + 0.7 * left
        values["WBC"] *= 1 + 1.1 * left

    return course


def _bleeding_and_transfusion(dice: Random) -> Course:
    fall, units = dice.uniform(0.4, 0.65), dice.randint(2, 4)

    def course(values: Values, day: int) -> None:
        values["RBC"] *= min(0.95, fall + (0.075 * units if day > 0 else 0) + 0.01 * max(0, day - 1))
        values["MCV"] *= 1 + 0.005 * min(day, 3)
        values["PLT"] *= 0.8 + 0.1 * min(day, 6)
        values["UREA"] *= 1.8 if day < 2 else 1.1
        values["ALB"] *= 0.85

    return course


def _sepsis(dice: Random) -> Course:
    white, platelets, slow = dice.uniform(2, 4), dice.uniform(0.25, 0.7), dice.uniform(2, 5)

    def course(values: Values, day: int) -> None:
        left = exp(-day / slow)
        values["WBC"] *= 1 + (white - 1) * left
        values["LYM"] *= 1 - 0.7 * left
        values["EOS"] *= 1 - 0.9 * left
        values["PLT"] *= 1 - (1 - platelets) * left + 0.3 * (1 - left)
        values["RBC"] *= 0.9 - 0.08 * (1 - left)
        values["CREA"] *= 1 + 1.2 * left
        values["UREA"] *= 1 + 1.3 * left
        values["TBIL"] *= 1 + 2 * left
        values["ALB"] *= 0.75
        values["HCO3"] *= 1 - 0.25 * left
        values["GLUR"] *= 1 + 0.6 * left

    return course


def _hepatitis(dice: Random) -> Course:
    enzymes, bile, slow = dice.uniform(15, 70), dice.uniform(4, 15), dice.uniform(3, 8)

    def course(values: Values, day: int) -> None:
        values["ALT"] *= 1 + enzymes * exp(-day / slow)
        values["AST"] *= 1 + 0.8 * enzymes * exp(-day / (0.7 * slow))
        values["TBIL"] *= 1 + bile * exp(-max(0, day - 3) / (2 * slow))
        values["direct"] = 0.65
        values["ALP"] *= 1.6
        values["GGT"] *= 3

    return course


def _cirrhosis(dice: Random) -> Course:
    bile, low = dice.uniform(2, 8), dice.uniform(0.25, 0.6)
    chosen = _times(
        TBIL=bile, AST=2.6, ALT=1.5, ALP=1.5, GGT=3.5, ALB=dice.uniform(0.5, 0.75), GLOB=1.4, PLT=low,
        RBC=0.78, MCV=1.08, NA=0.965, WBC=0.75,
    )  # fmt: skip

    def course(values: Values, day: int) -> None:
        chosen(values, day)
        values["direct"] = 0.5

    return course


def _dengue(dice: Random) -> Course:
    lowest, worst = dice.uniform(0.06, 0.35), dice.uniform(2, 4)

    def course(values: Values, day: int) -> None:
        away = min(1.0, abs(day - worst) / 4)
        values["PLT"] *= lowest + (1 - lowest) * away
        values["WBC"] *= 0.4 + 0.6 * away
        values["RBC"] *= 1.15 - 0.15 * away
        values["AST"] *= 4 - 3 * away
        values["ALT"] *= 3 - 2 * away

    return course


def _chemotherapy(dice: Random) -> Course:
    deep, at = dice.uniform(0.05, 0.3), dice.uniform(7, 11)

    def course(values: Values, day: int) -> None:
        away = min(1.0, abs(day - at) / at)
        values["WBC"] *= deep + (1 - deep) * away
        values["PLT"] *= 0.3 + 0.7 * away
        values["RBC"] *= 0.75
        values["MCV"] *= 1.05

    return course


def _low_sodium(dice: Random) -> Course:
    lack = dice.uniform(12, 24)

    def course(values: Values, day: int) -> None:
        values["NA"] -= max(0, lack - 7 * day)
        values["UA"] *= 0.7

    return course


def _diabetes(dice: Random) -> Course:
    level = dice.uniform(1.3, 2.8)

    def course(values: Values, day: int) -> None:
        values["GLUR"] *= level * exp(dice.gauss(0, 0.25))
        values["CREA"] *= 1.1

    return course


COURSES: tuple[tuple[float, bool, Callable[[Random], Course]], ...] = (
    (0.34, False, _well), (0.12, False, _diabetes), (0.10, False, _iron_deficiency),
    (0.04, False, _thalassaemia_trait), (0.08, False, _kidney_disease), (0.05, True, _dialysis),
    (0.04, True, _kidney_injury), (0.02, True, _ketoacidosis), (0.03, True, _bleeding_and_transfusion),
    (0.05, True, _sepsis), (0.03, True, _hepatitis), (0.04, False, _cirrhosis), (0.02, True, _dengue),
    (0.03, True, _chemotherapy), (0.01, True, _low_sodium),
)  # fmt: skip
"""How common a course is among a hospital's patients, whether it is one of the wards, and its making."""
