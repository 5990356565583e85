"""The results form, key by key, without a screen."""

from collections.abc import Callable

import pytest

from labkiosk.board.samples import Result
from labkiosk.catalogue import load
from labkiosk.facts.errors import Refused
from labkiosk.lab.results import Given
from labkiosk.tui.screens.results_form import Form
from labkiosk.tui.screens.results_line import Line, Whose
from labkiosk.tui.screens.results_question import question

CATALOGUE = load()
ME, OTHER = "badge:tech", "badge:other"


def line(code: str, *, state: str = "open", standing: Result | None = None) -> Line:
    test = CATALOGUE.tests[code]
    whose = Whose(sex="F", age=20_000, actor=ME)
    return Line(code=code, name=test.name, state=state, whose=whose, test=test, standing=standing)


def stands(
    code: str, value: str, *, needs: tuple[str, ...] = (), actor: str = OTHER, flag: str = ""
) -> Result:
    return Result(
        code, value, "mmol/L", value, "mmol/L", flag, "3.5–5.1", True, needs, "", 0, actor, None, False, None, None, "", False,
    )  # fmt: skip


def typed(form: Form, text: str) -> None:
    for character in text:
        form.type(character)
    form.accept()


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as found:
        act()
    return str(found.value)


def test_a_normal_value_needs_one_typing_and_the_next_line_waits() -> None:
    form = Form([line("K"), line("NA")], {})
    typed(form, "4.1")
    assert (form.line.code, form.lines[0].flag, form.lines[0].remark) == ("NA", "", "typed")
    assert form.given() == [Given(test="K", value="4.1")]


def test_a_low_value_is_flagged_by_letter_and_word() -> None:
    form = Form([line("K")], {})
    typed(form, "3.2")
    assert form.line.flag == "L low"


@pytest.mark.parametrize("value", ["7.8", "6.9", "2.4"])
def test_hold_and_critical_are_typed_again_blind(value: str) -> None:
    form = Form([line("K"), line("NA")], {})
    typed(form, value)
    assert (form.ask, form.entry, form.line.code) == ("again", "", "K")
    typed(form, value + "0")
    assert form.given() == [Given(test="K", value=value, again=value + "0")]
    assert form.line.code == "NA"


def test_a_second_typing_that_differs_takes_both_away() -> None:
    form = Form([line("K")], {})
    typed(form, "7.8")
    said = refused(lambda: typed(form, "8.7"))
    assert said == "K: typed 7.8, then 8.7. Look at the sample again, and type both anew."
    assert (form.ask, form.entry, form.line.typed) == ("value", "", "")
    assert refused(form.given) == "Nothing is typed yet: type a value and press Enter."


def test_an_impossible_value_stays_to_be_mended() -> None:
    form = Form([line("K")], {})
    said = refused(lambda: typed(form, "-1"))
    assert said.startswith("Potassium -1 mmol/L is not possible (limit 0 or more).")
    assert (form.entry, form.line.ready) == ("-1", False)


def test_a_choice_takes_one_key() -> None:
    form = Form([line("HCV"), line("HIV")], {})
    form.type("R")
    assert (form.line.code, form.lines[0].typed, form.lines[0].flag) == ("HIV", "Reactive", "A abnormal")
    assert refused(lambda: form.type("x")) == ("Press one of: n Non-reactive, r Reactive, i Indeterminate.")
    form.go(0)
    form.type("n")
    assert form.given() == [Given(test="HCV", value="Non-reactive")]


def test_an_answer_that_several_kits_must_give_asks_which_kit() -> None:
    form = Form([line("HIV")], {})
    form.type("r")
    assert (form.ask, form.line.ready) == ("kit", False)
    assert refused(form.accept) == "HIV: name the kit that it was read on, and its lot."
    form.type("Determine lot 12")
    form.accept()
    assert form.given() == [Given(test="HIV", value="Reactive", kit="Determine lot 12")]
    form = Form([line("HIV")], {})
    form.type("r")
    assert form.back()
    assert (form.ask, form.line.typed) == ("value", "")


