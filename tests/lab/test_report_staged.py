"""Cultures and texts on the report: interim and final, what prints, on both widths, and what an earlier one said."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkiosk.facts.errors import Refused
from labkiosk.forms.media import ROLL_58, ROLL_80, Media
from labkiosk.forms.page import Text
from labkiosk.forms.report import report
from labkiosk.forms.report_data import interim
from labkiosk.forms.report_staged import LEGEND, Culture, Grown, Outcome
from labkiosk.lab.addon import add_on
from labkiosk.lab.amend import amend
from labkiosk.lab.antibiogram import keep_antibiogram
from labkiosk.lab.bench import receive
from labkiosk.lab.culture import Grown as Grew
from labkiosk.lab.culture import Reading, read_culture
from labkiosk.lab.culture_view import whole_culture
from labkiosk.lab.given import Given
from labkiosk.lab.judging import Disk
from labkiosk.lab.lab import Lab
from labkiosk.lab.narrative import text_of, write_narrative
from labkiosk.lab.release import release
from labkiosk.lab.report_paper import report_of
from labkiosk.lab.report_text import report_text
from labkiosk.lab.results import record
from labkiosk.lab.scan import sample_of
from labkiosk.lab.staff import add_person
from labkiosk.lab.striking import strike_isolate
from tests.lab.homes import Clock, make, order
from tests.lab.refusals import refused

URINE, ORDER = "010000000016", "O01-0000001"
DAY = 24 * 60
SMEAR = "Red cells: microcytic.\n\nImpression: iron deficiency"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lab(tmp_path: Path, clock: Clock) -> Iterator[Lab]:
    with make(tmp_path / "home", clock) as lab:
        order(lab, "URICUL")
        receive(lab, URINE)
        yield lab


def read(lab: Lab, found: str, *grew: Grew, **said: object) -> None:
    read_culture(lab, URINE, Reading(test="URICUL", found=found, isolates=grew, **said))  # type: ignore[arg-type]


def out(lab: Lab, tube: str = URINE) -> None:
    lab.sign_in("path")
    release(lab, [tube])
    lab.sign_in("tech")


def culture(lab: Lab, version: int) -> Culture:
    ((result,),) = [group.results for group in report_of(lab, ORDER, version).groups]
    assert result.culture is not None
    return result.culture


def words(lab: Lab, version: int, media: Media) -> str:
    items = report(report_of(lab, ORDER, version), media).items
    return " ".join(item.text for item in items if isinstance(item, Text))


def test_an_interim_report_says_so_and_the_final_one_takes_its_place(lab: Lab, clock: Clock) -> None:
    clock.turn(DAY)
    read(lab, "none")
    out(lab)
    first = report_of(lab, ORDER, 1)
    assert interim(first)
    assert first.pending == ("Urine culture: a later reading",)
    assert culture(lab, 1) == Culture(specimen="Urine", stage="INTERIM, read after 24 h", interim=True)
    clock.turn(DAY)
    read(lab, "none")
    out(lab)
    last = report_of(lab, ORDER, 2)
    assert (interim(last), last.pending, last.corrections) == (False, (), ())
    assert culture(lab, 2) == Culture(specimen="Urine", stage="Final, read after 48 h", interim=False)
    assert culture(lab, 1).stage == "INTERIM, read after 24 h"


def test_while_the_next_reading_waits_the_report_says_what_it_said(lab: Lab, clock: Clock) -> None:
    clock.turn(DAY)
    read(lab, "none")
    out(lab)
    said = report_of(lab, ORDER, 1)
    clock.turn(DAY)
    read(lab, "growth", Grew(organism="ECO"))
    assert report_of(lab, ORDER, 1) == said


def test_but_never_a_value_beside_it_that_is_being_corrected(lab: Lab, clock: Clock) -> None:
    blood = next(one.sample for one in add_on(lab, ORDER, ("NA",)).tubes if one.new)
    receive(lab, blood)
    record(lab, blood, [Given(test="NA", value="140")])
    clock.turn(DAY)
    read(lab, "none")
    lab.sign_in("path")
    release(lab, [URINE, blood])
    amend(lab, blood, [Given(test="NA", value="138", reason="wrong rack")])
    lab.sign_in("tech")
    clock.turn(DAY)
    read(lab, "growth", Grew(organism="ECO"))
    said = report_of(lab, ORDER, 1)
    assert "Sodium" in said.pending
    assert all(result.test != "Sodium" for group in said.groups for result in group.results)


def test_isolates_with_what_is_reported_of_them(lab: Lab) -> None:
    read(lab, "growth", Grew(organism="ECO", quantity=">10^5"), Grew(organism="KPN"), final=True)
    disks = [
        Disk(antibiotic="CRO", value="30"), Disk(antibiotic="MEM", value="30"), Disk(antibiotic="GEN", value="<=8", method="mic")
    ]  # fmt: skip
    keep_antibiogram(lab, URINE, "URICUL", 1, disks)
    read(lab, "growth", Grew(number=2, struck="a contaminant"), final=True, reason="plate seen again")
    out(lab)
    assert culture(lab, 1) == Culture(
        specimen="Urine",
        stage="Final, read after 0 h",
        interim=False,
        isolates=(
            Grown(
                number=1,
                name="Escherichia coli",
                quantity=">10^5 CFU/mL",
                tested=(
                    Outcome(antibiotic="Ceftriaxone", letter="S", value="30 mm"),
                    Outcome(
                        antibiotic="Gentamicin",
                        letter="–",
                        value="<=8 mg/L",
                        note="reaches over a limit (S <= 2, R > 2 mg/L)",
                    ),
                ),
            ),
        ),
        standards=("EUCAST 2026",),
    )
    text = report_text(report_of(lab, ORDER, 1))
    assert "       S  Ceftriaxone                      30 mm\n" in text
    assert "Meropenem" not in text
    assert "Klebsiella" not in text
    assert "EXAMPLE RANGES" in text
    for media in (ROLL_80, ROLL_58):
        said = words(lab, 1, media)
        assert "1. Escherichia coli >10^5" in said
        assert "Meropenem" not in said
        assert "no range" not in said
        assert LEGEND.split(",")[0] in said


@pytest.mark.parametrize("media", [ROLL_80, ROLL_58])
def test_a_long_antibiogram_is_parted_under_its_isolate_s_name(lab: Lab, media: Media) -> None:
    read(lab, "growth", *(Grew(organism=o) for o in ("ECO", "KPN", "PMI", "PAE")), final=True)
    for isolate in (1, 2, 3, 4):
        codes = (
            "CAZ",
            "FEP",
            "TZP",
            "AMK",
            "CIP",
            "IPM",
            "MEM",
            "AMC",
            "SXT",
            "LVX",
            "GEN",
            "TOB",
            "PIP",
            "ETP",
        )
        keep_antibiogram(lab, URINE, "URICUL", isolate, [Disk(antibiotic=c, value="10") for c in codes])
    out(lab)
    said = words(lab, 1, media)
    assert "PART 2 OF" in said
    assert "continued" in said


def test_a_text_stands_whole_on_the_report(lab: Lab) -> None:
    (tube,) = (s.sample for s in order(lab, "PSMEAR").samples)
    receive(lab, tube)
    write_narrative(lab, tube, "PSMEAR", SMEAR)
    out(lab, tube)
    data = report_of(lab, "O01-0000002", 1)
    ((result,),) = [group.results for group in data.groups]
    assert (result.value, result.text) == ("iron deficiency", SMEAR)
    assert "    Red cells: microcytic.\n\n    Impression: iron deficiency\n" in report_text(data)
    for media in (ROLL_80, ROLL_58):
        said = " ".join(item.text for item in report(data, media).items if isinstance(item, Text))
        assert said.count("iron deficiency") == 1


def test_a_released_culture_is_corrected_by_whoever_may_amend(lab: Lab) -> None:
    read(lab, "none", final=True)
    out(lab)
    with refused("URICUL is released: give the reason to correct it."):
        read(lab, "growth", Grew(organism="ECO"), final=True)
    with pytest.raises(Refused, match="may not"):
        read(lab, "growth", Grew(organism="ECO"), final=True, reason="late colony")
    lab.sign_in("path")
    read(lab, "growth", Grew(organism="ECO"), final=True, reason="late colony")
    assert report_of(lab, ORDER, 1).groups == ()
    assert [i.name for i in whole_culture(lab, sample_of(lab.conn, URINE), "URICUL").isolates] == [
        "Escherichia coli"
    ]


def test_a_sealed_text_is_seen_by_its_writer_and_by_whoever_releases(lab: Lab) -> None:
    own = lab.home.catalogue
    own.mkdir(exist_ok=True)
    (own / "release.csv").write_text(
        "test,sensitive,provisional,assays,words,source,note\nPSMEAR,yes,no,1,,book,\nURICUL,yes,no,1,,book,\n"
    )
    with Lab(lab.home.folder, badge="tech", user="root", clock=lab.clock) as closed:
        (tube,) = (s.sample for s in order(closed, "PSMEAR").samples)
        receive(closed, tube)
        write_narrative(closed, tube, "PSMEAR", SMEAR)
        read(closed, "none", final=True)
        smear, urine = sample_of(closed.conn, tube), sample_of(closed.conn, URINE)
        assert text_of(closed, smear, "PSMEAR") == SMEAR
        closed.sign_in("super")
        with refused("PSMEAR is sealed: only who typed it, or who releases it, sees it."):
            text_of(closed, smear, "PSMEAR")
        with refused("URICUL is sealed: only who typed it, or who releases it, sees it."):
            whole_culture(closed, urine, "URICUL")
        closed.sign_in("path")
        assert text_of(closed, smear, "PSMEAR") == SMEAR


def test_an_amended_culture_says_what_was_reported_before(lab: Lab) -> None:
    read(lab, "none", final=True)
    out(lab)
    lab.sign_in("super")
    add_person(lab, "path2", "Second Pathologist", "pathologist")
    lab.sign_in("path2")
    read(lab, "growth", Grew(organism="ECO", quantity="10^5"), final=True, reason="late colony")
    out(lab)
    amended = report_of(lab, ORDER, 2)
    (said,) = amended.corrections
    assert "No growth after 0 h" in said
    assert "late colony" in said
    assert [i.name for i in culture(lab, 2).isolates] == ["Escherichia coli"]
    assert culture(lab, 1).isolates == ()
    assert report_of(lab, ORDER, 1).replaced_by.startswith("version 2 of ")


def corrections(lab: Lab, version: int) -> tuple[str, ...]:
    return report_of(lab, ORDER, version).corrections


def test_what_an_interim_report_said_wrong_is_told_by_the_next_one(lab: Lab) -> None:
    read(lab, "growth", Grew(organism="NME"), Grew(organism="SKIN"))
    keep_antibiogram(lab, URINE, "URICUL", 1, [Disk(antibiotic="CRO", value="0.06", method="mic")])
    out(lab)
    with refused("Ceftriaxone is reported as S: give the reason to correct it."):
        keep_antibiogram(lab, URINE, "URICUL", 1, [Disk(antibiotic="CRO", value="1", method="mic")])
    strike_isolate(lab, URINE, "uricul", 2, "laboratory contaminant")
    assert corrections(lab, 1) == (
        "Urine culture Neisseria meningitidis (1 tested); Skin flora of version 1 withdrawn 22 Nov 2026 12:00"
        " by Example Technician: laboratory contaminant",
    )
    out(lab)
    assert corrections(lab, 2) == (
        "Urine culture: isolate 2 Skin flora -> withdrawn (laboratory contaminant), corrected 22 Nov 2026 12:00"
        " by Example Technician: laboratory contaminant",
    )
    read(lab, "growth", Grew(number=1, organism="NGO"), final=True, reason="sugars read again")
    keep_antibiogram(
        lab, URINE, "URICUL", 1, [Disk(antibiotic="CRO", value="1", method="mic")], "sugars read again"
    )
    out(lab)
    assert corrections(lab, 3)[1] == (
        "Urine culture: isolate 1 Neisseria meningitidis -> Neisseria gonorrhoeae; isolate 1 Ceftriaxone"
        " S 0.06 mg/L -> R 1 mg/L, corrected 22 Nov 2026 12:00 by Example Technician: sugars read again"
    )
    assert report_of(lab, ORDER, 2).replaced_by.startswith("version 3 of ")


def test_a_next_stage_corrects_nothing_though_it_tests_more(lab: Lab) -> None:
    read(lab, "positive", gram="Gram-negative bacilli")
    out(lab)
    read(lab, "growth", Grew(organism="ECO"))
    out(lab)
    keep_antibiogram(lab, URINE, "URICUL", 1, [Disk(antibiotic="CIP", value="30")])
    out(lab)
    read(lab, "growth", final=True)
    out(lab)
    assert corrections(lab, 4) == ()


def test_a_corrected_text_says_each_line_that_is_otherwise(tmp_path: Path, clock: Clock) -> None:
    with make(tmp_path / "own", clock) as own:
        order(own, "PSMEAR")
        receive(own, URINE)
        write_narrative(
            own, URINE, "PSMEAR", "White cells: normal.\nParasites: none.\nImpression: normal smear"
        )
        out(own)
        own.sign_in("super")
        add_person(own, "path2", "Second Pathologist", "pathologist")
        own.sign_in("path2")
        write_narrative(
            own, URINE, "PSMEAR", "White cells: normal.\nParasites: P. vivax rings.\nImpression: normal smear",
            reason="seen again",
        )  # fmt: skip
        out(own)
        assert corrections(own, 2) == (
            'Peripheral smear: "Parasites: none." -> "Parasites: P. vivax rings.", corrected 22 Nov 2026 12:00'
            " by Second Pathologist: seen again",
        )
