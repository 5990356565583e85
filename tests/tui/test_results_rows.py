"""How a line of the results form reads, to the cell."""

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from labkiosk.board.before import Previous
from labkiosk.catalogue import load
from labkiosk.tui.screens.results_form import Form
from labkiosk.tui.screens.results_line import Line, Whose
from labkiosk.tui.screens.results_question import question
from labkiosk.tui.screens.results_rows import before_text, heading, row

CATALOGUE = load()


def line(code: str, previous: Previous | None = None) -> Line:
    test = CATALOGUE.tests[code]
    whose = Whose(sex="F", age=20_000, actor="badge:tech")
    return Line(code=code, name=test.name, state="open", whose=whose, test=test, previous=previous)


def day(at: int) -> str:
    return f"day {at}"


def keyed(form: Form, text: str) -> None:
    for character in text:
        form.type(character)


def test_an_earlier_value_in_another_unit_names_it() -> None:
    earlier = line("PLT", Previous("1.8", "lakh/µL", "", 7))
    assert before_text(earlier, day) == "1.8 lakh/µL day 7"
    assert before_text(line("PLT", Previous("180", "10³/µL", "", 7)), day) == "180 day 7"
    assert row(Form([earlier], {}), 0, 80, day).plain.endswith(" 1.8 lakh/µ>")


def test_the_values_before_the_last_stand_where_there_is_room() -> None:
    sodium = line("NA", Previous("140", "mmol/L", "", 7))
    sodium.before_that = "150 H 24/11, 139 23/11"
    form = Form([sodium], {})
    assert row(form, 0, 80, day).plain.endswith("140 day 7  ")
    assert row(form, 0, 140, day).plain.rstrip().endswith(" 140 day 7, 150 H 24/11, 139 23/11")
    assert question(form).plain == (
        "Sodium: type the value and press Enter. Before that: 150 H 24/11, 139 23/11."
    )
    sodium.before_that = "150.0000 HH 24/11, 139.0000000 23/11"
    assert question(form).plain == "Sodium: type the value and press Enter."


def test_a_line_at_80_columns() -> None:
    form = Form([line("K", Previous("4.4", "mmol/L", "L", 7)), line("NA")], {})
    keyed(form, "7.8")
    assert heading(80).plain == (
        "  Test           Value        Unit     Flag             Range        Before     "
    )
    assert row(form, 0, 80, day).plain == (
        "> Potassium      7.8_         mmol/L                    3.5–5.1      4.4 L day 7"
    )
    form.accept()
    assert row(form, 0, 80, day).plain == (
        "> Potassium      _            mmol/L   HH critical high 3.5–5.1      4.4 L day 7"
    )
    keyed(form, "7.8")
    form.accept()
    assert row(form, 0, 80, day).plain == (
        " *Potassium      7.8          mmol/L   HH critical high 3.5–5.1      4.4 L day 7"
    )


def test_names_that_would_be_cut_to_the_same_words_are_told_apart_by_code() -> None:
    form = Form([line("MCH"), line("MCHC")], {})
    assert [row(form, at, 80, day).plain[2:16] for at in (0, 1)] == ["MCH Mean cell>", "MCHC Mean cel>"]


def test_that_there_is_no_range_is_said() -> None:
    form = Form([line("HCO3"), line("ABO")], {})
    assert [row(form, at, 80, day).plain[56:69] for at in (0, 1)] == ["no range     ", " " * 13]


@pytest.mark.parametrize("width", [80, 81, 100, 120, 200])
def test_every_line_fills_the_width_exactly(width: int) -> None:
    form = Form([line(code) for code in CATALOGUE.tests], {})
    rows = [row(form, at, width, day) for at in range(len(form.lines))]
    assert {cell_len(r.plain) for r in (heading(width), *rows)} == {width}


def test_a_unit_stated_by_key_shows_the_range_with_its_own() -> None:
    form = Form([line("PLT")], {})
    assert question(form).plain == "Platelet count: type the value and press Enter."
    form.next_unit()
    assert question(form).plain == ("Platelet count in lakh/µL: type it, then Enter. Range 150–450 10³/µL.")


def test_a_long_text_shows_its_end_while_it_is_typed() -> None:
    text = line("BLDCUL")
    assert text.test is not None
    text.test = replace(text.test, kind="text")
    form = Form([text], {})
    keyed(form, "No growth after 48 hours of incubation; a final report follows")
    assert question(form).plain.endswith("48 hours of incubation; a final report follows_")
    assert cell_len(question(form).plain) < 80


def test_a_choice_is_never_cut_to_its_contrary() -> None:
    form = Form([line("HIV"), line("HIV")], {})
    keyed(form, "n")
    assert row(form, 0, 80, day).plain[17:29] == "Non-reactive"
    form.go(1)
    keyed(form, "i")
    assert row(form, 1, 80, day).plain[17:29] == "Indetermina>"


def test_the_second_typing_never_shows_the_first() -> None:
    form = Form([line("K"), line("NA")], {})
    keyed(form, "7.8")
    form.accept()
    shown = row(form, 0, 80, day).plain + question(form).plain
    assert "7.8" not in shown
    assert question(form).plain == ("Potassium: HH critical high, type the value again. Esc takes it back.")
