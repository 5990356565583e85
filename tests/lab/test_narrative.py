"""Narrative results: text of several lines, kept whole, with one line of it in the lists."""

import pytest

from labkiosk.board import calls, cultures, samples
from labkiosk.lab.bench import receive
from labkiosk.lab.lab import Lab
from labkiosk.lab.microbiology import sights, templates
from labkiosk.lab.narrative import write_narrative
from labkiosk.rules.narrative import MOST, fields, fill, smear, summary
from tests.lab.homes import order, states
from tests.lab.refusals import refused

BLOOD = "010000000016"
TEXT = "Red cells: microcytic, hypochromic.\nPlatelets: adequate.\n\nImpression: iron deficiency picture"


@pytest.fixture(autouse=True)
def smeared(lab: Lab) -> None:
    order(lab, "PSMEAR")
    receive(lab, BLOOD)


def test_the_text_is_kept_whole_and_its_impression_stands_in_lists(lab: Lab) -> None:
    answer = write_narrative(lab, BLOOD, "psmear", f"  {TEXT}\n\n".replace("\n", "\r\n"))
    assert (answer.value, answer.needs) == ("iron deficiency picture", ("release",))
    assert cultures.narrative(lab.conn, BLOOD, "PSMEAR") == TEXT
    assert samples.results(lab.conn, BLOOD)["PSMEAR"].value == "iron deficiency picture"
    assert states(lab, BLOOD) == {"PSMEAR": "recorded"}


def test_another_text_needs_a_reason(lab: Lab) -> None:
    write_narrative(lab, BLOOD, "PSMEAR", TEXT)
    with refused("PSMEAR has this text already."):
        write_narrative(lab, BLOOD, "PSMEAR", TEXT)
    with refused("PSMEAR has a text, and this is another: give the reason to replace it."):
        write_narrative(lab, BLOOD, "PSMEAR", "Normal")
    write_narrative(lab, BLOOD, "PSMEAR", "Normal", reason="wrong slide")
    assert cultures.narrative(lab.conn, BLOOD, "PSMEAR") == "Normal"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" \n\n ", "Text is missing. Type it."),
        ("x" * (MOST + 1), "Line 1 is too long: 6001 characters, at most 2000."),
        (
            "Red cells: normal.\nImpression: ___",
            "Line 2 still has ___: type what belongs there, or take it out.",
        ),
        ("a\n" * 300, "Text is too long: at most 6000 characters and 200 lines."),
        ("a\x1b[2J", "Line 1 has a control character (\\x1b). Type it again without it."),
    ],
)
def test_what_is_no_text_is_refused(lab: Lab, text: str, said: str) -> None:
    with refused(said):
        write_narrative(lab, BLOOD, "PSMEAR", text)
    assert states(lab, BLOOD) == {"PSMEAR": "open"}


def test_a_critical_line_opens_a_call_until_a_correction_takes_it_back(lab: Lab) -> None:
    text = "Pus cells many.\ncritical: Gram-negative diplococci\nImpression: meningitis"
    answer = write_narrative(lab, BLOOD, "PSMEAR", text)
    assert (answer.value, answer.flag) == ("Gram-negative diplococci", "AA")
    assert [(c.number, c.test) for c in calls.open_calls(lab.conn)] == [(BLOOD, "PSMEAR")]
    write_narrative(lab, BLOOD, "PSMEAR", "Pus cells many.\nNot critical: no organisms", reason="wrong slide")
    assert calls.open_calls(lab.conn) == []


def test_a_template_s_fields_are_filled_in_their_order() -> None:
    text = "Site: {site}.\nImpression: {diagnosis}"
    assert fields(text) == (("Site", "site"), ("Impression", "diagnosis"))
    assert fill(text, ("colon", "")) == "Site: colon.\nImpression: ___"
    assert fill(text, ("{diagnosis}", "x")) == "Site: {diagnosis}.\nImpression: x"


def test_the_line_for_lists_is_the_impression_else_the_first_line_cut() -> None:
    assert summary("a\nImpression: b\nDiagnosis: c") == "c"
    assert summary("first\nsecond") == "first"
    assert summary("w " * 100) == f"{'w ' * 44}w…"


def test_a_smear_in_one_line() -> None:
    seen = {
        "Pus cells": ("cells", "many"),
        "Epithelial cells": ("cells", "none"),
        "Gram-positive cocci in clusters": ("organisms", "moderate"),
        "Yeast cells": ("organisms", "none"),
    }
    assert smear(seen) == "Pus cells many, epithelial cells none; Gram-positive cocci in clusters moderate"
    none = {name: (part, "none") for name, (part, _) in seen.items()}
    assert smear(none) == "Pus cells none, epithelial cells none; no organisms seen"
    assert smear({"Yeast cells": ("organisms", "none")}) == "No organisms seen"
    assert smear({}) == ""


def test_the_catalogue_has_templates_and_what_is_looked_for(lab: Lab) -> None:
    assert [t.key for t in templates(lab, "PSMEAR")] == ["s", "n"]
    assert [label for label, _ in fields(templates(lab, "HISTO")[0].text)] == [
        "Specimen",
        "Gross",
        "Microscopy",
        "Impression",
    ]
    assert [s.code for s in sights(lab, "SPGRAM")][:4] == ["PUS", "EPI", "RBC", "GPCC"]
    assert sights(lab, "PSMEAR") == ()
