"""Cultures and texts on the board: hand-written facts against hand-written rows."""

from labkiosk.facts.culture import CultureRead, CultureTested, Isolate, Susceptibility
from labkiosk.facts.narrative import NarrativeWritten
from labkiosk.facts.order import SampleTests
from labkiosk.facts.results import ResultsReleased
from tests.board.arrivals import Board, after, at
from tests.board.made import TUBE, entry, placed, plan, received, recorded, released

ECO = Isolate(number=1, organism="ECO", name="Escherichia coli", quantity="10^5")
KPN = Isolate(number=2, organism="KPN", name="Klebsiella pneumoniae", struck="a contaminant")
CIP = Susceptibility(antibiotic="CIP", name="Ciprofloxacin", method="disk", value="30", letter="S")


def read(found: str = "none", *isolates: Isolate, final: bool = False, reason: str = "") -> CultureRead:
    return CultureRead(
        sample=TUBE, test="HB", found=found, hours=24, final=final, next_at=None if final else at(60), late_min=30,
        isolates=isolates, reason=reason, catalogue="c",
    )  # fmt: skip


def on_plate(*results: Susceptibility, isolate: int = 1) -> CultureTested:
    return CultureTested(sample=TUBE, test="HB", isolate=isolate, results=results, catalogue="c")


def said(board: Board) -> list[object]:
    return [row[3] for row in board.rows("conflict")]


def test_a_culture_that_is_read_again_waits_for_its_next_reading() -> None:
    board = after(placed(plan(TUBE, "HB")), received(), read(), recorded())
    assert board.rows("culture") == [(TUBE, "HB", "none", 24, 0, at(60), 30, "", "", at(3), "badge:tech")]
    (sample,) = board.rows("sample")
    assert sample[12] == "received"
    (work,) = board.rows("work")
    assert (work[3:6], work[8:10]) == ((at(60), at(90), 30), (1, 1))


def test_out_before_its_last_reading_it_is_interim_and_stays_on_the_list() -> None:
    out = ResultsReleased(
        order="O01-0000001", version=1, samples=(SampleTests(sample=TUBE, tests=("HB",)),),
        interim=(SampleTests(sample=TUBE, tests=("HB",)),),
    )  # fmt: skip
    before = (placed(plan(TUBE, "HB")), received(), read(), recorded(), out)
    (work,) = after(*before).rows("work")
    assert work[8:10] == (1, 0)
    board = after(*before, read(final=True), recorded(entry("HB", "7.90")), released(version=2))
    assert board.rows("work") == []
    (sample,) = board.rows("sample")
    assert sample[12] == "reported"
    assert said(board) == []


def test_isolates_keep_their_numbers_and_a_later_one_corrects() -> None:
    fewer = Isolate(number=1, organism="ECO", name="Escherichia coli", quantity="10^4")
    board = after(placed(plan(TUBE, "HB")), received(), read("growth", ECO, KPN), read("growth", fewer))
    assert board.rows("isolate") == [
        (TUBE, "HB", 1, "ECO", "Escherichia coli", "10^4", 1, "", at(4), "badge:tech"),
        (TUBE, "HB", 2, "KPN", "Klebsiella pneumoniae", "", 1, "a contaminant", at(3), "badge:tech"),
    ]
    assert said(board) == []


def test_another_organism_under_the_same_number_is_a_conflict_unless_somebody_says_why() -> None:
    other = Isolate(number=1, organism="PMI", name="Proteus mirabilis")
    begun = (placed(plan(TUBE, "HB")), received(), read("growth", ECO))
    assert said(after(*begun, read("growth", other))) == [
        "HB isolate 1 was Escherichia coli, and became Proteus mirabilis"
    ]
    assert said(after(*begun, read("growth", other, reason="read again"))) == []


def test_a_later_value_of_an_antibiotic_replaces_the_earlier_and_an_empty_one_takes_it_back() -> None:
    gen = Susceptibility(antibiotic="GEN", name="Gentamicin", method="mic", value="4", letter="R")
    again = Susceptibility(antibiotic="CIP", name="Ciprofloxacin", method="mic", value="4", letter="R")
    back = Susceptibility(antibiotic="GEN", name="Gentamicin", method="", value="", letter="")
    begun = (placed(plan(TUBE, "HB")), received(), read("growth", ECO), on_plate(CIP, gen))
    assert [row[4:9] for row in after(*begun).rows("susceptibility")] == [
        ("CIP", "Ciprofloxacin", "disk", "30", "S"),
        ("GEN", "Gentamicin", "mic", "4", "R"),
    ]
    board = after(*begun, on_plate(again, back))
    assert [row[4:9] for row in board.rows("susceptibility")] == [("CIP", "Ciprofloxacin", "mic", "4", "R")]


def test_what_is_tested_on_nothing_is_a_conflict() -> None:
    board = after(placed(plan(TUBE, "HB")), received(), on_plate(CIP))
    assert said(board) == ["HB isolate 1 was tested, but it is not there"]


def test_the_last_text_stands() -> None:
    first, last = (NarrativeWritten(sample=TUBE, test="HB", text=t) for t in ("one", "two\nlines"))
    board = after(placed(plan(TUBE, "HB")), received(), first, last)
    assert board.rows("narrative") == [(TUBE, "HB", "two\nlines", at(4), "badge:tech")]
