"""Identifiers in their one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.facts.errors import Refused
from labkiosk.facts.patient import Identifier
from labkiosk.rules.emergency_name import emergency_name
from labkiosk.rules.identifiers import guess, identifier

indian = st.from_regex(r"[6-9][0-9]{9}", fullmatch=True)


@pytest.mark.parametrize(
    ("system", "value", "kept"),
    [
        ("mobile", "9876543210", "9876543210"),
        ("mobile", "+91 98765 43210", "9876543210"),
        ("mobile", "+91-98765-43210", "9876543210"),
        ("mobile", "919876543210", "9876543210"),
        ("mobile", "00919876543210", "9876543210"),
        ("mobile", "09876543210", "9876543210"),
        ("mobile", "(0) 98765.43210", "9876543210"),
        ("mobile", "9198765432", "9198765432"),
        ("mobile", "+977 984-1234567", "+9779841234567"),
        ("mobile", "+3545551", "+3545551"),
        ("mobile", "+44 7911 123456", "+447911123456"),
        ("abha", "91-1234-5678-9012", "91123456789012"),
        ("abha", "91 1234 5678 9012", "91123456789012"),
        ("hospital", " uhid/2022  00123 ", "UHID/2022 00123"),
        ("hospital", "x" * 32, "X" * 32),
        ("emergency", "er-7", "ER-7"),
        ("other", "passport z1234567", "PASSPORT Z1234567"),
    ],
)
def test_one_form(system: str, value: str, kept: str) -> None:
    assert identifier(system, value) == Identifier(system=system, value=kept)


@pytest.mark.parametrize(
    ("system", "value", "message"),
    [
        (
            "mobile",
            "5876543210",
            'Mobile number "5876543210" is wrong: type 10 digits that begin with 6 to 9, or + and the country code.',
        ),
        (
            "mobile",
            "+91 12345 67890",
            'Mobile number "+91 12345 67890" is wrong: type 10 digits that begin with 6 to 9, or + and the country code.',
        ),
        (
            "mobile",
            "+123456",
            'Mobile number "+123456" is wrong: type 10 digits that begin with 6 to 9, or + and the country code.',
        ),
        (
            "mobile",
            "९८७६५४३२१०",
            'Mobile number "९८७६५४३२१०" is wrong: type 10 digits that begin with 6 to 9, or + and the country code.',
        ),
        ("abha", "9112345678901", 'ABHA number "9112345678901" is wrong: type its 14 digits.'),
        ("abha", "91\x1b", 'ABHA number "91\\x1b" is wrong: type its 14 digits.'),
        ("hospital", "", "Hospital number is missing. Type it."),
        ("hospital", "x" * 33, "Hospital number is too long: 33 characters, at most 32."),
        ("hospital", "ß" * 17, "Hospital number is too long: 34 characters, at most 32."),
        ("hospital", "1\x00", "Hospital number has a control character (\\x00). Type it again without it."),
        ("other", " ", "Identifier is missing. Type it."),
        (
            "aadhaar",
            "1",
            'Unknown kind of identifier "aadhaar". Use hospital, mobile, abha or other.',
        ),
    ],
)
def test_refusals(system: str, value: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        identifier(system, value)
    assert str(refused.value) == message


@given(indian, st.sampled_from(["", "0", "+91", "+91 ", "91", "0091"]), st.sampled_from(["", " ", "-"]))
def test_every_way_to_write_a_mobile_number_meets(number: str, prefix: str, gap: str) -> None:
    written = f"{prefix}{number[:5]}{gap}{number[5:]}"
    assert identifier("mobile", written).value == number
    assert guess(written) == ("mobile", number)


@given(st.sampled_from(["mobile", "abha", "hospital", "other"]), st.text(max_size=40))
def test_the_one_form_stays(system: str, value: str) -> None:
    try:
        kept = identifier(system, value)
    except Refused as refused:
        assert str(refused).isprintable() or "\u200d" in value or "\u200c" in value
        return
    assert identifier(system, kept.value) == kept


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("98765 43210", ("mobile", "9876543210")),
        ("+447911123456", ("mobile", "+447911123456")),
        ("91-1234-5678-9012", ("abha", "91123456789012")),
        ("mrn 1234", ("hospital", "MRN 1234")),
        ("1234567890", ("hospital", "1234567890")),
        ("Asha Devi", None),
        ("आशा देवी", None),
        ("", None),
        ("[/]", None),
        (emergency_name(1, 7), None),
        (emergency_name(1, 7).lower(), None),
    ],
)
def test_guess(text: str, found: tuple[str, str] | None) -> None:
    assert guess(text) == found


def test_guess_refuses_what_may_not_enter() -> None:
    with pytest.raises(Refused) as refused:
        guess("98765\x1b43210")
    assert str(refused.value) == "Search has a control character (\\x1b). Type it again without it."


@given(
    st.one_of(
        indian,
        st.from_regex(r"[0-9]{14}", fullmatch=True),
        st.from_regex(r"[A-Z]{1,4}[0-9]{1,8}", fullmatch=True),
    )
)
def test_what_is_guessed_is_what_is_kept(text: str) -> None:
    found = guess(text)
    assert found is not None
    assert identifier(*found).value == found[1]