def test_another_persons_held_value_is_typed_without_seeing_it() -> None:
    held = stands("K", "7.8", needs=("second",), flag="HH")
    form = Form([line("K", state="held", standing=held)], {})
    assert (form.line.blind, form.line.flag, form.line.remark) == (True, "", "held: type again")
    typed(form, "7.80")
    assert form.given() == [Given(test="K", value="7.80")]


def test_the_first_person_is_not_the_second() -> None:
    held = stands("K", "7.8", needs=("second",), actor=ME)
    form = Form([line("K", state="held", standing=held)], {})
    assert refused(lambda: form.type("7")) == (
        "K is held: a second person types its value. You typed the first."
    )
    assert form.line.remark == "held: 2nd person"


def test_a_value_in_place_of_another_asks_why() -> None:
    form = Form([line("K", state="recorded", standing=stands("K", "4.1"))], {})
    assert refused(lambda: typed(form, "4.10")) == "K has this value already."
    form.erase()
    typed(form, "4")  # 4.14
    assert form.ask == "reason"
    assert refused(form.accept) == ("Type why the value is replaced, or press Esc to leave it as it is.")
    typed(form, "misread")
    assert form.given() == [Given(test="K", value="4.14", reason="misread")]


def test_esc_leaves_the_question_and_the_value() -> None:
    form = Form([line("K", state="recorded", standing=stands("K", "4.1"))], {})
    typed(form, "5.0")
    assert form.back() is True
    assert (form.ask, form.entry, form.line.ready) == ("value", "", False)
    assert form.back() is False


@pytest.mark.parametrize("state", ["released", "rejected", "cancelled"])
def test_what_is_closed_takes_nothing(state: str) -> None:
    form = Form([line("K", state=state, standing=stands("K", "4.1"))], {})
    assert refused(lambda: form.type("4")).startswith("K is ")


def test_half_typed_stays_on_its_line_and_is_not_recorded() -> None:
    form = Form([line("K"), line("NA")], {})
    form.type("4")
    form.go(1)
    assert form.draft_of(form.lines[0]) == "4"
    assert form.unkept() == {"K": "4"}
    form.keep({"K": "4"})
    assert form.unkept() == {}
    assert refused(form.given) == "K is half typed: go there and press Enter, or erase it."
    form.go(0)
    form.erase()
    assert form.unkept() == {"K": ""}


def test_a_complete_value_is_a_draft_until_it_is_recorded() -> None:
    form = Form([line("K"), line("HIV")], {})
    typed(form, "4.1")
    form.type("n")
    assert form.unkept() == {"K": "4.1", "HIV": "Non-reactive"}


def test_drafts_come_back_to_be_pressed_enter_on() -> None:
    form = Form([line("K"), line("NA")], {"K": "7.8", "NA": "14"})
    assert (form.line.code, form.entry) == ("K", "7.8")
    form.accept()
    assert form.ask == "again"
    assert refused(form.given) == "K is not complete: finish it, or press Esc."


def test_the_unit_is_stated_by_key_and_judged_with_it() -> None:
    form = Form([line("PLT")], {})
    form.next_unit()
    typed(form, "1.5")
    assert form.given() == [Given(test="PLT", value="1.5", unit="10*5/uL")]
    single = Form([line("ESR")], {})
    assert refused(single.next_unit) == "ESR has one unit only."


def test_a_comment_belongs_to_a_value() -> None:
    form = Form([line("K")], {})
    assert refused(form.comment) == "Type the value first, then its comment."
    typed(form, "4.1")
    form.comment()
    typed(form, "repeated on a fresh aliquot")
    assert form.given() == [Given(test="K", value="4.1", comment="repeated on a fresh aliquot")]


