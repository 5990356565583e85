"""The calculated tests that come with the program, held against examples that others have published."""

import math
from decimal import Decimal

import pytest

from labkiosk.catalogue import load, load_apart
from labkiosk.catalogue.calculated import Calculations
from labkiosk.catalogue.constants import Constant
from labkiosk.rules.calculated import Measured, Outcome, work_out
from labkiosk.rules.numeric import parse_reading

OURS = load()
RULES: Calculations = load_apart("calculated.csv", OURS)


def lot(isi: str, mean_normal: str) -> dict[str, Constant]:
    return {
        "ISI": Constant(code="ISI", name="ISI", value=Decimal(isi)),
        "MNPT": Constant(code="MNPT", name="mean normal PT", value=Decimal(mean_normal)),
    }


def came_to(
    test: str,
    values: str,
    sex: str = "U",
    years: int | None = None,
    constants: dict[str, Constant] | None = None,
) -> Outcome:
    """What a test comes to of values such as ``CHOL 250, TG <10, CA 1.83 mmol/L``."""
    measured = {}
    for one in values.split(", "):
        code, value, *unit = one.split(" ")
        of = OURS.tests[code]
        factor = next((u.factor for u in of.units if unit == [u.ucum]), Decimal(1))
        measured[code] = Measured(of.name, value, parse_reading(value, code).number * factor)
    ways = [w for w in RULES.by_test[test] if {i.test for i in w.inputs} <= measured.keys()]
    return work_out(ways, measured, sex, years, constants or {})


@pytest.mark.parametrize(
    ("test", "values", "expected", "source"),
    [
        ("LDL", "CHOL 250, HDL 40, TG 210", "168", "Clinical Laboratory Science exam, examzify.com"),
        ("LDL", "CHOL 400, HDL 100, TG 300", "240", "atlas.org, lipid profile of a chest pain"),
        ("LDL", "CHOL 200, HDL 50, TG 150", "120", "calculator.academy/friedewald-equation-calculator"),
        ("LDL", "CHOL 230, HDL 47, TG 123", "158", "joteo.net/ldl-calculator: 158.4"),
        ("VLDL", "TG 210", "42", "Clinical Laboratory Science exam, examzify.com"),
        ("NHDL", "CHOL 200, HDL 50", "150", "definition"),
        ("CHR", "CHOL 200, HDL 50", "4.0", "definition"),
        (
            "AGAP",
            "NA 145, CL 117, HCO3 15",
            "13",
            "Centor, Murthy, Prophet, Medscape 2008, viewarticle 568066",
        ),
        (
            "AGAP",
            "NA 119, CL 80, HCO3 5",
            "34",
            "College of Intensive Care Medicine, exam of 2011, paper 2, 22.3",
        ),
        ("AGAP", "NA 116, CL 67, HCO3 14", "35", "the same College's own answer, 2020, paper 1, 24.2"),
        ("CCA", "CA 2.00 mmol/L, ALB 30 g/L", "8.8", "BMJ 1977;1:598, 0.02 mmol/L for each g/L: 2.20 mmol/L"),
        ("CCA", "CA 2.60 mmol/L, ALB 45 g/L", "10.0", "the same: 2.50 mmol/L"),
        ("TSAT", "FE 45, TIBC 360", "13", "codingace.net, example A: 12.50"),
        ("TSAT", "FE 95, TIBC 310", "31", "codingace.net, example B: 30.65"),
        ("TSAT", "FE 180, TIBC 320", "56", "codingace.net, example C: 56.25"),
        ("TSAT", "FE 95, UIBC 215", "31", "example B, by what is unsaturated of it"),
        ("IBIL", "TBIL 3.2, DBIL 1.1", "2.1", "definition"),
        ("GLOB", "TP 7.1, ALB 4.2", "2.9", "definition"),
        ("AGR", "TP 7.0, ALB 4.0", "1.33", "definition"),
        ("UACR", "UALB 30 mg/L, UCRE 100", "30.0", "definition"),
    ],
)
def test_published_examples(test: str, values: str, expected: str, source: str) -> None:
    assert str(came_to(test, values).number) == expected, source


