"""Another system's barcode: what is taken for one, and what never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.facts.errors import Refused
from labkiosk.rules.barcode import check_barcode, is_number
from labkiosk.rules.number import sample_number


@pytest.mark.parametrize("text", ["HIS-77", " 2211230042\r", "a/b c", "0" * 40, "010000000017"])
def test_a_barcode_is_taken_as_it_is(text: str) -> None:
    assert check_barcode(text) == text.strip()


@pytest.mark.parametrize("text", ["", "123", "x" * 41, "a\x1bbcd", "नमूना", "tab\there", "\u202eabcd"])
def test_other_texts_are_no_barcode(text: str) -> None:
    with pytest.raises(Refused, match=r"is no barcode"):
        check_barcode(text)


@pytest.mark.parametrize("text", ["LK:CARD:O01-0000001", "lk:report:x", "O01-0000042", "j01-0000042"])
def test_our_own_papers_are_no_barcode_of_a_tube(text: str) -> None:
    with pytest.raises(Refused, match=r"laboratory's own papers: scan the tube\.$"):
        check_barcode(text)


@given(st.integers(1, 98), st.integers(0, 999_999_999))
def test_no_number_that_could_be_a_sample_is_a_barcode(kiosk: int, serial: int) -> None:
    number = sample_number(kiosk, serial)
    assert is_number(number)
    with pytest.raises(Refused, match=r"could be a sample number of ours"):
        check_barcode(number)
