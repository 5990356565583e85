"""The cumulative report, word for word, and at its worst."""

from msgspec.structs import replace

from labkiosk.forms.cumulative import CumulativeData, Row, Section, cumulative
from labkiosk.forms.decode import check
from labkiosk.forms.draw import draw
from labkiosk.forms.media import ROLL_58, ROLL_80
from labkiosk.forms.page import Page, Rule, Text
from tests.forms.ink import outside, overlaps
from tests.forms.people import NAMES

SODIUM = Row(
    test="Sodium", about="mmol/L, 136–145", trend="falling", cells=("128 L", "134 L*", "", "140", "", "141")
)
POTASSIUM = Row(test="Potassium", about="mmol/L, no range", trend="", cells=("", "", "6.9 HH", "", "4~", ""))
DATA = CumulativeData(
    lab_name="District Hospital",
    patient_name="Asha Devi",
    patient_id="UHID 104233",
    sex="F",
    age="51 y",
    born="14 Mar 1975",
    cumulative="U01-0000001",
    made="as of 22 Nov 2026 12:00, by Meena Khan",
    chosen="",
    dates=tuple((f"{22 - n} Nov 26", f"1{n}:00") for n in range(6)),
    sections=(Section(name="Biochemistry", rows=(SODIUM, POTASSIUM)),),
    older=2,
)
FOOT = [
    "2 older dates are not shown.",
    "* amended since its first report; ~ not final",
    "H high, L low, HH and LL critical; A abnormal, AA critical",
    "Ranges are those of the newest value. Sensitive results are", "never here.",
]  # fmt: skip


def texts(page: Page) -> list[str]:
    return [item.text for item in page.items if isinstance(item, Text) and item.text]


def test_word_for_word() -> None:
    assert texts(cumulative(DATA)) == [
        "CUMULATIVE REPORT", "District Hospital", "Asha Devi", "UHID 104233 · F · 51 y · born 14 Mar 1975",
        "as of 22 Nov 2026 12:00, by Meena Khan · U01-0000001",
        "No substitute for the reports: each of them says", "more.",
        "22 Nov 26", "21 Nov 26", "20 Nov 26", "19 Nov 26", "10:00", "11:00", "12:00", "13:00",
        "Biochemistry", "Sodium", "128 L", "134 L*", "140", "mmol/L, 136–145 · falling",
        "Potassium", "6.9 HH", "mmol/L, no range",
        "18 Nov 26", "17 Nov 26", "14:00", "15:00",
        "Biochemistry", "Sodium", "141", "mmol/L, 136–145", "Potassium", "4~", "mmol/L, no range",
        *FOOT,
    ]  # fmt: skip


def test_what_is_critical_is_bold_with_a_bar_beside_it() -> None:
    page = cumulative(DATA)
    bold = [i.text for i in page.items if isinstance(i, Text) and i.bold and i.text[:1].isdigit()]
    assert "6.9 HH" in bold
    assert "128 L" not in bold
    assert sum(isinstance(i, Rule) and i.width == 1.0 for i in page.items) == 1


def test_it_carries_no_code_and_owns_up_to_training_and_copies() -> None:
    check(draw(cumulative(DATA)))
    assert texts(cumulative(replace(DATA, training=True, copy=1)))[:2] == ["TRAINING", "COPY 1"]
    empty = texts(cumulative(replace(DATA, dates=(), sections=(), older=0)))
    assert "Nothing was released." in empty


def test_a_text_has_the_whole_width_behind_its_day() -> None:
    culture = "Escherichia coli >10^5 CFU/mL (5 tested); Klebsiella pneumoniae 10^4 CFU/mL A"
    row = Row(test="Urine culture", about="", trend="", cells=("", culture, "", "No growth", "", ""))
    page = cumulative(replace(DATA, sections=(Section(name="Microbiology", rows=(row,)),)))
    said = texts(page)
    at = said.index("Urine culture")
    assert said[at + 1 : at + 4] == [
        "21 Nov 26 11:00: Escherichia coli >10^5 CFU/mL (5",
        "tested); Klebsiella pneumoniae 10^4 CFU/mL A",
        "19 Nov 26 13:00: No growth",
    ]
    assert overlaps(page, 8) == []


def test_a_part_that_begins_within_says_which_dates_its_columns_are() -> None:
    rows = tuple(replace(SODIUM, test=f"Test {n}") for n in range(60))
    page = cumulative(replace(DATA, sections=(Section(name="Biochemistry", rows=rows),)))
    said = texts(page)
    assert said[0] == "PART 1 OF 4"
    again = "Biochemistry, 22 Nov 26, 21 Nov 26, 20"
    assert [said[at + 1] for at, text in enumerate(said) if text == again] == [
        "Nov 26, 19 Nov 26, continued"
    ] * 2
    assert said.count("Asha Devi") == 4


def test_nothing_overlaps_or_leaves_the_paper_whatever_the_names_and_values() -> None:
    rows = tuple(
        Row(
            test=name,
            about="10³/µL, ≤ 200",
            trend="rising",
            cells=(
                "<0.001 LL",
                "Non-reactive",
                "1234567.89 HH mmol/L",
                "correcting",
                "P. falciparum, gametocytes A",
                "",
            ),
        )
        for name in NAMES
    )
    for media in (ROLL_80, ROLL_58):
        page = cumulative(
            replace(DATA, patient_name=NAMES[0], sections=(Section(name="Blood", rows=rows),)), media
        )
        assert overlaps(page, 8) == []
        assert outside(page, 8) == []
