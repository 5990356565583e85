"""Columns on a terminal: aligned and never wider than the screen, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.cli.table import WIDTH, cells, fit, table, wrapped

TEXT = st.text(st.sampled_from("aZ 9é-[]/ह्中ｗ漢あ\u200dا"), max_size=60)
WORDS = st.lists(st.text(st.sampled_from("abc中ह्"), min_size=1, max_size=20), max_size=40).map(" ".join)


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("Asha", 4), ("é", 1), ("e\u0301", 1), ("中村", 4), ("ｗ", 2), ("क्\u200dष", 2), ("أحمد", 4)],
)
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width


@given(TEXT, st.integers(1, WIDTH))
def test_what_fits_stays_and_what_does_not_is_cut(text: str, width: int) -> None:
    shown = fit(text, width)
    assert cells(shown) <= width
    if cells(text) <= width:
        assert shown == text
    else:
        assert shown.endswith("…")
        assert text.startswith(shown[:-1])


@given(
    st.lists(st.tuples(st.text("ab中", max_size=9), st.text("xyह्", max_size=9), TEXT), min_size=1, max_size=9)
)
def test_columns_line_up_within_the_screen(rows: list[tuple[str, str, str]]) -> None:
    lines = table(rows)
    assert len(lines) == len(rows)
    first = max(cells(row[0]) for row in rows) + 2
    second = first + max(cells(row[1]) for row in rows) + 2
    for row, line in zip(rows, lines, strict=True):
        assert cells(line) <= WIDTH
        for column, start in ((row[1], first), (row[2][:3], second)):
            at = [i for i in range(len(line) + 1) if cells(line[:i]) == start]
            assert not column.strip() or any(line.startswith(column.rstrip(), i) for i in at)


def test_the_last_column_is_cut_to_what_is_left() -> None:
    assert table([("ab", "x" * 90), ("c", "y" * 76)]) == ["ab  " + "x" * 75 + "…", "c   " + "y" * 76]


@given(WORDS, st.integers(0, 20))
def test_wrapping_loses_no_word(text: str, indent: int) -> None:
    lines = wrapped(text, indent)
    assert " ".join(" ".join(lines).split()) == " ".join(text.split())
    assert all(line.startswith(" " * indent) for line in lines[1:])
    assert all(cells(line) <= WIDTH for line in lines)


def test_wrapping_keeps_the_first_lines_indent() -> None:
    assert wrapped("  queue      Shows it", 13) == ["  queue      Shows it"]
