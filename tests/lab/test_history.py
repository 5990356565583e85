"""A sample's history: a sentence for every kind of fact, in the order that things were done."""

from importlib import import_module
from pkgutil import iter_modules

import pytest

import labkiosk.facts
from labkiosk.board import samples
from labkiosk.facts.base import Fact
from labkiosk.facts.blank import FormsNumbered
from labkiosk.facts.home import HomeMade
from labkiosk.facts.paper import PaperConfirmed, PaperRefused, PaperSending, PaperUncertain
from labkiosk.facts.patient import PatientCorrected
from labkiosk.facts.recollect import ListPrinted
from labkiosk.facts.storage import RackMade
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.drafts import keep_draft
from labkiosk.lab.history import history, tell
from labkiosk.lab.intake import cancel
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import print_again
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.release import release
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.results import Given, record
from tests.lab.homes import Clock, order


def _kinds(desks: set[str]) -> set[type[Fact]]:
    found = set()
    for desk in desks:
        for value in vars(import_module(f"labkiosk.facts.{desk}")).values():
            if isinstance(value, type) and issubclass(value, Fact) and hasattr(value, "kind"):
                found.add(value)
    return found


def test_every_desk_that_concerns_a_sample_has_its_words() -> None:
    desks = {module.name for module in iter_modules(labkiosk.facts.__path__)}
    # A form to fill by hand, a rack, a printer, a scanner, a sheet of barcodes, a day's counts, a control
    # or a queue is about no sample.
    told = _kinds(
        desks
        - {"barcodes", "base", "day", "errors", "home", "person", "printer", "qc", "scanner", "worklist"}
    ) - {
        FormsNumbered,
        ListPrinted,
        RackMade,
    }
    assert len(told) >= 23
    assert told <= tell.registry.keys()


def test_a_kind_without_words_is_an_error() -> None:
    with pytest.raises(NotImplementedError, match=r"no words for home\.made"):
        list(tell(HomeMade(kiosk=1, site="", address=""), None))


def _texts(lab: Lab, number: str) -> list[str]:
    found = samples.find(lab.conn, number)
    assert found is not None
    return [line.text for line in history(lab, found)]


def test_a_tube_from_the_window_to_its_report(lab: Lab, clock: Clock) -> None:
    made = order(lab, "K", "NA", "CREA", priority="stat")
    number = made.samples[0].sample
    clock.turn(1)
    receive(lab, number, ("HAEMOLYSED", "ICTERIC"))
    keep_draft(lab, number, {"K": "7.", "NA": "1"})
    keep_draft(lab, number, {"K": "", "NA": ""})
    record(lab, number, [Given(test="K", value="7.8"), Given(test="NA", value="14.0", unit=None)])
    record(lab, number, [Given(test="NA", value="140", reason="misread", comment="looked again")])
    record(lab, number, [Given(test="K", value="7.80")])
    lab.sign_in("path")
    record(lab, number, [Given(test="K", value="7.8")])
    cancel(lab, number, ("CREA",), "not needed")
    release(lab, [number], provisional=True, reason="theatre waits")
    lab.sign_in("tech")
    print_again(lab, "label", number, "torn")
    found = samples.find(lab.conn, number)
    assert found is not None
    lines = history(lab, found)
    assert [line.who for line in lines].count("Example Pathologist") == 3
    assert lines[4].at - lines[0].at == 60_000
    assert [line.text for line in lines] == [
        "Patient registered: Asha Devi, F, born 1975-03-14.",
        "Order O01-0000001 placed, stat: K, NA, CREA in tube 1 of 1 (Serum tube with gel).",
        "Label asked for.",
        "Slip asked for.",
        "Received, Haemolysed, Icteric.",
        "Draft kept: K 7., NA 1.",
        "Draft cleared: K, NA.",
        "K 7.8 mmol/L HH critical high recorded, to be typed again, a second person to type it.",
        "NA 14.0 mmol/L LL critical low recorded, to be typed again, a second person to type it. Sodium 14 looks like"
        " 140 mmol/L with its point moved: far outside the range.",
        "NA 140 mmol/L recorded, in place of an earlier value: misread (looked again).",
        "K 7.80 typed again, and the same.",
        "K 7.8 confirmed by a second person.",
        "Cancelled CREA: not needed.",
        "Released K, NA as provisional (theatre waits).",
        "Label, copy 1, asked for: torn.",
    ]


def test_a_rejected_tube_and_the_one_in_its_place(lab: Lab) -> None:
    made = order(lab, "K", "NA")
    number = made.samples[0].sample
    done = reject(lab, number, "CLOTTED", ("K",))
    assert _texts(lab, number)[-2:] == [
        f"Rejected K (Clotted); sample {done.replacement} is expected instead.",
        "Rejection slip asked for.",
    ]
    assert _texts(lab, done.replacement) == [
        "Patient registered: Asha Devi, F, born 1975-03-14.",
        "Slip asked for.",
        f"Expected in place of sample {number}, rejected (Clotted).",
        "Label asked for.",
    ]


def test_a_corrected_identity_and_its_papers(lab: Lab) -> None:
    made = order(lab, "K")
    number = made.samples[0].sample
    correct_patient(lab, made.patient, PatientRequest(name="Usha Devi", sex="F", age="52 y"), "misheard")
    jobs = ["J01-0000001", "J01-0000002", "J01-0000003"]
    with lab.act() as act:
        act.append(PaperSending(job=jobs[0], printer="file", digest="0" * 64))
        act.append(PaperConfirmed(job=jobs[0], how="written"))
        act.append(PaperUncertain(job=jobs[1], reason="no paper"))
        act.append(PaperRefused(job=jobs[2], reason="not printed: no glyph."))
    assert _texts(lab, number)[4:] == [
        "Identity corrected to Usha Devi, F, born ~1974-11-22: misheard.",
        "New number 010000000027 (identity corrected); the earlier label is void.",
        "Label asked for: identity corrected.",
        "Slip asked for: identity corrected.",
        "Label sent to file.",
        "Label is out: written.",
        "Slip may not have come out: no paper.",
        "Label not printed: no glyph.",
    ]
    assert PatientCorrected in tell.registry
