"""Which barcode may say what, by its AIM identifier."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.facts.errors import Refused
from labkiosk.scanners.scan import Scan, read

NUMBER = "010000000017"


@pytest.mark.parametrize(
    ("whole", "text", "symbology"),
    [
        (f"]C0{NUMBER}", NUMBER, "C0"),
        ("]C0LK.RECEIVE", "LK.RECEIVE", "C0"),
        ("]Q1LK:CARD:O01-0000001", "LK:CARD:O01-0000001", "Q1"),
        ("]Q2LK:CARD:O01-0000001", "LK:CARD:O01-0000001", "Q2"),
        ("]A0H 4711", "H 4711", "A0"),
        ("]F0A4711B", "A4711B", "F0"),
        ("]C1(01)4711", "(01)4711", "C1"),
        ("]d14711-8", "4711-8", "d1"),
        (NUMBER, NUMBER, None),
        (" LK.RECEIVE ", "LK.RECEIVE", None),
        ("tech", "tech", None),
    ],
)
def test_what_is_taken(whole: str, text: str, symbology: str | None) -> None:
    assert read(whole, "keyboard") == Scan(text, "keyboard", symbology)


BARS = "Refused: a sample number is read from a tube's Code 128 bars. This was "
OTHER = "Scan the tube's label, a paper of ours, or a badge."


@pytest.mark.parametrize(
    ("whole", "said"),
    [
        (f"]Q1{NUMBER}", f"{BARS}QR."),
        (f"]A0{NUMBER}", f"{BARS}Code 39."),
        (f"]I0{NUMBER}", f"{BARS}Interleaved 2 of 5."),
        (f"]C1{NUMBER}", f"{BARS}GS1-128."),
        (f"]E0{NUMBER}", f"{BARS}EAN or UPC, as on goods."),
        ("]Z90100 0000 0017", f"{BARS}an unknown barcode (]Z9)."),
        ("]Q1LK.RECEIVE", "Refused: a command is read from Code 128 bars. This was QR."),
        ("]A0lk.receive", "Refused: a command is read from Code 128 bars. This was Code 39."),
        ("]C0LK:CARD:O01-0000001", "Refused: our papers carry a QR code. This was Code 128."),
        ("]d1LK:CARD:O01-0000001", "Refused: our papers carry a QR code. This was Data Matrix."),
        ("]E04006381333931", f"Refused: EAN or UPC, as on goods. {OTHER}"),
        ("]I04711", f"Refused: Interleaved 2 of 5. {OTHER}"),
        ("]C0", "The scan is empty. Scan again."),
        ("]", "The scan's identifier did not come through whole. Scan again."),
        (f"]0{NUMBER}", "The scan's identifier did not come through whole. Scan again."),
        ("]]C0", "The scan's identifier did not come through whole. Scan again."),
    ],
)
def test_what_is_refused(whole: str, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(whole, "keyboard")
    assert str(refusal.value) == said


def test_a_scanner_that_sends_identifiers_sends_them_always() -> None:
    assert read(f"]C0{NUMBER}", "serial:a", identifiers=True).text == NUMBER
    with pytest.raises(Refused, match="came without its identifier"):
        read(NUMBER, "serial:a", identifiers=True)


@given(st.sampled_from("ABDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"), st.sampled_from("0123456789"))
def test_no_other_code_than_128_gives_a_sample_number_or_a_command(letter: str, modifier: str) -> None:
    for text in (NUMBER, "LK.RECEIVE"):
        with pytest.raises(Refused):
            read(f"]{letter}{modifier}{text}", "keyboard")
