"""The table of command barcodes: complete, each its own, and never to be taken for anything else."""

import re
from pathlib import Path

import msgspec
import pytest

from labkiosk.catalogue import Catalogue, load
from labkiosk.facts.errors import Refused
from labkiosk.lab.alias import carried
from labkiosk.lab.intake import register
from labkiosk.lab.request import Ident, OrderRequest, PatientRequest
from labkiosk.lab.scan import is_of_a_tube, is_order
from labkiosk.lab.staff import add_person
from labkiosk.rules.barcode import check_barcode, is_command, is_number
from labkiosk.rules.text import clean
from labkiosk.tui.barcodes import ANYWHERE, SIGNS, Answer, catalogued, code_of, every_screen, sections
from labkiosk.tui.screens import DESKS
from tests.tui.desks import StillClock, lab

CATALOGUE = load(None)
BARS = [bar for section in sections(CATALOGUE) for bar in section.bars]
CODES = sorted({bar.code for bar in BARS})


def test_every_act_with_a_barcode_and_all_of_the_catalogue_are_on_a_sheet() -> None:
    acts = {c.scan for c in ANYWHERE} | {c.scan for screen in every_screen() for c in screen.KEYS}
    reasons = {r.text for r in CATALOGUE.reasons.values() if r.use != "cancel"}
    acts |= {desk.scan for desk in DESKS}
    answers = {c.text for test in CATALOGUE.tests.values() for c in test.choices}
    assert {f"LK.{code}" for code in (acts - {""}) | set(SIGNS) | set(catalogued(CATALOGUE))} == set(CODES)
    assert reasons | answers <= {bar.words.partition(": ")[2] or bar.words for bar in BARS} | answers
    assert answers <= {bar.words for bar in BARS}


def test_a_barcode_has_one_meaning_and_its_words_one_barcode() -> None:
    assert len({(bar.code, bar.words) for bar in BARS}) == len(CODES)
    assert len({bar.words for bar in BARS}) == len(CODES)
    for section in sections(CATALOGUE):
        assert len({bar.code for bar in section.bars}) == len(section.bars)


def test_barcodes_are_short_and_of_capitals_and_digits() -> None:
    assert all(re.fullmatch(r"LK\.[A-Z0-9]{1,8}", code) for code in CODES)
    # A word of an act never begins as the catalogue's do.
    assert all(re.match(r"[A-Z]|[0-9]$|[1-4].{6}$", code[3:]) for code in CODES)


def test_a_sheet_on_the_wall_never_means_anything_else() -> None:
    assert code_of(CATALOGUE.reasons["CLOTTED"]) == "14UD5BK"
    assert code_of(Answer("Reactive")) == "4GWYKSL"
    reworded = msgspec.structs.replace(CATALOGUE.reasons["CLOTTED"], text="Clotted or dry")
    assert code_of(reworded) != "14UD5BK"


def test_two_of_the_catalogue_with_one_barcode_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("labkiosk.tui.barcodes._LENGTH", 1)
    with pytest.raises(Refused, match=r"have one barcode: reword one in the catalogue\.$"):
        catalogued(CATALOGUE)


def test_an_empty_catalogue_has_the_acts_alone() -> None:
    bare: Catalogue = msgspec.structs.replace(CATALOGUE, reasons={}, tests={})
    names = [section.name for section in sections(bare)]
    assert names == [
        "anywhere", "receive", "results", "reject", "papers", "culture", "text", "more", "calls", "reading", "fields"
    ]  # fmt: skip


@pytest.mark.parametrize("code", [*CODES, *map(str.lower, CODES[:3]), "LK.ANYTHING", " LK.OUT"])
def test_no_tube_order_or_other_system_has_such_a_text(code: str) -> None:
    assert is_command(code)
    assert not is_number(code)
    assert not is_order(code)
    with pytest.raises(Refused, match=r"is a code of this laboratory's own papers: scan the tube\.$"):
        check_barcode(code.strip())


@pytest.mark.parametrize("code", CODES)
def test_no_field_takes_one(code: str) -> None:
    for text in (code, f"Asha{code}", f"Asha {code} "):
        with pytest.raises(
            Refused, match=r"^Name has a command barcode \(LK\.\w+\)\. Type it again without it\.$"
        ):
            clean(text, "Name")
    assert clean(f"{code} was scanned", "Comment") == f"{code} was scanned"


def test_what_merely_looks_like_one_is_text() -> None:
    for text in ("LK 7", "lk.out", "Dr LK.", "BLK.", "L.K.OUT x"):
        assert clean(text, "Name") == text


def test_the_home_takes_none_for_a_patient_a_tube_or_a_person(home: Path, clock: StillClock) -> None:
    with lab(home, clock, "super") as desk:
        for patient in (
            PatientRequest(name="LK.RECEIVE"),
            PatientRequest(name="Asha", ids=(Ident(system="hospital", value="LK.RECEIVE"),)),
            PatientRequest(name="Asha", ids=(Ident(system="other", value="LK.RECEIVE"),)),
        ):
            with pytest.raises(Refused):
                register(desk, OrderRequest(patient=patient, tests=("NA",)))
        with pytest.raises(Refused, match="command barcode"):
            register(desk, OrderRequest(patient=PatientRequest(name="A"), tests=("NA",), location="LK.OUT"))
        with pytest.raises(Refused, match="own papers"):
            carried(desk.conn, "LK.RECEIVE")
        assert not is_of_a_tube(desk.conn, "LK.RECEIVE")
        with pytest.raises(Refused, match="command barcode"):
            add_person(desk, "LK.OUT", "Nobody", "technician")
