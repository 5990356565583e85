"""What was read back is what was told, or it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.catalogue import load
from labkiosk.facts.errors import Refused
from labkiosk.rules.readback import reads_back

TESTS = load().tests


@pytest.mark.parametrize(
    ("test", "value", "unit", "said", "right"),
    [
        ("K", "7.1", "mmol/L", "7.1", True),
        ("K", "7.1", "mmol/L", " 7.10 ", True),
        ("K", "7.1", "mmol/L", "7.1 mmol/L", True),
        ("K", "7.1", "mmol/L", "7.1 MMOL/L", True),
        ("K", "7.1", "mmol/L", "1.7", False),
        ("K", "7.1", "mmol/L", "71", False),
        ("K", "7.1", "mmol/L", "7", False),
        ("GLUR", "450", "mg/dL", "450", True),
        ("GLUR", "450", "mg/dL", "450mg/dL", True),
        ("TSH", ">100", "mIU/L", ">100", True),
        ("TSH", ">100", "mIU/L", "> 100", True),
        ("TSH", ">100", "mIU/L", "100", False),
        ("MP", "P. falciparum", "", "p. falciparum", True),
        ("MP", "P. falciparum", "", "PF", True),
        ("MP", "P. falciparum", "", "PV", False),
        (None, "withdrawn", "", "Withdrawn", True),
        (None, "Gram positive  cocci", "", "gram positive cocci", True),
        (None, "7.1", "", "7.10", False),
    ],
)
def test_what_was_read_back(test: str | None, value: str, unit: str, said: str, right: bool) -> None:
    assert reads_back(TESTS[test] if test else None, value, unit, said) is right


@pytest.mark.parametrize(
    ("test", "said", "refusal"),
    [
        ("K", "", "What was read back is missing. Type it."),
        ("K", "seven", 'Potassium: "seven" is not a number. Type it like 7.8, <15 or >1000.'),
        ("MP", "malaria", 'Malaria parasite: "malaria" is not a choice.'),
        ("K", "7.1 bananas", "bananas"),
    ],
)
def test_what_is_no_value_is_typed_again(test: str, said: str, refusal: str) -> None:
    with pytest.raises(Refused) as refused:
        reads_back(TESTS[test], "7.1" if test == "K" else "P. falciparum", "mmol/L", said)
    assert refusal in str(refused.value)


@given(first=st.decimals(0, 900, places=2), second=st.decimals(0, 900, places=2))
def test_two_numbers_agree_when_they_are_one(first: object, second: object) -> None:
    assert reads_back(TESTS["K"], f"{first}", "mmol/L", f"{second}") is (first == second)
