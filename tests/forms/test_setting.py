import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.forms.fonts import clusters, length
from labkiosk.forms.setting import fit, grouped, several, width_of, wrap
from tests.forms.people import NAMES

WORDS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=6).map(" ".join)


@given(WORDS, st.integers(10, 60), st.integers(60, 900), st.booleans())
def test_a_cut_text_fits_and_is_cut_between_clusters(text: str, pixels: int, width: int, bold: bool) -> None:
    cut = fit(text, pixels, width, bold)
    if cut == text:
        assert length(text, pixels, bold) <= width
        return
    assert cut.endswith("…")
    kept = cut[:-1]
    whole = clusters(text)
    starts = ["".join(whole[:count]).rstrip() for count in range(len(whole))]
    assert kept in starts
    if kept:
        assert length(cut, pixels, bold) <= width
        longer = starts[starts.index(kept) + 1 :]
        assert all(length(start + "…", pixels, bold) > width for start in longer if start != kept)


@given(WORDS, st.floats(1.5, 6), st.floats(4, 72), st.booleans())
def test_wrapping_loses_nothing_and_keeps_to_the_width(
    text: str, size: float, width: float, bold: bool
) -> None:
    lines = wrap(text, size, width, bold=bold)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    for line in lines:
        assert width_of(line, size, bold=bold) <= width or len(clusters(line)) == 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("one two", ["one two"]),
        ("mL/min/1.73 m²", ["mL/min/", "1.73 m²"]),
        ("150000–410000", ["150000–", "410000"]),
        ("1234567890123456", ["123456789", "0123456"]),
        ("a\n  b", ["a b"]),
    ],
)
def test_where_a_line_breaks(text: str, lines: list[str]) -> None:
    assert wrap(text, 2.2, 13.0) == lines


def test_numbers_and_lists_as_people_read_them() -> None:
    assert grouped("010000000017") == "0100 0000 0017"
    assert several("UHID 1", "", "F", "51 y") == "UHID 1 · F · 51 y"
