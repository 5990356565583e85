"""Dilutions: what was read, times how often, exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.rules.dilution import dilution, undiluted
from labkiosk.rules.numeric import parse_reading
from tests.lab.refusals import refused


@pytest.mark.parametrize(("typed", "times"), [("10", "10"), ("1:10", "10"), (" 1 : 4 ", "4"), ("2.5", "2.5")])
def test_how_many_times(typed: str, times: str) -> None:
    assert dilution(typed) == Decimal(times)


@pytest.mark.parametrize("typed", ["", "1", "0", "-2", "1:1", "ten", "10x", "2:10", "1e3", "200000"])
def test_what_is_no_dilution(typed: str) -> None:
    with refused(f'"{typed}" is no dilution: type how many times, like 10 for 1:10.'):
        dilution(typed)


@pytest.mark.parametrize(
    ("read", "times", "value"),
    [
        ("15.4", "10", "154.0"),
        (".05", "4", "0.20"),
        ("<15", "10", "<150"),
        (">1000", "2.5", ">2500.0"),
        ("0", "10", "0"),
    ],
)
def test_what_was_in_it(read: str, times: str, value: str) -> None:
    assert undiluted(read, "Glucose", Decimal(times)) == value


@given(st.decimals(0, 99_999, places=3), st.integers(2, 1000))
def test_it_is_exact(read: Decimal, times: int) -> None:
    found = parse_reading(undiluted(f"{read:f}", "Glucose", Decimal(times)), "Glucose").number
    assert found.scaleb(3) == int(read.scaleb(3)) * times