@pytest.mark.parametrize(
    ("pt", "mean_normal", "isi", "expected", "source"),
    [
        ("15.2", "13.1", "1.297", "1.21", "healthfully.com, with Tripodi's mean normal PT: 1.213"),
        ("64", "22", "0.93", "2.70", "mymathtables.com: 2.7"),
        ("24", "12", "1.2", "2.30", "tools.gera.services: about 2.30"),
        ("15", "12", "1.1", "1.28", "calculator.7search.cc: 1.28"),
    ],
)
def test_inr_of_published_lots(pt: str, mean_normal: str, isi: str, expected: str, source: str) -> None:
    found = came_to("INR", f"PT {pt}", constants=lot(isi, mean_normal))
    assert str(found.number) == expected, source
    assert found.words == f"(PT / mean normal PT) ^ ISI; ISI {isi}, mean normal PT {mean_normal}"


def test_egfr_as_the_national_kidney_foundation_has_it() -> None:
    # kidney.org/professionals/gfr_calculator: creatinine 1.2 mg/dL, 55 years, male: 71.
    assert came_to("EGFR", "CREA 1.2", "M", 55).number == 71


@pytest.mark.parametrize("sex", ["F", "M"])
@pytest.mark.parametrize("creatinine", ["0.4", "0.7", "0.9", "1.0", "2.5", "9"])
@pytest.mark.parametrize("years", [18, 50, 90])
def test_egfr_is_the_equation_of_the_paper(sex: str, creatinine: str, years: int) -> None:
    # Inker and others, N Engl J Med 2021;385:1737, counted in floats.
    kappa, alpha, factor = (0.7, -0.241, 1.012) if sex == "F" else (0.9, -0.302, 1.0)
    ratio = float(creatinine) / kappa
    expected = 142 * min(ratio, 1) ** alpha * max(ratio, 1) ** -1.200 * 0.9938**years * factor
    found = came_to("EGFR", f"CREA {creatinine}", sex, years).number
    assert found == math.floor(expected + 0.5)


@pytest.mark.parametrize(
    ("test", "values", "sex", "years", "why"),
    [
        ("LDL", "CHOL 250, HDL 40, TG 399.9", "M", 40, ""),
        ("LDL", "CHOL 250, HDL 40, TG 400", "M", 40, "triglycerides are not under 400 mg/dL"),
        ("LDL", "CHOL 250, HDL 40, TG 4.52 mmol/L", "M", 40, "triglycerides are not under 400 mg/dL"),
        ("LDL", "CHOL 250, HDL 40, TG <15", "M", 40, "Triglycerides is no exact number: <15"),
        ("LDL", "CHOL >500, HDL 40, TG 100", "M", 40, "Cholesterol total is no exact number: >500"),
        ("LDL", "CHOL 90, HDL 80, TG 100", "M", 40, "its parts are more than total cholesterol"),
        ("IBIL", "TBIL 1.0, DBIL 1.1", "M", 40, "direct bilirubin is more than total"),
        ("IBIL", "TBIL 1.1, DBIL 1.1", "M", 40, ""),
        ("GLOB", "TP 4.0, ALB 4.0", "M", 40, "albumin is not less than total protein"),
        ("TSAT", "FE 0, UIBC 0", "M", 40, "binding capacity is 0"),
        ("EGFR", "CREA 1.2", "M", 17, "adults only: the equation begins at 18 years"),
        ("EGFR", "CREA 1.2", "M", 18, ""),
        ("EGFR", "CREA 1.2", "U", 40, "sex is not known"),
        ("EGFR", "CREA 1.2", "O", 40, "sex is not known"),
        ("EGFR", "CREA 1.2", "F", None, "age is not known"),
        ("EGFR", "CREA 0", "F", 40, "creatinine is 0"),
    ],
)
def test_where_a_formula_does_not_hold_there_is_no_number(
    test: str, values: str, sex: str, years: int | None, why: str
) -> None:
    found = came_to(test, values, sex, years)
    assert (found.why, found.number is None) == (why, why != "")


def test_a_zero_is_a_value() -> None:
    assert came_to("NHDL", "CHOL 0, HDL 0").number == 0
