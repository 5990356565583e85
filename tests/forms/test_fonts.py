import os
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import ImageFont

from labkiosk.facts.errors import Refused
from labkiosk.forms.fonts import Run, clusters, length, runs
from labkiosk.forms.setting import fit
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
@example("ا A")
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


# Each script's own block and what its names are written with beside it, by the Unicode code charts.
SCRIPTS = {
    name: "".join(chr(point) for point in range(first, first + 0x80) if unicodedata.category(chr(point)) != "Cn")
    for name, first in {
        "Devanagari": 0x900, "Bengali": 0x980, "Gurmukhi": 0xA00, "Gujarati": 0xA80, "Oriya": 0xB00, "Tamil": 0xB80,
        "Telugu": 0xC00, "Kannada": 0xC80, "Malayalam": 0xD00, "Arabic": 0x620,
    }.items()
}  # fmt: skip
_LATE = {
    "Oriya": ["ORIYA SIGN OVERLINE"],
    "Telugu": ["TELUGU SIGN NUKTA", "TELUGU LETTER NAKAARA POLLU"],
    "Kannada": ["KANNADA LETTER NAKAARA POLLU"],
}
ASKED = [f"fonts/{path.name}" for path in sorted(asset("fonts").glob("*.ttf"))]


@pytest.mark.parametrize("name", ASKED)
def test_what_a_font_says_it_has_is_drawn_and_is_no_empty_box(name: str) -> None:
    font = ImageFont.truetype(asset(name), 24, layout_engine=ImageFont.Layout.BASIC)
    box = bytes(font.getmask("\U000f0000"))
    assert any(box)
    face = Path(name).name.partition("-")[0]
    boxes = [f"U+{point:04X}" for point in sorted(_GLYPHS[face]) if bytes(font.getmask(chr(point))) == box]
    assert boxes == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_letter_and_sign_of_a_script_is_written_or_refused_by_its_name(script: str) -> None:
    refused = []
    for char in SCRIPTS[script]:
        try:
            assert ord(char) in _GLYPHS[runs(f"क{char}")[-1].face]
        except Refused as error:
            assert f"(U+{ord(char):04X}) cannot be printed" in str(error)
            refused.append(unicodedata.name(char))
    # These came to Unicode after the fonts, with 13.0 and 14.0.
    assert refused == _LATE.get(script, [])


MIXED = st.lists(
    st.one_of(
        *(st.text(st.sampled_from(letters + " "), max_size=8) for letters in (*SCRIPTS.values(), "Asha Devi"))
    ),
    max_size=5,
).map("".join)


@example("ം ാ", 60)
@given(MIXED, st.integers(60, 400))
def test_a_name_is_cut_only_where_a_letter_ends(text: str, width: int) -> None:
    try:
        cut = fit(text, 24, width, True)
    except Refused:
        return
    if cut == text:
        return
    kept = cut.removesuffix("…")
    assert cut == f"{kept}…" and text.startswith(kept)
    if not kept:
        return
    rest = text[len(kept) :]  # a sign behind a space belongs to the space
    assert not unicodedata.category(rest[0]).startswith("M")  # a vowel sign stays with its letter
    assert rest[0] not in "\u200c\u200d"
    if unicodedata.category(rest[0]) == "Lo":
        assert unicodedata.combining(kept.rstrip("\u200d")[-1]) != 9  # a virama joins the letter behind it


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
