"""S, I and R: exact at the limits, monotone between them, and no letter where a value does not tell."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.catalogue.breakpoints import Breakpoint
from labkiosk.facts.errors import Refused
from labkiosk.rules.breakpoints import Judged, fitting, judge, measured

# EUCAST v 12.0: ciprofloxacin against Enterobacterales, and against Pseudomonas, of which none is S.
CIP_DISK = Breakpoint(
    group="EBC", antibiotic="CIP", method="disk", susceptible=Decimal(25), resistant=Decimal(22)
)
CIP_MIC = Breakpoint(
    group="EBC", antibiotic="CIP", method="mic", susceptible=Decimal("0.25"), resistant=Decimal("0.5")
)
PSE_MIC = Breakpoint(
    group="PSE", antibiotic="CIP", method="mic", susceptible=Decimal("0.001"), resistant=Decimal("0.5")
)
RANK = {"S": 0, "I": 1, "R": 2}


@pytest.mark.parametrize(
    ("zone", "letter"), [("6", "R"), ("21", "R"), ("22", "I"), ("24", "I"), ("25", "S"), ("40", "S")]
)
def test_a_zone_at_each_limit(zone: str, letter: str) -> None:
    assert judge(CIP_DISK, measured(zone, "disk")) == Judged(letter)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mic", "letter"),
    [
        ("0.25", "S"), ("0.5", "I"), ("1", "R"), ("<=0.25", "S"), ("<0.25", "S"), (">0.5", "R"), (">=1", "R"),
        (">32", "R"), ("≤0.06", "S"), ("≥ 4", "R"),
    ],
)  # fmt: skip
def test_an_mic_at_each_limit(mic: str, letter: str) -> None:
    assert judge(CIP_MIC, measured(mic, "mic")).letter == letter


@pytest.mark.parametrize("mic", ["<=0.5", "<=1", ">0.25", ">=0.5", "<32", ">0.06"])
def test_an_mic_that_reaches_over_a_limit_has_no_letter_and_says_so(mic: str) -> None:
    assert judge(CIP_MIC, measured(mic, "mic")) == Judged(
        "", "reaches over a limit (S <= 0.25, R > 0.5 mg/L)"
    )


def test_where_eucast_has_no_s_a_low_mic_is_increased_exposure() -> None:
    assert judge(PSE_MIC, measured("0.06", "mic")).letter == "I"
    assert judge(PSE_MIC, measured("1", "mic")).letter == "R"


def test_without_a_breakpoint_there_is_no_letter() -> None:
    assert judge(None, measured("20", "disk")) == Judged("", "no breakpoint")


@pytest.mark.parametrize("text", ["5", "61", "20.5", ">20", "", "wide", "-3", "1e2"])
def test_what_is_no_zone_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        measured(text, "disk")


@pytest.mark.parametrize("text", ["", "0", "<0", "-1", "1e3", "0,5", "=<1", "12345", "nan"])
def test_what_is_no_mic_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        measured(text, "mic")


LIMITS = st.decimals("0.001", "500", places=3)


@st.composite
def points(draw: st.DrawFn, method: str) -> Breakpoint:
    low, high = sorted((draw(LIMITS), draw(LIMITS)))
    s, r = (high, low) if method == "disk" else (low, high)
    return Breakpoint(group="X", antibiotic="Y", method=method, susceptible=s, resistant=r)  # type: ignore[arg-type]


@given(points("disk"), st.integers(6, 60), st.integers(6, 60))
def test_a_wider_zone_is_never_more_resistant(point: Breakpoint, one: int, other: int) -> None:
    narrow, wide = (judge(point, measured(str(z), "disk")).letter for z in sorted((one, other)))
    assert RANK[narrow] >= RANK[wide]


@given(points("mic"), LIMITS, LIMITS)
def test_a_higher_mic_is_never_more_susceptible(point: Breakpoint, one: Decimal, other: Decimal) -> None:
    low, high = (judge(point, measured(str(m), "mic")).letter for m in sorted((one, other)))
    assert RANK[low] <= RANK[high]


@given(points("mic"), LIMITS, st.sampled_from(["<=", "<", ">", ">="]), st.lists(LIMITS, min_size=1))
def test_a_censored_mic_has_a_letter_only_where_every_value_it_stands_for_has_it(
    point: Breakpoint, number: Decimal, sign: str, tries: list[Decimal]
) -> None:
    letter = judge(point, measured(f"{sign}{number}", "mic")).letter
    inside = {
        "<=": lambda v: v <= number, "<": lambda v: v < number, ">": lambda v: v > number, ">=": lambda v: v >= number,
    }[sign]  # fmt: skip
    for value in [v for v in tries if inside(v)]:
        assert letter in ("", judge(point, measured(str(value), "mic")).letter)


def test_the_nearest_group_and_the_specimen_s_own_limits_come_first() -> None:
    def row(group: str, specimen: str = "") -> Breakpoint:
        return Breakpoint(
            group=group,
            antibiotic="FOS",
            method="mic",
            susceptible=Decimal(8),
            resistant=Decimal(8),
            specimen=specimen,
        )

    table = [row("EBC"), row("ECO", "urine")]
    assert fitting(table, ("ECO", "EBC"), "FOS", "mic", "Urine") == table[1]
    assert fitting(table, ("ECO", "EBC"), "FOS", "mic", "Blood") == table[0]
    assert fitting(table, ("ECO", "EBC"), "FOS", "disk", "Blood") is None
    assert fitting(table, ("PSE",), "FOS", "mic", "Urine") is None


def test_limits_that_do_not_hold_for_one_specimen_hold_for_all_others() -> None:
    def row(specimen: str, susceptible: int) -> Breakpoint:
        return Breakpoint(
            group="SPN", antibiotic="MEM", method="mic", susceptible=Decimal(susceptible), resistant=Decimal(8),
            specimen=specimen,
        )  # fmt: skip

    others, csf = row("not csf", 2), row("csf", 1)
    assert fitting([others, csf], ("SPN",), "MEM", "mic", "CSF") == csf
    assert fitting([others, csf], ("SPN",), "MEM", "mic", "Blood") == others
    assert fitting([others], ("SPN",), "MEM", "mic", "CSF") is None
    assert fitting([row("", 4), others], ("SPN",), "MEM", "mic", "Blood") == others


@given(
    st.one_of(
        st.tuples(points("disk"), st.integers(6, 60).map(str)),
        st.tuples(
            points("mic"),
            st.tuples(st.sampled_from(["", "<=", "<", ">", ">="]), LIMITS).map("{0[0]}{0[1]}".format),
        ),
    )
)
def test_a_value_has_one_letter_or_the_reason_why_it_has_none(tried: tuple[Breakpoint, str]) -> None:
    point, text = tried
    letter, why = judge(point, measured(text, point.method))
    assert (letter in RANK) != bool(why)
