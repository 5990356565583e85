"""Printers on the command line: exact words, exact refusals, and what the doctor says of them."""

import pytest

from labkiosk.board.printers import printers
from labkiosk.facts.printer import PrinterState
from labkiosk.lab.lab import Lab
from tests.cli.running import House, Ran

ALONE = "No printer is set up: all papers are written into {home}/paper.\n"
LABELS = (
    "Desk 1",
    "--prints",
    "labels",
    "--paper",
    "label-50x25",
    "--address",
    "tcp:127.0.0.1:9",
    "--language",
    "zpl",
)


def doctor(house: House) -> list[tuple[str, str]]:
    lines = house.run("doctor", "--json").lines
    return [(check["word"], check["said"]) for check in lines if check["what"] == "printer"]


def done(ran: Ran) -> str:
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def test_from_none_to_one_and_back(house: House) -> None:
    assert done(house.run("printers")) == ALONE.format(home=house.home)
    assert doctor(house) == [("LOOK", "none is set up: labkiosk printers add NAME --prints labels ...")]
    assert done(house.run("printers", "add", *LABELS, who="super")) == (
        "Desk 1 prints labels, on labels of 50.8 x 25.4 mm. Try it: labkiosk printers test 'Desk 1'\n"
    )
    left = f"No printer is set up for papers: written into {house.home}/paper.\n"
    assert done(house.run("printers", "list")) == (
        f"Desk 1: not tried yet\n  labels, on labels of 50.8 x 25.4 mm; tcp:127.0.0.1:9\n{left}"
    )
    house.order("NA")
    assert done(house.run("printers", "test", "desk 1", who="phleb")) == (
        "A test page will print: J01-0000003. Its frame must be whole on all four sides.\n"
    )
    assert doctor(house) == [
        ("OK", "Desk 1: not tried yet; 2 papers waiting"),
        ("LOOK", f"none for papers: written into {house.home}/paper"),
    ]
    assert done(house.run("printers", "remove", "DESK 1", who="super")) == (
        f"Desk 1 prints no more. {ALONE.format(home=house.home)}"
    )


def test_a_printer_in_trouble_says_it_in_words(house: House) -> None:
    house.run("printers", "add", *LABELS, who="super")
    with Lab(house.home, badge=None, user="root") as lab, lab.act() as act:
        act.append(PrinterState(printer=printers(act.conn)[0].id, state="paper_out"))
    assert done(house.run("printers")).splitlines()[0] == "Desk 1: out of paper"
    assert doctor(house)[0] == ("LOOK", "Desk 1: out of paper; 0 papers waiting")
    (listed,) = house.run("printers", "--json").lines
    assert listed == {
        "printer": "T01-0000001", "name": "Desk 1", "address": "tcp:127.0.0.1:9", "language": "zpl",
        "paper": "label-50x25", "prints": ["label", "blank"], "state": "paper_out", "since": "<stamp>",
        "said": "out of paper", "model": "",
    }  # fmt: skip


def test_a_printer_that_cannot_be_reached_is_named_and_its_papers_wait(house: House) -> None:
    house.run("printers", "add", *LABELS, who="super")
    house.order("NA")
    ran = house.run("print", "--once")
    assert (ran.code, ran.err) == (1, "labkiosk: Desk 1 refuses the connection: papers wait.\n")
    assert ran.out == "J01-0000002 slip O01-0000001: written as slip-O01-0000001\n"
    assert doctor(house)[0] == ("LOOK", "Desk 1: refuses the connection; 1 paper waiting")


def test_one_that_cannot_answer_is_set_up_anew_where_it_is(house: House) -> None:
    house.run("printers", "add", *LABELS, who="super")
    anew = ("printers", "add", "Desk 1", "--prints", "labels", "--paper", "label-38x25", "--answers")
    for answers, address in (("no", "tcp:127.0.0.1:9?answers=no"), ("yes", "tcp:127.0.0.1:9")):
        (made,) = house.run(*anew, answers, "--json", who="super").lines
        assert (made["address"], made["language"], made["paper"]) == (address, "zpl", "label-38x25")
    ran = house.run(*anew, "perhaps", who="super")
    assert (ran.code, ran.err) == (1, "labkiosk: A printer answers yes, state or no: choose one of them.\n")


REFUSED = [
    (("add", "X", "--prints", "labels", "--paper", "label-50x25", "--address", "lpt1"), "super",
     "Say which language it speaks: --language escpos, zpl or tspl. Its manual says."),
    (("add", *LABELS), "tech", "tech (technician) may not set up printers: ask a supervisor."),
    (("remove", "X"), "super", "No printer is called 'X'. None is set up: labkiosk printers add sets one up."),
    (("test", "X"), "tech", "No printer is called 'X'. None is set up: labkiosk printers add sets one up."),
    (("remove", "X"), "path", "path (pathologist) may not set up printers: ask a supervisor."),
]  # fmt: skip


@pytest.mark.parametrize(("words", "who", "said"), REFUSED, ids=lambda given: " ".join(given)[:20])
def test_what_is_refused_changes_nothing(house: House, words: tuple[str, ...], who: str, said: str) -> None:
    ran = house.run("printers", *words, who=who)
    assert (ran.code, ran.out, ran.err) == (1, "", f"labkiosk: {said}\n")
    assert house.run("printers", "--json").lines == []


@pytest.mark.parametrize(
    "words", [("add",), ("add", "X"), ("remove",), ("paint",), ("add", *LABELS, "--dots", "0")]
)
def test_wrong_usage(house: House, words: tuple[str, ...]) -> None:
    assert house.run("printers", *words, who="super").code == 2
