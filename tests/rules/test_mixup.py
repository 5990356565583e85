"""Tubes that were mixed up: exchanged, shifted by one, or strange to their patient."""

from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.catalogue import load
from labkiosk.rules.likeness import Earlier
from labkiosk.rules.mixup import Mixup, Seen, mixup, unsettled

TESTS = load(None).tests
CODES = ("HB", "MCV", "PLT", "WBC", "CREA", "ALP")
ASHA, MOHAN, FATIMA, GOPAL, MEENA = (
    dict(zip(CODES, values, strict=True))
    for values in (
        (12.8, 89.6, 231, 7.1, 0.7, 62), (9.1, 71.9, 412, 9.8, 2.1, 140), (14.9, 96.0, 160, 4.9, 1.2, 95),
        (7.7, 84.0, 90, 14.0, 5.0, 210), (11.1, 79.0, 300, 6.0, 0.5, 75),
    )
)  # fmt: skip


def before(values: dict[str, float]) -> Earlier:
    return {code: (value,) for code, value in values.items()}


def tube(key: str, values: dict[str, float], of: dict[str, float] | None) -> Seen:
    return Seen(key=key, values=values, earlier=before(of) if of else {})


def how(found: Mixup | None) -> tuple[str, str] | None:
    return (found.how, found.other) if found else None


def test_tubes_in_their_places() -> None:
    run = [tube(str(i), who, who) for i, who in enumerate((ASHA, MOHAN, FATIMA, GOPAL, MEENA))]
    assert [mixup(TESTS, run, at) for at in range(5)] == [None] * 5
    assert not any(unsettled(TESTS, one) for one in run)


def test_two_tubes_exchanged() -> None:
    run = [tube("a", MOHAN, ASHA), tube("f", FATIMA, FATIMA), tube("m", ASHA, MOHAN)]
    assert [how(mixup(TESTS, run, at)) for at in range(3)] == [("exchanged", "m"), None, ("exchanged", "a")]


def test_it_is_the_same_from_both_sides() -> None:
    run = [tube("a", MOHAN, ASHA), tube("m", ASHA, MOHAN)]
    one, other = mixup(TESTS, run, 0), mixup(TESTS, run, 1)
    assert one is not None and other is not None
    assert one.weight == pytest.approx(other.weight)


def test_only_one_of_the_two_was_here_before() -> None:
    assert how(mixup(TESTS, [tube("a", MOHAN, ASHA), tube("new", ASHA, None)], 0)) == ("exchanged", "new")


def test_neither_was_here_before() -> None:
    assert mixup(TESTS, [tube("a", MOHAN, None), tube("m", ASHA, None)], 0) is None


def test_few_things_must_weigh_more() -> None:
    salts = ("NA", "K", "CL", "HCO3")
    one, other = (
        dict(zip(salts, values, strict=True))
        for values in ((139.0, 4.0, 101.0, 24.0), (141.0, 4.5, 103.0, 26.5))
    )
    weak = [tube("a", other, one), tube("m", one, other)]
    assert mixup(TESTS, weak, 0) is None
    sick = {"NA": 118.0, "K": 6.4, "CL": 80.0, "HCO3": 12.0}
    assert how(mixup(TESTS, [tube("a", sick, one), tube("m", one, sick)], 0)) == ("exchanged", "m")


def test_neighbours_shifted_by_one() -> None:
    people = [ASHA, MOHAN, FATIMA, GOPAL, MEENA]
    run = [tube(str(i), people[i - 1], who) for i, who in enumerate(people)]
    assert [how(mixup(TESTS, run, at)) for at in range(2, 5)] == [("shifted", str(i)) for i in (1, 2, 3)]


def test_a_new_patient_with_the_values_of_everybody_is_not_shifted() -> None:
    salts = {"NA": 140.0, "K": 4.2, "CL": 101.0, "HCO3": 24.0}
    run = [tube("new", salts, None), tube("a", salts, salts), tube("m", salts, salts)]
    assert mixup(TESTS, run, 0) is None


def test_a_new_patient_among_neighbours_who_are_shifted() -> None:
    run = [tube("new", MOHAN, None), tube("m", FATIMA, MOHAN), tube("f", GOPAL, FATIMA)]
    assert how(mixup(TESTS, run, 0)) == ("shifted", "m")


def test_a_tube_of_somebody_who_is_not_here() -> None:
    run = [tube("a", {**GOPAL, "MCV": 60.0, "ALP": 900.0}, ASHA), tube("m", MOHAN, MOHAN)]
    assert how(mixup(TESTS, run, 0)) == ("strange", "")


def test_a_tube_with_other_tests_is_none_to_be_exchanged_with() -> None:
    fewer = {code: value for code, value in ASHA.items() if code != "ALP"}
    assert how(mixup(TESTS, [tube("a", MOHAN, ASHA), tube("m", fewer, MOHAN)], 0)) == ("strange", "")


@pytest.mark.parametrize("few", [("HB",), ("CREA", "ALP"), ("HB", "RBC", "HCT")])
def test_too_few_tests_are_no_pattern(few: tuple[str, ...]) -> None:
    more = {"RBC": 4.3, "HCT": 38.6}
    one, other = ({c: v for c, v in (who | more).items() if c in few} for who in (ASHA, MOHAN))
    assert mixup(TESTS, [tube("a", other, one), tube("m", one, other)], 0) is None


PEOPLE = st.lists(
    st.fixed_dictionaries({code: st.floats(value * 0.3, value * 3) for code, value in ASHA.items()}),
    min_size=2,
    max_size=5,
)


@given(PEOPLE)
def test_what_is_as_it_was_is_never_held(people: list[dict[str, float]]) -> None:
    run = [tube(str(i), who, who) for i, who in enumerate(people)]
    assert all(mixup(TESTS, run, at) is None for at in range(len(run)))


@given(PEOPLE)
def test_the_order_of_the_tests_makes_no_difference(people: list[dict[str, float]]) -> None:
    values, own = people[:2]
    seen = {
        how(mixup(TESTS, [tube("a", dict(items), own), tube("m", own, values)], 0))
        for items in list(permutations(values.items()))[::97]
    }
    assert len(seen) == 1


@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_the_others_makes_no_difference_to_an_exchange(
    people: list[dict[str, float]], dice: Random
) -> None:
    others = [tube(str(i), who, who) for i, who in enumerate(people)]
    own = tube("own", people[0], people[1])
    first = mixup(TESTS, [own, *others[:1]], 0)
    dice.shuffle(others)
    found = mixup(TESTS, [own, *others], 0)
    assert first is None or found is not None
