"""Slips of the hand: the point moved, the number of another unit, values of one tube that do not go together."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.catalogue import load
from labkiosk.rules.numeric import parse_reading
from labkiosk.rules.relations import RELATIONS, broken, mends
from labkiosk.rules.slips import Slip, Typed, Whose, slips
from labkiosk.rules.units import find_unit, own_unit

TESTS = load(None).tests
ADULT = 40 * 365
CBC = {"HB": 12.8, "RBC": 4.31, "HCT": 38.6, "MCV": 89.6, "MCH": 29.7, "MCHC": 33.2}


def typed(code: str, value: str, unit: str | None = None) -> Typed:
    test = TESTS[code]
    given = find_unit(test, unit) or own_unit(test)
    return Typed(test=test, reading=parse_reading(value, code).times(given.factor), unit=given)


def found(
    values: Mapping[str, str], earlier: Mapping[str, float] | None = None, unit: str | None = None
) -> list[Slip]:
    given = [typed(code, value, unit) for code, value in values.items()]
    numbers = {one.test.code: float(one.reading.number) for one in given}
    before = {code: (value,) for code, value in (earlier or {}).items()}
    return list(slips(given, Whose(sex="F", age=ADULT, earlier=before, values=numbers)))


@pytest.mark.parametrize(
    ("code", "before", "value", "said", "look"),
    [
        ("K", 4.5, "45", "Potassium 45 looks like 4.5 mmol/L with its point moved: the patient had 4.5.", False),
        ("K", 4.5, "0.45", "Potassium 0.45 looks like 4.5 mmol/L with its point moved: the patient had 4.5.", False),
        ("K", 4.5, "450", "Potassium 450 looks like 4.5 mmol/L with its point moved: the patient had 4.5.", False),
        ("PLT", 231, "24", "Platelet count 24 looks like 240 10³/µL with its point moved: the patient had 231.", False),
        ("CREA", 0.9, "88", "Creatinine 88 looks like µmol/L, 0.9955 mg/dL: the patient had 0.9.", True),
        ("GLUR", 104, "5.6", "Glucose random 5.6 looks like mmol/L, 100.9 mg/dL: the patient had 104.", True),
        ("UREA", 30, "5", "Urea 5 looks like mmol/L, 30.03 mg/dL: the patient had 30.", True),
        ("WBC", 7.1, "7200", "White cell count 7200 looks like /cumm, 7.2 10³/µL: the patient had 7.1.", True),
        ("PLT", 231, "2.3", "Platelet count 2.3 looks like 230 10³/µL with its point moved: the patient had 231.", False),
    ],
)  # fmt: skip
def test_told_by_the_earlier_result(code: str, before: float, value: str, said: str, look: bool) -> None:
    assert found({code: value}, {code: before}) == [Slip(test=code, said=said, look=look)]


def test_the_number_of_our_unit_typed_with_another() -> None:
    (slip,) = found({"GLUR": "104"}, {"GLUR": 104}, "mmol/L")
    assert slip.said == "Glucose random 104 looks like mg/dL, 104 mg/dL: the patient had 104."


@pytest.mark.parametrize(
    ("code", "before", "value"),
    [
        ("K", 4.5, "6.9"), ("CREA", 9.2, "8.8"), ("ALT", 30, "120"), ("GLUR", 450, "140"), ("PLT", 231, "60"),
        ("K", 4.5, "<0.5"), ("CREA", 0.9, "0"),
    ],
)  # fmt: skip
def test_what_changes_in_life_is_none(code: str, before: float, value: str) -> None:
    assert found({code: value}, {code: before}) == []


@pytest.mark.parametrize(
    ("code", "value", "likelier"),
    [
        ("NA", "14", "140 mmol/L"),
        ("CREA", "9", "0.9 mg/dL"),
        ("WBC", "0.71", "7.1 10³/µL"),
        ("HB", "130", "13 g/dL"),
    ],
)
def test_told_by_the_range_of_who_is_new(code: str, value: str, likelier: str) -> None:
    (slip,) = found({code: value})
    assert f"looks like {likelier} with its point moved: far outside the range" in slip.said


def test_a_range_says_nothing_against_what_the_patient_had() -> None:
    assert found({"CREA": "9"}, {"CREA": 8.7}) == []


@pytest.mark.parametrize("code", CBC)
@pytest.mark.parametrize("places", [1, -1])
def test_red_cells_that_do_not_go_together(code: str, places: int) -> None:
    values = {c: str(v) for c, v in CBC.items()}
    moved = Decimal(values[code]).scaleb(places)
    assert code in {slip.test for slip in found({**values, code: format(moved, "f")})}


def test_the_one_that_a_moved_point_mends_is_named() -> None:
    values = {c: str(v) for c, v in CBC.items()} | {"HB": "1.28"}
    (slip,) = found(values)
    assert slip == Slip(
        test="HB", look=False, said="Haemoglobin 1.28 looks like 12.8 g/dL with its point moved: far outside the range."
    )  # fmt: skip


def test_a_differential_that_does_not_add_up() -> None:
    values = {"NEU": "65.0", "LYM": "24.0", "MON": "0.70", "EOS": "3.7", "BAS": "0.3"}
    assert [(s.test, s.said) for s in found(values)] == [
        (
            "MON",
            "Monocytes % 0.7 looks like 7 % with its point moved: NEU 65 and LYM 24 and MON 0.7 and EOS 3.7"
            " and BAS 0.3 do not go together.",
        )
    ]


def test_all_are_named_where_no_single_slip_explains_it() -> None:
    assert {s.test for s in found({"TP": "5.0", "ALB": "4.0", "GLOB": "3.0"})} == {"TP", "ALB", "GLOB"}


def test_the_values_of_a_healthy_tube_go_together() -> None:
    assert list(broken(CBC)) == []
    assert found({c: str(v) for c, v in CBC.items()}) == []


def test_nothing_to_divide_by_breaks_nothing() -> None:
    zero = dict.fromkeys((code for one in RELATIONS for code in one.tests), 0.0)
    assert all(one.holds({}) for one in RELATIONS)
    assert mends(zero, "HB", 0.0) in (True, False)


@given(st.dictionaries(st.sampled_from(sorted(CBC)), st.decimals("1", "999", places=1), min_size=1))
def test_what_is_as_it_was_and_goes_together_is_none(values: dict[str, Decimal]) -> None:
    code = next(iter(values))
    assert found({code: str(values[code])}, {code: float(values[code])}) == []
