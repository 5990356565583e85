"""The catalogue that ships: whole, believable, unsigned, and nothing in it invented."""

import csv
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.catalogue import Band, Catalogue, load, load_apart, problems
from labkiosk.catalogue.calculated import Calculations
from labkiosk.facts.errors import Refused
from labkiosk.resources import asset

OURS = load()
AGES = st.integers(0, 120 * 366)
KINDS = ("range", "critical", "hold", "impossible")

WHO = (("F", "no"), ("F", "yes"), ("M", "no"))


def rows(name: str) -> list[dict[str, str]]:
    with (asset("catalogue") / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def at(code: str, kind: str, sex: str, days: int, pregnant: str = "no") -> list[Band]:
    return [
        band
        for band in OURS.tests[code].bands
        if band.kind == kind
        and band.sex in ("", sex)
        and band.pregnant in ("", pregnant)
        and band.from_days <= days
        and (band.to_days is None or days < band.to_days)
    ]


def test_it_has_no_fault_and_enough_in_it() -> None:
    assert problems() == []
    assert len(OURS.tests) >= 120
    assert len(OURS.panels) >= 15
    assert {"CBC", "KFT", "LFT", "ELEC", "LIPID", "GLUC", "COAG", "ABG", "THYROID"} <= OURS.panels.keys()
    assert {"CARDIAC", "IRON", "INFL", "URINE", "SEROLOGY", "MALARIA", "DENGUE", "CSF"} <= OURS.panels.keys()
    assert {"yellow", "pink", "blue"} == OURS.presets.keys()
    assert len(OURS.hash) == 64


def test_every_loinc_has_its_check_digit_and_stands_once() -> None:
    codes = [test.loinc for test in OURS.tests.values() if not test.code.startswith(("BC2", "BC3"))]
    assert len(set(codes)) == len(codes)  # but the bottles of a further set, which are those of the first
    for code in [*codes, *(panel.loinc for panel in OURS.panels.values() if panel.loinc)]:
        digits, _, check = code.partition("-")
        total = sum(int(sign) for place in digits[::-1][::2] for sign in str(int(place) * 2))
        total += sum(int(place) for place in digits[::-1][1::2])
        assert (total + int(check)) % 10 == 0, code


def test_every_row_says_its_source_and_none_is_signed() -> None:
    for row in [*rows("tests.csv"), *rows("limits.csv")]:
        assert row["source"]
        assert row["approved_by"] == ""


@given(AGES, st.sampled_from(WHO))
def test_at_any_age_at_most_one_band_of_a_kind(days: int, who: tuple[str, str]) -> None:
    for code in OURS.tests:
        for kind in KINDS:
            assert len(at(code, kind, who[0], days, who[1])) <= 1, (code, kind)


@given(AGES, st.sampled_from(WHO))
def test_at_any_age_the_limits_lie_within_each_other(days: int, who: tuple[str, str]) -> None:
    for code in OURS.tests:
        low, high = Decimal("-Infinity"), Decimal("Infinity")
        for kind in reversed(KINDS):
            for band in at(code, kind, who[0], days, who[1]):
                assert band.low is None or low <= band.low <= high, (code, kind)
                assert band.high is None or low <= band.high <= high, (code, kind)
                low = low if band.low is None else band.low
                high = high if band.high is None else band.high


def test_only_nonsense_is_impossible() -> None:
    """Values seen in life are held or critical, never refused: potassium 7.8, sodium 108, pH 6.85, ALT 6000."""
    for code, value in (("K", "7.8"), ("NA", "108"), ("PH", "6.85"), ("ALT", "6000"), ("WBC", "240")):
        (impossible,) = at(code, "impossible", "M", 9000)
        (hold,) = at(code, "hold", "M", 9000)
        assert impossible.low == 0
        assert impossible.high in (None, 14)
        assert not (hold.low or 0) <= Decimal(value) <= (hold.high or Decimal("Infinity"))


def test_every_number_that_cannot_be_negative_is_kept_from_it() -> None:
    for test in OURS.tests.values():
        if test.kind == "numeric" and test.code not in ("BE", "AGAP"):
            assert [band.low for band in test.bands if band.kind == "impossible"] == [0], test.code


def test_the_rows_known_to_be_wrong_are_mended() -> None:
    assert at("CRP", "range", "M", 9000)[0].high == Decimal("4.9")
    assert (at("ICA", "range", "M", 9000)[0].low, OURS.tests["ICA"].units[0].ucum) == (
        Decimal("1.15"),
        "mmol/L",
    )
    assert at("HB", "range", "M", 365 * 3) == []
    assert at("HB", "range", "M", 365 * 30)[0].low == 13
    assert at("MCH", "range", "M", 9000)[0].low == 27
    assert at("TROPI", "range", "M", 9000) == []
    assert at("UREA", "range", "M", 9000) == []
    assert OURS.tests["UREA"].loinc == "3091-6"
    assert OURS.tests["BUN"].loinc == "3094-0"
    assert OURS.tests["WBC"].units[0].ucum == "10*3/uL"


FACTORS = [
    ("GLUR", "mmol/L", "5.5", "99"),
    ("CREA", "umol/L", "88.4", "1.00"),
    ("UREA", "mmol/L", "5", "30"),
    ("BUN", "mmol/L", "5", "14.0"),
    ("TBIL", "umol/L", "17.1", "1.00"),
    ("CA", "mmol/L", "2.5", "10.0"),
    ("CHOL", "mmol/L", "5.17", "200"),
    ("TG", "mmol/L", "1.69", "150"),
    ("HB", "g/L", "135", "13.5"),
    ("WBC", "/uL", "7400", "7.4"),
    ("PLT", "10*5/uL", "1.5", "150"),
    ("PLT", "/uL", "150000", "150"),
    ("RBC", "/uL", "4500000", "4.5"),
    ("UA", "umol/L", "357", "6.0"),
    ("PCO2", "kPa", "5.33", "40"),
    ("FT4", "pmol/L", "12.9", "1.00"),
    ("T3", "nmol/L", "1.54", "100"),
    ("CRP", "mg/dL", "1", "10"),
    ("VITD", "nmol/L", "75", "30.0"),
]


@pytest.mark.parametrize(("code", "unit", "given_value", "own"), FACTORS)
def test_a_value_in_another_unit_is_the_textbook_s(code: str, unit: str, given_value: str, own: str) -> None:
    (factor,) = [each.factor for each in OURS.tests[code].units if each.ucum == unit]
    wanted = Decimal(own)
    assert (Decimal(given_value) * factor).quantize(wanted) == wanted


def test_tubes_are_drawn_in_the_order_of_gp41() -> None:
    blood = ("BLDC", "CIT", "SST", "HEP", "EDTA", "FLU")
    orders = [OURS.containers[code].draw_order for code in blood]
    assert orders == sorted(set(orders))


def test_small_tubes_are_drawn_in_the_order_of_gp42() -> None:
    """Blood gas first, then EDTA, the other additives, and serum last."""
    skin = ("CGAS", "CEDTA", "CHEP", "CFLU", "CSST")
    orders = [OURS.containers[code].draw_order for code in skin]
    assert orders == sorted(set(orders))
    small = {each.code: each.small.container for each in OURS.containers.values() if each.small}
    assert small == {"SST": "CSST", "EDTA": "CEDTA", "HEP": "CHEP", "FLU": "CFLU", "BLDC": "BCPED"}


def test_what_may_not_share_a_tube_says_so() -> None:
    own = {test.code for test in OURS.tests.values() if test.own_tube}
    bottles = {f"BC{number}{kind}" for number in (1, 2, 3) for kind in "AN"}
    assert own == {"GLUF", "GLUPP", "GLU1H", "GLU2H", "GLU50", "BLDCUL", "NH3", "HIVVL", "HISTO"} | bottles
    assert {test.code: test.mark for test in OURS.tests.values() if test.mark} == {
        "GLUF": "fasting", "GLUPP": "120 min", "GLU1H": "60 min", "GLU2H": "120 min", "GLU50": "60 min",
        "BC1A": "set 1 aerobic", "BC1N": "set 1 anaerobic", "BC2A": "set 2 aerobic",
        "BC2N": "set 2 anaerobic", "BC3A": "set 3 aerobic", "BC3N": "set 3 anaerobic",
    }  # fmt: skip


def test_every_choice_is_one_key_and_every_bench_a_target() -> None:
    for test in OURS.tests.values():
        keys = [choice.key for choice in test.choices]
        assert len(set(keys)) == len(keys)
        assert (test.kind == "choice") == (len(keys) > 1)
        assert test.targets["stat"] <= test.targets["urgent"] <= test.targets["routine"]


def test_head_starts() -> None:
    assert {each.code: each.head_start_min for each in OURS.priorities.values()} == {
        "stat": 14 * 24 * 60,
        "urgent": 12 * 60,
        "routine": 0,
    }


@pytest.mark.parametrize(
    ("panel", "test"), [("KFT", "EGFR"), ("ELEC", "AGAP"), ("BONE", "CCA"), ("LIPID", "LDL")]
)
def test_a_panel_has_what_is_calculated_of_it(panel: str, test: str) -> None:
    rules: Calculations = load_apart("calculated.csv", OURS)
    assert {each.test for way in rules.by_test[test] for each in way.inputs} < {*OURS.panels[panel].tests}
    assert test in OURS.panels[panel].tests


def test_expand_takes_tests_and_panels_in_any_case_once() -> None:
    assert [test.code for test in OURS.expand(["k", "ELEC", " Crea "])] == [
        "K",
        "NA",
        "CL",
        "HCO3",
        "AGAP",
        "CREA",
    ]
    assert OURS.expand([]) == ()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("CBCC", "no test or panel is called 'CBCC'; the nearest are CBC, CSFWBC, WBC, RBC"),
        ("glucos", "no test or panel is called 'glucos'; the nearest are GLUC, CSFGLU, UGLU"),
        ("@@@", "no test or panel is called '@@@'; `labkiosk catalogue` lists them"),
    ],
)
def test_an_unknown_code_is_refused_with_the_nearest(code: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        OURS.expand(["K", code])
    assert str(caught.value) == said


def test_a_reason_is_of_one_use() -> None:
    assert OURS.reason("clotted", "reject").text == "Clotted"
    with pytest.raises(Refused) as caught:
        OURS.reason("CLOTTED", "cancel")
    assert str(caught.value) == (
        "'CLOTTED' is not a cancel code; use one of TWICE, WRONG-PATIENT, WRONG-TEST, NOT-NEEDED, NO-SAMPLE, LEFT"
    )


def test_it_travels_as_json() -> None:
    blob: Any = msgspec.json.decode(msgspec.json.encode(OURS))
    assert msgspec.convert(blob, Catalogue, strict=False) == OURS


def test_loinc_s_notice_travels_with_its_codes() -> None:
    notice = (asset("catalogue") / "LOINC-NOTICE.txt").read_text(encoding="utf-8")
    assert "LOINC is copyright © Regenstrief Institute, Inc." in notice
    assert "available at no cost under the\nlicense at http://loinc.org/license" in notice
