"""Cultures: read by stages, isolates that keep their numbers, letters by breakpoints, interim and final reports."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkiosk.board import calls, cultures, queue, samples
from labkiosk.board.cultures import Isolate
from labkiosk.lab.antibiogram import keep_antibiogram
from labkiosk.lab.bench import receive
from labkiosk.lab.collection import collect
from labkiosk.lab.culture import Grown, Reading, read_culture
from labkiosk.lab.culture_view import due_readings, whole_culture
from labkiosk.lab.history import history
from labkiosk.lab.judging import Disk
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.results import Given, record
from labkiosk.lab.striking import strike_isolate
from tests.lab.homes import NOON, Clock, make, order, states
from tests.lab.refusals import refused

URINE = "010000000016"
DAY = 24 * 60
HOUR_MS = 3_600_000


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lab(tmp_path: Path, clock: Clock) -> Iterator[Lab]:
    with make(tmp_path / "home", clock) as lab:
        order(lab, "URICUL")
        receive(lab, URINE)
        yield lab


def read(lab: Lab, found: str, *grown: Grown, test: str = "URICUL", tube: str = URINE, **said: object) -> str:
    reading = Reading(test=test, found=found, isolates=grown, **said)  # type: ignore[arg-type]
    return read_culture(lab, tube, reading).value


def on_plate(lab: Lab, *disks: Disk, isolate: int = 1, reason: str = "") -> str:
    return keep_antibiogram(lab, URINE, "URICUL", isolate, disks, reason).value


def letters(lab: Lab) -> dict[str, str]:
    return {s.antibiotic: s.letter for s in cultures.susceptibilities(lab.conn, URINE, "URICUL")}


def value(lab: Lab, test: str = "URICUL", tube: str = URINE) -> samples.Result:
    return samples.results(lab.conn, tube)[test]


def out(lab: Lab, tube: str = URINE) -> None:
    lab.sign_in("path")
    release(lab, [tube])
    lab.sign_in("tech")


def test_no_growth_is_read_by_the_clock_and_final_at_the_last_reading(lab: Lab, clock: Clock) -> None:
    clock.turn(DAY + 90)
    assert read(lab, "none") == "No growth after 24 h"
    first = cultures.culture(lab.conn, URINE, "URICUL")
    assert first is not None
    assert (first.final, first.next_at, first.late_min) == (False, NOON + 48 * HOUR_MS, 240)
    clock.turn(DAY)
    assert read(lab, "none") == "No growth after 48 h"
    last = cultures.culture(lab.conn, URINE, "URICUL")
    assert last is not None
    assert (last.final, last.next_at) == (True, None)
    assert (value(lab).flag, states(lab, URINE)) == ("", {"URICUL": "recorded"})


def test_an_interim_reading_is_released_and_the_tube_stays_on_the_list_until_the_final_one(
    lab: Lab, clock: Clock
) -> None:
    clock.turn(DAY)
    read(lab, "none")
    out(lab)
    assert states(lab, URINE) == {"URICUL": "interim"}
    sample = samples.sample(lab.conn, URINE)
    assert sample is not None
    assert sample.state == "received"
    (waiting,) = queue.following(lab.conn)
    assert (waiting.number, waiting.due) == (URINE, NOON + 48 * HOUR_MS + 240 * 60_000)
    lab.sign_in("path")
    with refused("Sample 0016 has nothing to release."):
        release(lab, [URINE])
    lab.sign_in("tech")
    clock.turn(DAY)
    read(lab, "none")
    out(lab)
    assert states(lab, URINE) == {"URICUL": "released"}
    assert (value(lab).value, value(lab).version, value(lab).amends) == ("No growth after 48 h", 2, 0)
    assert queue.following(lab.conn) == []


def test_what_is_read_but_not_released_is_still_to_be_read_again(lab: Lab, clock: Clock) -> None:
    clock.turn(DAY)
    read(lab, "none")
    assert [t.number for t in queue.following(lab.conn)] == [URINE]
    assert samples.sample(lab.conn, URINE).state == "received"  # type: ignore[union-attr]


def keep_antibiograms_have_numbers_that_are_never_given_again(lab: Lab, clock: Clock) -> None:
    clock.turn(DAY)
    grew = read(
        lab, "growth", Grown(organism="eco", quantity=">10^5"), Grown(organism="Klebsiella pneumoniae")
    )
    assert grew == "Escherichia coli >10^5 CFU/mL; Klebsiella pneumoniae"
    assert value(lab).flag == "A"
    read(lab, "growth", Grown(number=2, struck="a contaminant"))
    assert read(lab, "growth", Grown(organism="PMI", quantity="10^4")) == (
        "Escherichia coli >10^5 CFU/mL; Proteus mirabilis 10^4 CFU/mL"
    )
    assert cultures.isolates(lab.conn, URINE, "URICUL") == [
        Isolate(1, "ECO", "Escherichia coli", ">10^5 CFU/mL", True, ""),
        Isolate(2, "KPN", "Klebsiella pneumoniae", "", True, "a contaminant"),
        Isolate(3, "PMI", "Proteus mirabilis", "10^4 CFU/mL", True, ""),
    ]


def test_an_isolate_is_called_otherwise_only_for_a_reason(lab: Lab) -> None:
    read(lab, "growth", Grown(organism="ECO"))
    renamed = Reading(test="URICUL", found="growth", isolates=(Grown(number=1, organism="KPN"),))
    with refused("Isolate 1 is Escherichia coli: give the reason to call it Klebsiella pneumoniae."):
        read_culture(lab, URINE, renamed)
    read(lab, "growth", Grown(number=1, organism="KPN"), reason="API strip read again")
    assert cultures.isolates(lab.conn, URINE, "URICUL")[0].name == "Klebsiella pneumoniae"


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (
            Reading(test="URICUL", found="growth"),
            "URICUL: say what has grown, or read it as positive with what its Gram stain shows.",
        ),
        (
            Reading(test="URICUL", found="growth", isolates=(Grown(organism="E. colly"),)),
            'No organism is called "E. colly". `labkiosk culture --organisms` lists them.',
        ),
        (
            Reading(test="URICUL", found="growth", isolates=(Grown(organism="Klebsiella"),)),
            'No organism is called "Klebsiella". Is it KPN Klebsiella pneumoniae, KOX Klebsiella oxytoca,'
            " EAE Klebsiella aerogenes, KL Klebsiella species?",
        ),
        (
            Reading(test="URICUL", found="growth", isolates=(Grown(organism="NG"),)),
            "No growth is no isolate: read it as no growth.",
        ),
        (
            Reading(test="URICUL", found="growth", isolates=(Grown(number=4, organism="ECO"),)),
            "URICUL has no isolate 4 to correct: leave its number out for a new one.",
        ),
        (
            Reading(test="URICUL", found="positive", gram="Gram-negative bacilli", final=True),
            "URICUL is not final while what grows is not named.",
        ),
        (Reading(test="URICUL", found="none", hours=900), "URICUL after 900 h: that is not a time at which it is read."),
        (Reading(test="NA", found="none"), "NA was not asked for on this sample: it has URICUL."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_kept(lab: Lab, reading: Reading, said: str) -> None:
    with refused(said):
        read_culture(lab, URINE, reading)
    assert cultures.culture(lab.conn, URINE, "URICUL") is None


def test_no_growth_contradicts_an_isolate_that_stands(lab: Lab) -> None:
    read(lab, "growth", Grown(organism="ECO"))
    with refused(
        "URICUL: no growth, but isolate 1, Escherichia coli, stands."
        " Strike it with a reason, or read it as growth."
    ):
        read_culture(lab, URINE, Reading(test="URICUL", found="none"))
    assert read(lab, "none", Grown(number=1, struck="wrong plate"), hours=24) == "No growth after 24 h"
    assert value(lab).flag == ""


def test_flora_is_growth_without_a_flag(lab: Lab) -> None:
    assert read(lab, "growth", Grown(organism="MX"), final=True) == "Mixed growth, probably contaminated"
    assert value(lab).flag == ""


def test_a_value_typed_for_a_culture_is_sent_to_its_screen(lab: Lab) -> None:
    with refused("Urine culture is a culture: Ctrl+D opens it, or labkiosk culture."):
        record(lab, URINE, [Given(test="URICUL", value="No growth")])


def test_letters_by_the_breakpoints_for_this_organism_and_specimen(lab: Lab) -> None:
    read(lab, "growth", Grown(organism="ECO", quantity=">10^5"))
    said = on_plate(
        lab,
        Disk(antibiotic="CIP", value="23"),
        Disk(antibiotic="Meropenem", value="<=0.25", method="mic"),
        Disk(antibiotic="NIT", value="11"),
        Disk(antibiotic="GEN", value="<=8", method="mic"),
    )
    assert said == "Escherichia coli >10^5 CFU/mL (4 tested)"
    assert letters(lab) == {"CIP": "I", "MEM": "S", "NIT": "S", "GEN": ""}
    gen = cultures.susceptibilities(lab.conn, URINE, "URICUL")[3]
    assert (gen.note, gen.standard, gen.example) == (
        "reaches over a limit (S <= 2, R > 2 mg/L)",
        "EUCAST 2026",
        True,
    )
    assert value(lab).example


def test_what_is_resistant_by_nature_is_r_whatever_the_plate_shows(lab: Lab) -> None:
    read(lab, "growth", Grown(organism="KPN"))
    on_plate(lab, Disk(antibiotic="AMP", value="30"))
    (amp,) = cultures.susceptibilities(lab.conn, URINE, "URICUL")
    assert (amp.letter, amp.note, amp.limits) == ("R", "resistant by nature", "")


def test_without_a_breakpoint_a_person_gives_the_letter_and_the_reason(lab: Lab) -> None:
    read(lab, "growth", Grown(organism="NFGN"))
    on_plate(lab, Disk(antibiotic="CIP", value="30"))
    assert letters(lab) == {"CIP": ""}
    typed = Disk(antibiotic="CIP", value="30", letter="S")
    with refused("Ciprofloxacin: no breakpoint. Give the reason to call it S."):
        keep_antibiogram(lab, URINE, "URICUL", 1, [typed])
    on_plate(lab, Disk(antibiotic="CIP", value="30", letter="S", reason="as for Pseudomonas"))
    (cip,) = cultures.susceptibilities(lab.conn, URINE, "URICUL")
    assert (cip.letter, cip.note, cip.reason) == ("S", "category given by a person", "as for Pseudomonas")


def test_a_letter_other_than_the_breakpoint_s_needs_a_reason(lab: Lab) -> None:
    read(lab, "growth", Grown(organism="ECO"))
    typed = Disk(antibiotic="CIP", value="30", letter="R")
    with refused("Ciprofloxacin: it is S here. Give the reason to call it R."):
        keep_antibiogram(lab, URINE, "URICUL", 1, [typed])


def test_a_cascade_shows_the_reserved_only_after_the_first_is_not_s(lab: Lab) -> None:
    read(lab, "growth", Grown(organism="ECO"))
    on_plate(lab, Disk(antibiotic="CRO", value="30"), Disk(antibiotic="MEM", value="30"))

    def shown() -> dict[str, bool]:
        return {s.antibiotic: s.shown for s in cultures.susceptibilities(lab.conn, URINE, "URICUL")}

    assert shown() == {"CRO": True, "MEM": False}
    on_plate(lab, Disk(antibiotic="CRO", value="10"))
    assert shown() == {"CRO": True, "MEM": True}


def test_a_value_takes_the_place_of_an_earlier_one_and_can_be_taken_back(lab: Lab) -> None:
    read(lab, "growth", Grown(organism="ECO"))
    on_plate(lab, Disk(antibiotic="CIP", value="30"), Disk(antibiotic="GEN", value="20"))
    on_plate(lab, Disk(antibiotic="CIP", value="10"), Disk(antibiotic="GEN"))
    assert letters(lab) == {"CIP": "R"}
    told = [line.text for line in history(lab, samples.sample(lab.conn, URINE))]  # type: ignore[arg-type]
    assert "URICUL isolate 1 tested: CIP 30 mm S, GEN 20 mm S." in told
    assert "URICUL isolate 1 tested: CIP 10 mm R, GEN taken back." in told


def test_what_is_tested_after_an_interim_release_is_to_be_released_too(lab: Lab) -> None:
    read(lab, "growth", Grown(organism="ECO"))
    out(lab)
    assert states(lab, URINE) == {"URICUL": "interim"}
    on_plate(lab, Disk(antibiotic="CIP", value="30"))
    assert states(lab, URINE) == {"URICUL": "recorded"}
    assert value(lab).actor == "badge:tech"


def test_a_final_culture_is_corrected_only_for_a_reason(lab: Lab) -> None:
    read(lab, "growth", Grown(organism="ECO"), final=True)
    more = Reading(test="URICUL", found="growth", isolates=(Grown(organism="KPN"),))
    with refused("URICUL is final: give the reason to correct it."):
        read_culture(lab, URINE, more)
    read(lab, "growth", Grown(organism="KPN"), final=True, reason="second colony seen")
    assert value(lab).value == "Escherichia coli; Klebsiella pneumoniae"


def test_growth_in_blood_is_a_call_once_and_for_all_its_readings(lab: Lab, clock: Clock) -> None:
    (bottle,) = (s.sample for s in order(lab, "BLDCUL").samples)
    receive(lab, bottle)
    clock.turn(DAY)
    said = read(lab, "positive", gram="Gram-negative bacilli", test="BLDCUL", tube=bottle)
    assert (said, value(lab, "BLDCUL", bottle).flag) == ("Growth: Gram-negative bacilli", "AA")
    assert [c.test for c in calls.open_calls(lab.conn)] == ["BLDCUL"]
    read(lab, "growth", Grown(organism="ECO"), test="BLDCUL", tube=bottle)
    assert [c.test for c in calls.open_calls(lab.conn)] == ["BLDCUL"]


def test_readings_due_are_listed_the_next_first(lab: Lab, clock: Clock) -> None:
    (bottle,) = (s.sample for s in order(lab, "BLDCUL").samples)
    receive(lab, bottle)
    assert [(d.test, d.at, d.found) for d in due_readings(lab)] == [
        ("URICUL", NOON + 24 * HOUR_MS, ""),
        ("BLDCUL", NOON + 24 * HOUR_MS, ""),
    ]
    clock.turn(DAY)
    read(lab, "none")
    assert [(d.test, d.at, d.found, d.hours) for d in due_readings(lab)] == [
        ("BLDCUL", NOON + 24 * HOUR_MS, "", None),
        ("URICUL", NOON + 48 * HOUR_MS, "none", 24),
    ]
    read(lab, "none", final=True)
    assert [d.test for d in due_readings(lab)] == ["BLDCUL"]


def test_whoever_read_it_does_not_release_it(lab: Lab) -> None:
    lab.sign_in("path")
    read(lab, "none")
    with refused("Sample 0016 URICUL was entered by you: a second person releases it."):
        release(lab, [URINE])


def test_the_whole_culture_is_seen(lab: Lab) -> None:
    read(lab, "growth", Grown(organism="ECO"))
    on_plate(lab, Disk(antibiotic="CIP", value="30"))
    last, isolates, by_isolate = whole_culture(lab, samples.sample(lab.conn, URINE), "URICUL")  # type: ignore[arg-type]
    assert last is not None
    assert [i.name for i in isolates] == ["Escherichia coli"]
    assert [s.name for s in by_isolate[1]] == ["Ciprofloxacin"]


def test_a_struck_isolate_leaves_the_rest_of_the_reading_as_it_was(lab: Lab, clock: Clock) -> None:
    read(lab, "growth", Grown(organism="ECO"), Grown(organism="SKIN"), hours=48, gram="GNB", final=True)
    assert strike_isolate(lab, URINE, "uricul", 2, " a contaminant ").value == "Escherichia coli"
    last = cultures.culture(lab.conn, URINE, "URICUL")
    assert last is not None
    assert (last.found, last.hours, last.final, last.gram) == ("growth", 48, True, "GNB")
    with refused("Reason is missing. Type it."):
        strike_isolate(lab, URINE, "URICUL", 1, " ")
    with refused("URICUL has no isolate 7 to correct: leave its number out for a new one."):
        strike_isolate(lab, URINE, "URICUL", 7, "a contaminant")
    assert strike_isolate(lab, URINE, "URICUL", 1, "a contaminant").value == "No growth after 48 h"


def test_the_clock_never_takes_hours_of_incubation_back(lab: Lab, clock: Clock) -> None:
    assert read(lab, "none", hours=24) == "No growth after 24 h"
    assert read(lab, "none") == "No growth after 24 h"
    clock.turn(2 * DAY)
    assert read(lab, "none", final=False) == "No growth after 48 h"
    assert read(lab, "none", hours=24, final=False) == "No growth after 24 h"


def test_what_grows_on_is_no_second_isolate(lab: Lab) -> None:
    read(lab, "growth", Grown(organism="ECO"))
    with refused(
        "Escherichia coli stands as isolate 1 already: leave it out, type 1 before it, or give the reason for a second"
        " one."
    ):
        read(lab, "growth", Grown(organism="ECO"), hours=48)
    assert (
        read(lab, "growth", Grown(organism="ECO"), reason="two colony types")
        == "Escherichia coli; Escherichia coli"
    )
    strike_isolate(lab, URINE, "URICUL", 2, "one colony type after all")
    strike_isolate(lab, URINE, "URICUL", 1, "wrong plate")
    assert read(lab, "growth", Grown(organism="ECO")) == "Escherichia coli"


def test_an_isolate_that_is_called_another_has_the_letters_of_that(lab: Lab) -> None:
    read(lab, "growth", Grown(organism="KPN"))
    on_plate(lab, Disk(antibiotic="AMP", value="20"), Disk(antibiotic="CIP", value="24"))
    assert letters(lab) == {"AMP": "R", "CIP": "I"}
    assert (
        read(lab, "growth", Grown(number=1, organism="ECO"), reason="indole") == "Escherichia coli (2 tested)"
    )
    assert letters(lab) == {"AMP": "S", "CIP": "I"}
    on_plate(lab, Disk(antibiotic="COL", letter="S", reason="reference laboratory"))
    read(lab, "growth", Grown(number=1, organism="PAE"), reason="oxidase")
    assert letters(lab) == {"AMP": "R", "CIP": "R", "COL": "S"}
    assert {s.antibiotic: s.note for s in cultures.susceptibilities(lab.conn, URINE, "URICUL")}["AMP"] == (
        "resistant by nature"
    )


def test_nothing_is_incubated_for_longer_than_since_it_was_drawn(lab: Lab, clock: Clock) -> None:
    made = order(lab, "URICUL")
    tube = made.samples[0].sample
    collect(lab, made.order, tube)
    receive(lab, tube)
    clock.turn(DAY)
    with refused("URICUL after 48 h: it was drawn 24 h ago. Give the reason if that is right."):
        read(lab, "none", tube=tube, hours=48)
    assert read(lab, "none", tube=tube, hours=25) == "No growth after 25 h"
    assert read(lab, "none", tube=tube, hours=48, reason="the clock was wrong") == "No growth after 48 h"
