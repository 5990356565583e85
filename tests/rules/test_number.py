"""The sample number."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from labkiosk.facts.errors import Refused
from labkiosk.rules.number import check_number, last_four, sample_number

kiosks = st.integers(1, 98)
serials = st.integers(0, 999_999_999)


@pytest.mark.parametrize(
    ("kiosk", "serial", "number"),
    [
        (1, 0, "010000000003"),
        (1, 1, "010000000016"),
        (7, 123_456_789, "071234567891"),
        (98, 999_999_999, "989999999996"),
    ],
)
def test_numbers_already_on_tubes_never_change(kiosk: int, serial: int, number: str) -> None:
    assert sample_number(kiosk, serial) == number


@given(kiosks, serials)
def test_a_number_reads_back(kiosk: int, serial: int) -> None:
    number = sample_number(kiosk, serial)
    assert len(number) == 12
    assert check_number(f" {number}\r\n") == number
    assert int(number[:2]) == kiosk
    assert int(number[2:11]) == serial
    assert number.endswith(last_four(number))
    assert len(last_four(number)) == 4


@given(kiosks, serials)
def test_every_single_wrong_digit_is_caught(kiosk: int, serial: int) -> None:
    number = sample_number(kiosk, serial)
    for place, right in enumerate(number):
        for wrong in set("0123456789") - {right}:
            with pytest.raises(Refused):
                check_number(number[:place] + wrong + number[place + 1 :])


@given(kiosks, serials, st.integers(0, 10))
def test_every_swap_of_neighbours_is_caught(kiosk: int, serial: int, place: int) -> None:
    number = sample_number(kiosk, serial)
    assume(number[place] != number[place + 1])
    with pytest.raises(Refused):
        check_number(number[:place] + number[place + 1] + number[place] + number[place + 2 :])


@given(st.tuples(kiosks, serials), st.tuples(kiosks, serials))
def test_two_samples_never_share_a_number(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert (sample_number(*one) == sample_number(*other)) == (one == other)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("010000000017", "Scan again: check digit wrong in 010000000017."),
        ("0100", "Scan again: a sample number has 12 digits, 0100 has 4."),
        ("0" * 40, f"Scan again: a sample number has 12 digits, {'0' * 24}… has 40."),
        ("", 'Scan again: a sample number has only digits, not "".'),
        ("01000000001A", 'Scan again: a sample number has only digits, not "01000000001A".'),
        ("\x1b[2J", 'Scan again: a sample number has only digits, not "\\x1b[2J".'),
        ("०१००००००००१६", 'Scan again: a sample number has only digits, not "०१००००००००१६".'),
        ("000000000000", "Scan again: no home has the number 00 that 000000000000 begins with."),
    ],
)
def test_what_is_no_number_is_refused(text: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        check_number(text)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("kiosk", "serial", "message"),
    [
        (0, 1, "A home number is 01 to 98, not 0."),
        (99, 1, "A home number is 01 to 98, not 99."),
        (1, -1, "Home 01 has no sample number -1: make a new home with a new number."),
        (3, 10**9, "Home 03 has no sample number 1000000000: make a new home with a new number."),
    ],
)
def test_bounds(kiosk: int, serial: int, message: str) -> None:
    with pytest.raises(Refused) as refused:
        sample_number(kiosk, serial)
    assert str(refused.value) == message


def test_digits_may_be_grouped_as_paper_groups_them() -> None:
    assert check_number(" 0100 0000 0016\n") == "010000000016"
