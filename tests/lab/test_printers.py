"""Printers: set up by name, each form with one of them, and what is said of each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkiosk.board import jobs
from labkiosk.board.printers import Printer, printer, printer_name, printers
from labkiosk.facts.paper import PaperSending, PaperUncertain
from labkiosk.facts.printer import PrinterState
from labkiosk.lab.devices import devices, free_name, new_one
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import page
from labkiosk.lab.papers import FORMS
from labkiosk.lab.printers import homeless, is_well, remove, set_up, state_words, try_out
from labkiosk.printers.line import Found
from tests.lab.homes import Clock, make, order
from tests.lab.refusals import refused

ZEBRA = Found("usb:?model=Zebra+ZD230&serial=1", "Zebra ZD230", "1", "zpl")
CABLE = Found("serial:/dev/serial/by-id/usb-FTDI?baud=115200&flow=rtscts", "usb-FTDI", "", None)


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with make(tmp_path / "home", Clock()) as lab:
        lab.sign_in("super")
        yield lab


def labels(lab: Lab, name: str = "Labels", port: int = 9100) -> Printer:
    address = f"tcp:10.0.0.9:{port}"
    return set_up(lab, name, address, language="zpl", media="label-50x25", forms=["labels"])


def papers(lab: Lab, *forms: str) -> Printer:
    address = "tcp:10.0.0.8:9100"
    return set_up(lab, "Papers", address, language="escpos", media="roll-80", forms=forms or ["papers"])


def test_with_two_printers_every_form_has_one(lab: Lab) -> None:
    assert set(homeless(lab.conn)) == set(FORMS) - {"testpage"}
    assert labels(lab).forms == ("label", "blank")
    assert set(papers(lab).forms) == set(FORMS) - {"label", "blank", "testpage"}
    assert homeless(lab.conn) == ()


def test_each_job_is_in_the_queue_of_one_printer(lab: Lab) -> None:
    order(lab, "NA", "PT")
    of_labels, of_papers = labels(lab), papers(lab, "report")
    test = try_out(lab, "papers")
    assert [j.id for j in jobs.to_print(lab.conn, of_labels)] == ["J01-0000001", "J01-0000002"]
    assert [j.id for j in jobs.to_print(lab.conn, of_papers)] == [test.job]
    assert [j.form for j in jobs.to_print(lab.conn)] == ["slip"]
    remove(lab, "PAPERS")
    assert [j.form for j in jobs.to_print(lab.conn)] == ["slip", "testpage"]


def test_a_printer_set_up_anew_keeps_its_id_and_a_new_one_takes_its_forms(lab: Lab) -> None:
    first = labels(lab)
    assert labels(lab, "LABELS", 9200)[:3] == (first.id, "LABELS", "tcp:10.0.0.9:9200")
    second = labels(lab, "Second", 9300)
    assert [(p.name, p.forms) for p in printers(lab.conn)] == [("LABELS", ()), ("Second", second.forms)]
    assert printer_name(lab.conn, first.id) == "LABELS"
    remove(lab, first.id)
    assert printer_name(lab.conn, first.id) == "LABELS"
    assert [p.name for p in printers(lab.conn)] == ["Second"]


def test_what_cannot_be_set_up(lab: Lab) -> None:
    labels(lab)
    with refused("tcp:10.0.0.9:9100 is Labels already: set that one up anew, or remove it."):
        labels(lab, "Other")
    with refused("A report does not go on labels of 38 x 25 mm: choose roll-80 or roll-58."):
        set_up(lab, "X", "tcp:10.0.0.1", language="zpl", media="label-38x25", forms=["label", "report"])
    with refused("Say what it prints: labels, papers or all, or forms by name."):
        papers(lab, " ")
    with refused("'klingon' is no language: name escpos, zpl, tspl or png."):
        set_up(lab, "X", "tcp:10.0.0.1", language="klingon", media="roll-80", forms=["papers"])
    with refused("'a4' is no paper: name label-50x25, label-38x25, roll-80 or roll-58."):
        set_up(lab, "X", "tcp:10.0.0.1", language="zpl", media="a4", forms=["papers"])
    with refused("Name of the printer is missing. Type it."):
        labels(lab, " ")
    with refused("No printer is called 'Epson'. There is Labels."):
        remove(lab, "Epson")
    assert [p.name for p in printers(lab.conn)] == ["Labels"]
    remove(lab, "labels")
    with refused("No printer is called 'Labels'. None is set up: labkiosk printers add sets one up."):
        try_out(lab, "Labels")


def test_a_form_that_there_is_not_is_named(lab: Lab) -> None:
    with pytest.raises(Exception, match=r"^'poem' is no form: name labels, papers, all, label, slip, .* or "):
        papers(lab, "report", "poem")


def test_how_a_printer_is_and_what_it_asks(lab: Lab) -> None:
    order(lab, "NA")
    it = labels(lab)
    assert (state_words(lab.conn, it), is_well(it)) == ("not tried yet", True)
    with lab.act() as act:
        act.append(PrinterState(printer=it.id, state="paper_out"))
        act.append(PaperSending(job="J01-0000001", printer=it.id, digest="d"))
        act.append(PaperUncertain(job="J01-0000001", reason="stalls"))
    now = printer(lab.conn, "labels")
    assert now is not None
    assert state_words(lab.conn, now) == "out of paper; asks: did the last label come out?"
    assert not is_well(now)
    with lab.act() as act:
        act.append(PaperSending(job="J01-0000002", printer=it.id, digest="d"))
        act.append(PaperUncertain(job="J01-0000002", reason="stalls"))
        act.append(PrinterState(printer=it.id, state="silent", reason="refuses the connection"))
    now = printer(lab.conn, it.id)
    assert now is not None
    assert state_words(lab.conn, now) == "refuses the connection; asks: did 2 papers come out?"


def test_what_is_plugged_in_and_not_set_up(lab: Lab) -> None:
    with refused("No new printer is plugged in: plug it in and switch it on, or give its --address."):
        new_one(lab.conn, [])
    with refused(f"Say which one with --address: {ZEBRA.address}, {CABLE.address}."):
        new_one(lab.conn, [ZEBRA, CABLE])
    assert new_one(lab.conn, [ZEBRA]).language == "zpl"
    set_up(lab, "Z", ZEBRA.address, language="zpl", media="label-38x25", forms=["label"])
    assert [(d.name, d.model, d.said, d.well) for d in devices(lab.conn, [ZEBRA, CABLE])] == [
        ("Z", "Zebra ZD230", "not tried yet", True),
        ("", "usb-FTDI", "not set up", False),
    ]
    assert (free_name(lab.conn, "Z"), free_name(lab.conn, "Y")) == ("Z 2", "Y")


@pytest.mark.parametrize("media", ["label-50x25", "label-38x25", "roll-80", "roll-58"])
def test_a_test_page_fits_every_paper_and_says_what_is_set_up(lab: Lab, media: str) -> None:
    from labkiosk.forms.draw import draw
    from labkiosk.forms.media import MEDIA

    forms = ["labels" if media.startswith("label") else "papers"]
    set_up(lab, "Desk 3", "tcp:10.0.0.9", language="tspl", media=media, forms=forms)
    drawn = page(lab, try_out(lab, "desk 3"), MEDIA[media])
    picture = draw(drawn).image
    across = MEDIA[media].height if media.startswith("label") else MEDIA[media].width
    assert across is not None
    assert picture.width == round(across * 8)
    edges = [picture.crop(box).getextrema() for box in (
        (0, 0, picture.width, 1), (0, 0, 1, picture.height),
        (picture.width - 1, 0, picture.width, picture.height), (0, picture.height - 1, picture.width, picture.height),
    )]  # fmt: skip
    assert edges == [(0, 0)] * 4
    assert "Desk 3" in str(drawn)
    assert f"Prints {forms[0]}, on" in str(drawn)


def test_a_test_page_is_never_a_copy(lab: Lab) -> None:
    labels(lab)
    assert [(try_out(lab, "labels").copy, try_out(lab, "labels").copy)] == [(0, 0)]
