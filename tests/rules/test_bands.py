"""Which limits hold for whom, against an oracle that asks every patient one could be, one by one."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.catalogue.limits import Band
from labkiosk.catalogue.model import Test
from labkiosk.rules.bands import bands_for, limit_text, range_for, reference_text, side_of
from labkiosk.rules.numeric import Reading
from tests.rules.making import band, make_test

SEXES = ["F", "M", "O", "U", ""]
AGES = [*range(30), 60, 43_799]


@st.composite
def banded_tests(draw: st.DrawFn) -> Test:
    """A test whose bands never overlap: each sex cut at the same few days, some pieces left without a band."""
    cuts = sorted(draw(st.sets(st.integers(1, 29), max_size=2)))
    stretches = list(zip([0, *cuts], [*cuts, None], strict=True))
    bands: list[Band] = []
    for ages in stretches:
        for sex in draw(st.sampled_from([(), ("",), ("F",), ("M",), ("F", "M")])):
            low = draw(st.none() | st.integers(0, 10))
            high = draw(st.none() | st.integers(11, 20))
            if low is not None or high is not None:
                bands.append(
                    band(
                        "range",
                        None if low is None else str(low),
                        None if high is None else str(high),
                        sex,
                        ages,
                    )
                )
    return make_test(bands=tuple(bands))


readings = st.builds(
    Reading,
    comparator=st.sampled_from(["", "<", ">"]),
    number=st.decimals(-1, 21, places=1),
)


def could_be(sex: str, age: int | None) -> Iterator[tuple[str, int]]:
    for s in [sex] if sex in {"F", "M"} else ["F", "M"]:
        for a in AGES if age is None else [age]:
            yield s, a


def stands_for(reading: Reading) -> list[Fraction]:
    """Points close to and far along the stretch of values that the reading means."""
    number = Fraction(reading.number)
    steps = [Fraction(1, 10**9), Fraction(1, 2), Fraction(3), Fraction(100), Fraction(10**6)]
    return {
        "": [number],
        "<": [number - step for step in steps],
        ">": [number + step for step in steps],
    }[reading.comparator]


def flag_of(test: Test, point: Fraction, sex: str, age: int) -> str:
    for b in test.bands:
        if b.sex and b.sex != sex:
            continue
        if age not in range(b.from_days, 10**6 if b.to_days is None else b.to_days):
            continue
        if b.low is not None and point < Fraction(b.low):
            return "L"
        if b.high is not None and point > Fraction(b.high):
            return "H"
    return ""


@given(banded_tests(), readings, st.sampled_from(SEXES), st.none() | st.sampled_from(AGES))
def test_a_flag_holds_for_everyone_it_could_be(
    test: Test, reading: Reading, sex: str, age: int | None
) -> None:
    flags = {flag_of(test, p, s, a) for s, a in could_be(sex, age) for p in stands_for(reading)}
    expected = flags.pop() if len(flags) == 1 else ""
    assert side_of(reading, bands_for(test, "range", sex, age)) == expected


@given(banded_tests(), readings, st.sampled_from(["F", "M"]), st.sampled_from(AGES))
def test_knowing_less_never_flags_more(test: Test, reading: Reading, sex: str, age: int) -> None:
    known = side_of(reading, bands_for(test, "range", sex, age))
    for less in (("U", age), (sex, None), ("O", None)):
        assert side_of(reading, bands_for(test, "range", *less)) in ("", known)


@given(banded_tests(), st.sampled_from(SEXES), st.none() | st.sampled_from(AGES))
def test_a_range_is_shown_only_where_it_is_everyones(test: Test, sex: str, age: int | None) -> None:
    shown = range_for(test, sex, age)
    if shown is not None:
        for s, a in could_be(sex, age):
            for point in (Fraction(n, 2) for n in range(-2, 44)):
                low = shown.low is not None and point < Fraction(shown.low)
                high = shown.high is not None and point > Fraction(shown.high)
                assert flag_of(test, point, s, a) == ("L" if low else "H" if high else "")


def test_bands_are_half_open() -> None:
    test = make_test(bands=(band("range", "1", "2", ages=(0, 28)), band("range", "3", "4", ages=(28, None))))
    assert [reference_text(range_for(test, "F", age), 0) for age in (0, 27, 28, 29)] == [
        "1–2",
        "1–2",
        "3–4",
        "3–4",
    ]


def test_the_other_kinds_of_band_are_not_asked() -> None:
    test = make_test(bands=(band("critical", "1", "2"),))
    assert bands_for(test, "range", "F", 1) == (None,)
    assert range_for(test, "F", 1) is None


def test_limits_that_are_the_same_for_all_are_shown_though_sex_is_not_known() -> None:
    test = make_test(bands=(band("range", "1", "2", "F"), band("range", "1", "2", "M")))
    assert reference_text(range_for(test, "U", None), 0) == "1–2"
    assert range_for(make_test(bands=(band("range", "1", "2", "F"),)), "U", None) is None


def test_low_for_a_woman_and_high_for_a_man_is_no_flag_for_either() -> None:
    bands = (band("range", "10", "12", "F"), band("range", "1", "2", "M"))
    five = Reading(comparator="", number=Decimal(5))
    assert [side_of(five, bands_for(make_test(bands=bands), "range", s, 1)) for s in "FMU"] == ["L", "H", ""]


def test_a_band_to_the_oldest_age_has_no_end() -> None:
    assert range_for(make_test(bands=(band("range", "1", "2", ages=(0, 43_800)),)), "F", None) is not None
    assert range_for(make_test(bands=(band("range", "1", "2", ages=(0, 36_500)),)), "F", None) is None


@pytest.mark.parametrize(
    ("low", "high", "decimals", "text"),
    [
        ("136", "145", 0, "136–145"),
        ("0.7", "1.1", 2, "0.70–1.10"),
        ("0.7", "1.15", 0, "0.7–1.15"),
        ("0", "0.4", 1, "0.0–0.4"),
        ("0", None, 0, "≥ 0"),
        (None, "0", 0, "≤ 0"),
        (None, "200", 0, "≤ 200"),
        ("40", None, 0, "≥ 40"),
        ("-2", "2", 0, "-2 to 2"),
        ("1E+2", "4E+2", 0, "100–400"),
    ],
)
def test_reference_text(low: str | None, high: str | None, decimals: int, text: str) -> None:
    assert reference_text(band("range", low, high), decimals) == text


def test_no_range_no_text() -> None:
    assert reference_text(None, 2) == ""


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        ("0", "300", "0 to 300"),
        ("0", None, "0 or more"),
        (None, "0", "at most 0"),
        (None, "1E+2", "at most 100"),
    ],
)
def test_limit_text(low: str | None, high: str | None, text: str) -> None:
    assert limit_text(band("impossible", low, high)) == text


def test_limits_stay_decimal() -> None:
    assert reference_text(band("range", "0.1", "0.3"), 1) == "0.1–0.3"
    assert side_of(Reading(comparator="", number=Decimal("0.3")), [band("range", None, "0.3")]) == ""