def test_a_value_read_in_a_dilution_is_multiplied() -> None:
    form = Form([line("CK"), line("NA")], {})
    form.dilution()
    assert form.ask == "dilution"
    typed(form, "1:10")
    assert (form.ask, form.line.code) == ("value", "CK")
    typed(form, "15.4")
    assert form.lines[0].value == "154.0"
    assert form.given() == [Given(test="CK", value="15.4", dilution="1:10")]


def test_a_dilution_is_taken_back_by_typing_nothing() -> None:
    form = Form([line("CK")], {})
    form.dilution()
    typed(form, "10")
    form.dilution()
    form.erase(whole=True)
    form.accept()
    typed(form, "15.4")
    assert form.given() == [Given(test="CK", value="15.4")]


def test_what_is_no_dilution_is_asked_again() -> None:
    form = Form([line("CK"), line("HIV")], {})
    form.dilution()
    assert refused(lambda: typed(form, "x")) == '"x" is no dilution: type how many times, like 10 for 1:10.'
    assert form.back()
    form.go(1)
    assert refused(form.dilution) == "HIV is no number: it takes no dilution."


@pytest.mark.parametrize(("counts", "repeat"), [("1", "beside"), ("2", "counts")])
def test_a_test_done_a_second_time(counts: str, repeat: str) -> None:
    form = Form([line("NA", state="recorded", standing=stands("NA", "140"))], {})
    form.repeat()
    typed(form, "138")
    assert form.ask == "counts"
    assert refused(lambda: typed(form, "3")) == "Type 1 if the first value counts, or 2 if this one does."
    form.erase(whole=True)
    typed(form, counts)
    typed(form, "clot in the first")
    (given,) = form.given()
    assert (given.value, given.repeat, given.reason) == ("138", repeat, "clot in the first")


def test_the_same_value_a_second_time_is_one_too() -> None:
    form = Form([line("NA", state="recorded", standing=stands("NA", "140"))], {})
    form.repeat()
    typed(form, "140")
    assert form.ask == "counts"


def test_a_second_value_needs_a_first() -> None:
    form = Form([line("NA")], {})
    assert refused(form.repeat) == "NA has no first value to stand beside: type the value."


def test_a_calculated_test_is_passed_over_and_another_value_asks_why() -> None:
    calculated = line("LDL")
    calculated.formula = "TC - HDL - TG/5 (Friedewald)"
    form = Form([line("CHOL"), calculated, line("NA")], {})
    typed(form, "190")
    assert form.line.code == "NA"
    assert calculated.remark == "calculated"
    form.go(1)
    typed(form, "120")
    assert form.ask == "reason"
    typed(form, "measured directly")
    assert form.given()[1] == Given(test="LDL", value="120", reason="measured directly")


def test_an_equals_sign_takes_back_what_was_typed_over_a_calculated_value() -> None:
    over = line("LDL", state="recorded", standing=stands("LDL", "120"))
    over.formula = "TC - HDL - TG/5 (Friedewald)"
    form = Form([line("CHOL"), over], {})
    form.go(1)
    assert "Type to replace it; = calculates it." in question(form).plain
    typed(form, "=")
    assert question(form).plain.startswith(
        "LDL cholesterol (calculated): 120 stands. Why is it to be calculated?"
    )
    typed(form, "measured by mistake")
    assert form.given() == [Given(test="LDL", value="=", reason="measured by mistake")]


def test_an_equals_sign_is_nothing_where_nothing_was_typed_over() -> None:
    comes = line("LDL")
    comes.formula = "TC - HDL - TG/5 (Friedewald)"
    form = Form([line("CHOL"), comes], {})
    assert refused(lambda: typed(form, "=")) == "CHOL is not calculated here: type its value."
    form.erase(whole=True)
    form.go(1)
    said = "LDL is calculated already, or comes with the last value of its formula."
    assert refused(lambda: typed(form, "=")) == said
