"""How a scanner sends, told from three barcodes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.scanners.trial import CODES, Sends, Trial

THREE = list(CODES.values())
WELL = [
    "STX comes before each code.",
    "CR at the end of each code.",
    "AIM identifiers come: another sort of barcode is refused.",
]


def trial(*sent: str) -> Trial:
    made = Trial()
    for signs in sent:
        made.add(signs)
    return made


@given(
    st.booleans(),
    st.booleans(),
    st.sampled_from(["\r", "\n", "\r\n"]),
    st.permutations(THREE),
    st.integers(1, 40),
)
def test_every_way_of_sending(prefix: bool, aim: bool, end: str, order: list[str], size: int) -> None:
    stx = "\x02" if prefix else ""
    sent = "".join(f"{stx}{']C0' if aim else ''}{code}{end}" for code in order)
    made = trial(*(sent[at : at + size] for at in range(0, len(sent), size)))
    assert made.result() == Sends(prefix, aim, end, exact=True)


def test_what_is_said_of_a_scanner_that_is_set_well() -> None:
    made = trial()
    assert made.words() == ["Scan the barcode of letters."]
    for what, code in CODES.items():
        assert made.words() == [f"Scan the barcode of {what}."]
        made.add(f"\x02]C0{code}\r")
    assert made.words() == WELL


def test_what_is_said_of_one_as_it_leaves_its_box() -> None:
    assert trial(*(f"{code}\r\n" for code in THREE)).words() == [
        "No STX comes before a code: set it as the prefix.",
        "CR and LF at the end of each code.",
        "No AIM identifier comes: turn it on, or another sort of barcode may pass.",
    ]


def test_one_that_ends_no_code() -> None:
    made = trial("\x02".join(["", *THREE]))
    assert made.result() == Sends(True, False, "", exact=False)
    assert "Nothing ends a code: set CR (Enter) as the suffix." in made.words()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (
            "\x02lk.test.aqm]\r",
            "Capitals come as small letters: Caps Lock is on, or the scanner changes them.",
        ),
        # A French scanner, and a kiosk that reads US keys.
        (
            "\x02LK:TEST:QA<$\r",
            "Other characters came than the barcode has. Set the scanner's keyboard layout to US.",
        ),
    ],
)
def test_letters_that_come_as_others(sent: str, said: str) -> None:
    assert trial(sent).words() == [said, "Scan the barcode of letters."]


def test_another_symbology_is_not_exact() -> None:
    result = trial(*(f"\x02]A0{code}\r" for code in THREE)).result()
    assert result is not None
    assert (result.identifiers, result.exact) == (False, False)


def test_what_came_is_shown_and_the_last_of_it_kept() -> None:
    assert trial("\x02]C0 1\r\n\x7f\x00é").shown == "STX ] C 0 SPACE 1 CR LF 0x7F ? 0xE9"
    made = trial("1" * 100_000)
    assert len(made.shown) < 1000


def test_once_more_the_last_word_counts() -> None:
    made = trial(*(f"{code}\r" for code in THREE), *(f"\x02]C0{code}\r" for code in THREE))
    assert made.words() == WELL
