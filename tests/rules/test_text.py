"""The choke point where text enters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.facts.errors import Refused
from labkiosk.rules.text import clean, either, printable

JOINERS = "\u200c\u200d"

any_text = st.text(alphabet=st.characters(), max_size=40)
marks = st.sampled_from("\u0301\u0327\u0323\u093c\u094d\u0903\u20dd\u200d")
marked_text = st.text(alphabet=st.one_of(st.sampled_from("aé क \u0958\u1ec7"), marks), max_size=20)


@pytest.mark.parametrize(
    "text",
    [
        "Asha Devi",
        "[/]",
        "[@click=app.quit]",
        "O'Brien-D'Souza, Jr.",
        "श्रीमती लक्ष्मी त्रिपाठी",
        "क्\u200dष",
        "അവന്\u200d",
        "ശ്രീലക്ഷ്മി",
        "ஸ்ரீநிவாசன்",
        "শ্রীমতী",
        "ଶ୍ରୀ",
        "محمد علی",
        "می\u200cخواهم",
        "שָׁלוֹם",
        "Nguyễn Thị Ngọc Ánh",
        "ญี่ปุ่น",
        "བསྒྲུབས",
        "10³/µL",
        "👩\u200d🔬",
    ],
)
def test_every_script_gets_through_unchanged(text: str) -> None:
    assert clean(text, "Name") == text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Asha \u00a0  Devi\r\n", "Asha Devi"),
        ("e\u0301", "\u00e9"),
        ("Ha\u3000Noi", "Ha Noi"),
        ("", ""),
        (" \t", ""),
        ("A\u030a" * 80, "\u00c5" * 80),
    ],
)
def test_one_way_to_write_it(text: str, cleaned: str) -> None:
    assert clean(text, "Name") == cleaned


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\x1b[2Jb", "Name has a control character (\\x1b). Type it again without it."),
        ("a\x9b2Jb", "Name has a control character (\\x9b). Type it again without it."),
        ("a\tb", "Name has a control character (\\x09). Type it again without it."),
        ("a\nb", "Name has a control character (\\x0a). Type it again without it."),
        ("a\x00", "Name has a control character (\\x00). Type it again without it."),
        ("\x85a", "Name has a control character (\\x85). Type it again without it."),
        ("\ud800", "Name has a broken character (\\ud800). Type it again without it."),
        ("a\u0378", "Name has an unknown character (\\u0378). Type it again without it."),
        ("a\ufdd0", "Name has an unknown character (\\ufdd0). Type it again without it."),
        ("a\U0001ffff", "Name has an unknown character (\\U0001ffff). Type it again without it."),
        ("a\ue000", "Name has a private character (\\ue000). Type it again without it."),
        ("a\u202eb", "Name has a hidden character (\\u202e). Type it again without it."),
        ("a\u2066b", "Name has a hidden character (\\u2066). Type it again without it."),
        ("a\u200eb", "Name has a hidden character (\\u200e). Type it again without it."),
        ("a\u200bb", "Name has a hidden character (\\u200b). Type it again without it."),
        ("a\u00adb", "Name has a hidden character (\\xad). Type it again without it."),
        ("\ufeffa", "Name has a hidden character (\\ufeff). Type it again without it."),
        ("a\U000e0041", "Name has a hidden character (\\U000e0041). Type it again without it."),
        ("a\u2028b", "Name has a line break (\\u2028). Type it again without it."),
        ("a\u2029", "Name has a line break (\\u2029). Type it again without it."),
        ("x" * 81, "Name is too long: 81 characters, at most 80."),
        ("x" * 321, "Name is too long: 321 characters, at most 80."),
        ("z" + "\u0334" * 5, "Name has too many marks on one letter. Type it again without them."),
        ("z" + "\u0334\u200d" * 5, "Name has too many marks on one letter. Type it again without them."),
        ("\u0334" * 5 + "z", "Name has too many marks on one letter. Type it again without them."),
        ("\u200d\u200c", "Name has nothing that can be seen. Type it again."),
        ("\u3164", "Name has nothing that can be seen. Type it again."),
        ("\u0301", "Name has nothing that can be seen. Type it again."),
    ],
)
def test_refusals(text: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        clean(text, "Name")
    assert str(refused.value) == message


def test_required_and_limit() -> None:
    with pytest.raises(Refused) as refused:
        clean("  ", "Ward", required=True)
    assert str(refused.value) == "Ward is missing. Type it."
    assert clean("abc", "Ward", limit=3) == "abc"
    with pytest.raises(Refused):
        clean("abcd", "Ward", limit=3)


@given(st.one_of(any_text, marked_text))
def test_what_comes_out_is_safe_and_stays_as_it_is(text: str) -> None:
    try:
        cleaned = clean(text, "Name")
    except Refused as refused:
        assert str(refused).isprintable()
        return
    assert all(c in JOINERS or c.isprintable() for c in cleaned)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "  " not in cleaned
    assert cleaned == cleaned.strip()
    assert clean(cleaned, "Name") == cleaned


@given(any_text)
def test_printable_lets_no_control_out(text: str) -> None:
    shown = printable(text)
    for character in set(shown) - {" ", *JOINERS}:
        assert unicodedata.category(character)[0] not in "CZ"
    shown.encode()
    assert shown.splitlines() in ([shown], [])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "\\x1b[31m"),
        ("a\r\nb", "a\\x0d\\x0ab"),
        ("\x7f\x9b", "\\x7f\\x9b"),
        ("\u202eabc", "\\u202eabc"),
        ("\ud800", "\\ud800"),
        ("a\u00a0b", "a\\xa0b"),
        ("\U000e0041", "\\U000e0041"),
        ("अवन्\u200dी", "अवन्\u200dी"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_printable_cuts() -> None:
    assert printable("abcdef", limit=6) == "abcdef"
    assert printable("abcdefg", limit=6) == "abcdef…"


def test_either() -> None:
    assert either(["a"]) == "a"
    assert either(["a", "b"]) == "a or b"
    assert either(["a", "b", "c"]) == "a, b or c"
