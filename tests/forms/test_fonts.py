import os
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.facts.errors import Refused
from labkiosk.forms.fonts import Run, clusters, length, runs
from labkiosk.resources import asset
from tests.forms.people import NAMES


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("", ()),
        (
            "Anitha, 10³/µL ≥5",
            (Run("NotoSans", "Anitha, 10³/µL "), Run("NotoSansMath", "≥"), Run("NotoSans", "5")),
        ),
        ("Ram राम 2", (Run("NotoSans", "Ram "), Run("NotoSansDevanagari", "राम "), Run("NotoSans", "2"))),
        ("क्‍ष।", (Run("NotoSansDevanagari", "क्‍ष।"),)),
        (
            "خان ७ Ali",
            (
                Run("NotoNaskhArabic", "خان"),
                Run("NotoSans", " "),
                Run("NotoSansDevanagari", "७ "),
                Run("NotoSans", "Ali"),
            ),
        ),
    ],
)
def test_a_font_for_every_run(text: str, split: tuple[Run, ...]) -> None:
    assert runs(text) == split


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("李雷", "李 (U+674E)"),
        ("Ram 😷", "😷 (U+1F637)"),
        (
            "a\x1bp",
            "a control or unassigned character (U+001B)",
        ),
        (
            "a\u202eb",
            "RIGHT-TO-LEFT OVERRIDE (U+202E)",
        ),
    ],
)
def test_what_no_font_has_is_refused_by_name(text: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        runs(text)
    assert str(refused.value) == f"{message} cannot be printed: no font here has it. Write it another way."


def glyphs(face: str) -> set[int]:
    found: set[int] = set()
    for weight in ("Regular", "Bold"):
        path = asset(f"fonts/{face}-{weight}.ttf")
        if path.exists():
            with TTFont(path) as font:
                points = set(font.getBestCmap())
            found = points if not found else found & points
    return found


@given(st.text(st.sampled_from("".join(NAMES) + "≥µ³↑"), max_size=30))
def test_runs_keep_the_text_and_every_character_has_a_glyph_in_both_weights(text: str) -> None:
    found = runs(text)
    assert "".join(run.text for run in found) == text
    assert all(ord(char) in _GLYPHS[run.face] for run in found for char in run.text)
    assert all(one.face != other.face for one, other in pairwise(found))


_GLYPHS = {path.name.split("-")[0]: glyphs(path.name.split("-")[0]) for path in asset("fonts").glob("*.ttf")}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Ram", ["R", "a", "m"]),
        ("n\u0303o", ["n\u0303", "o"]),
        ("क्षत्रिय", ["क्ष", "त्रि", "य"]),
        ("लक्ष्मी", ["ल", "क्ष्मी"]),
        ("र्‍या", ["र्‍या"]),
        ("கிருஷ்ண", ["கி", "ரு", "ஷ்ண"]),
        ("క్ష్మ", ["క్ష్మ"]),
        ("ਸ਼ਰ", ["ਸ਼", "ਰ"]),
        ("राम शाह", ["रा", "म", " ", "शा", "ह"]),
        ("क् ष", ["क्", " ", "ष"]),
    ],
)
def test_clusters_are_what_a_reader_takes_for_one_letter(text: str, pieces: list[str]) -> None:
    assert clusters(text) == pieces


@given(st.text(max_size=40))
def test_clusters_lose_nothing_and_none_begins_with_a_mark(text: str) -> None:
    pieces = clusters(text)
    assert "".join(pieces) == text
    assert all(not unicodedata.category(piece[0]).startswith("M") for piece in pieces[1:])


def test_conjuncts_are_shaped() -> None:
    # Unshaped, क्ष is two letters and a stroke below; shaped, it is one glyph narrower than those.
    assert length("क्ष", 100, False) < length("क", 100, False) + length("ष", 100, False)
    assert length("محمد", 100, False) < sum(length(letter, 100, False) for letter in "محمد")


def without_fribidi(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    # A file that is no library, found first, is how a machine without libfribidi0 looks to the loader.
    for name in ("libfribidi.so.0", "libfribidi.so"):
        (folder / name).write_text("not a library")
    code = f"from labkiosk.forms.fonts import runs; print(runs({text!r}))"
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={**os.environ, "LD_LIBRARY_PATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_fribidi_only_what_needs_no_shaping_is_printed(tmp_path: Path) -> None:
    assert without_fribidi(tmp_path, "Anitha ≥5").returncode == 0
    refused = without_fribidi(tmp_path, "राम")
    assert refused.stderr.splitlines()[-1] == (
        "labkiosk.facts.errors.Refused: राम cannot be printed without text shaping. "
        "Run: sudo apt install -y libfribidi0"
    )
