"""Type-ahead: what people type finds the test they mean."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.catalogue import Test, load
from labkiosk.catalogue.find import Finder, Hit, fold
from labkiosk.catalogue.rate import Miss, find_rate
from labkiosk.facts.errors import Refused

OURS = load()
FINDER = Finder(OURS)

# Typed by us: short forms, both spellings, spaces lost and found, words out of order, slips of the finger.
MEANT = [
    ("hb", "HB"),
    ("hemoglobin", "HB"),
    ("Haemoglobin (Hb), whole blood", "HB"),
    ("t.l.c", "WBC"),
    ("total leukocyte count", "WBC"),
    ("platlets", "PLT"),
    ("count platelet", "PLT"),
    ("MEANPLATELET VOLUME", "MPV"),
    ("packed cell vol", "HCT"),
    ("neutrophil", "NEU"),
    ("absolute eosinophils", "AEC"),
    ("E S R", "ESR"),
    ("s. sodium", "NA"),
    ("k", "K"),
    ("pottasium", "K"),
    ("creatnine", "CREA"),
    ("serum creatinine level", "CREA"),
    ("blood urea", "UREA"),
    ("bun", "BUN"),
    ("s.g.p.t (alt)", "ALT"),
    ("sgot", "AST"),
    ("alkaline phos", "ALP"),
    ("bilirubin, total", "TBIL"),
    ("direct bilirubin", "DBIL"),
    ("fbs", "GLUF"),
    ("sugar pp", "GLUPP"),
    ("hba1c", "A1C"),
    ("glycosylated haemoglobin", "A1C"),
    ("ultra sensitive tsh", "TSH"),
    ("ft4", "FT4"),
    ("t3", "T3"),
    ("vit d", "VITD"),
    ("vitamin b 12", "B12"),
    ("hepatitis b antigen", "HBSAG"),
    ("urine sugar", "UGLU"),
    ("colour urine", "UCOL"),
    ("malaria parasite", "MP"),
    ("dengue ns 1", "DENNS1"),
    ("prothrombin", "PT"),
    ("d dimer", "DDIMER"),
]


@pytest.mark.parametrize(("typed", "code"), MEANT)
def test_what_people_type_is_found_in_the_first_five(typed: str, code: str) -> None:
    assert code in [hit.code for hit in FINDER.find(typed, limit=5)]


@pytest.mark.parametrize("code", [*OURS.tests, *OURS.panels])
def test_a_code_finds_itself_first(code: str) -> None:
    assert FINDER.find(code.lower())[0].code == code


@pytest.mark.parametrize("test", OURS.tests.values(), ids=lambda test: test.code)
def test_every_name_and_alias_finds_its_test(test: Test) -> None:
    for name in (test.name, *test.aliases):
        assert test.code in [hit.code for hit in FINDER.find(name, limit=5)], name


def test_a_hit_says_what_it_is() -> None:
    assert FINDER.find("cbc", limit=1) == [Hit("CBC", "Complete blood count with differential", True)]
    assert FINDER.find("potassium", limit=1) == [Hit("K", "Potassium", False)]


@pytest.mark.parametrize("text", ["", "  ", "***", "()", "\x1b", "zzqq"])
def test_nothing_is_found_for_nothing(text: str) -> None:
    assert FINDER.find(text) == []


@given(st.text(max_size=200), st.integers(1, 8))
def test_any_text_gives_at_most_so_many_different_answers(text: str, limit: int) -> None:
    codes = [hit.code for hit in FINDER.find(text, limit)]
    assert len(codes) <= limit
    assert len(set(codes)) == len(codes)


def test_a_name_is_folded_to_its_telling_words() -> None:
    assert fold("Haemoglobin, Serum *") == ("hemoglobin",)
    assert fold("S. G. P. T.") == ("sgpt",)
    assert fold("Eosinophils %") == ("eosinophil", "percent")
    assert fold("Serum") == ("serum",)


def test_the_rate_counts_aliases_of_known_loincs_only(tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text(
        "Sr. No,LOINC_Code,LOINC Long Name,Aliases_\n"
        "1, 718-7 ,Hemoglobin,Haemoglobin*$$ Hb $$xyzzy\n"
        "2,9999-4,Unheard of,Anything\n"
    )
    assert find_rate(OURS, names) == (2, 3, [Miss("xyzzy", "HB", ())])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,2\n", "names.csv needs the columns LOINC_Code and Aliases_"),
        (b"", "names.csv needs the columns LOINC_Code and Aliases_"),
        (b"\xff\xfe", "names.csv cannot be read as a CSV of aliases"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    names = tmp_path / "names.csv"
    names.write_bytes(content)
    with pytest.raises(Refused, match=said):
        find_rate(OURS, names)
