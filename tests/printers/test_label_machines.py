"""Labels in the languages of label printers: each comes out once, and the printer says so."""

import random
from collections.abc import Callable

import pytest

from labkiosk.forms.draw import draw
from labkiosk.printers.delivery import Doubtful, Nothing, Printed, deliver
from labkiosk.printers.language import LANGUAGES, Sheet
from labkiosk.printers.patience import Patience
from labkiosk.printers.state import State
from labkiosk.printers.talk import Talk
from tests.printers.filled import page
from tests.printers.label_machine import LabelMachine, Tsc, Zebra
from tests.printers.wire import Wire

PATIENCE = Patience(answer_s=2, paper_s=10, mend_s=60)
MACHINES: dict[str, Callable[[], LabelMachine]] = {"zpl": Zebra, "tspl": Tsc}


def label(language: str, seed: int = 1) -> bytes:
    picture = draw(page("label", random.Random(seed))).image
    return LANGUAGES[language].wrap(Sheet(image=picture, die_cut=True), dots=832)


def talk_on(wire: Wire, language: str) -> Talk:
    return Talk(wire, LANGUAGES[language], PATIENCE, clock=wire.clock)


@pytest.mark.parametrize("language", MACHINES)
def test_labels_follow_each_other_and_the_printer_says_that_each_is_out(language: str) -> None:
    wire = Wire(MACHINES[language]())
    talk = talk_on(wire, language)
    labels = [label(language, seed) for seed in range(5)]
    for ticket, data in enumerate(labels):
        assert deliver(talk, data, ticket, on_byte_one=lambda: None) == Printed("confirmed by the printer")
    assert [paper.rstrip(b"\n") for paper in wire.machine.papers] == [data.rstrip(b"\n") for data in labels]


@pytest.mark.parametrize("language", MACHINES)
def test_a_roll_that_is_out_takes_nothing_and_one_that_ends_is_waited_for(language: str) -> None:
    machine = MACHINES[language]()
    machine.rows_left = 0
    begun: list[int] = []
    outcome = deliver(
        talk_on(Wire(machine), language), label(language), 1, on_byte_one=lambda: begun.append(1)
    )
    assert (outcome, begun, machine.papers) == (Nothing(State.PAPER_OUT, "out of paper"), [], [])

    def ends() -> None:
        machine.rows_left = 0

    def mended(wire: Wire) -> None:
        wire.machine.rows_left = 100

    machine.rows_left = 100
    wire = Wire(machine, at_s=[(20.0, mended)])
    outcome = deliver(talk_on(wire, language), label(language), 2, on_byte_one=ends)
    assert outcome == Printed("confirmed by the printer (in between: out of paper)")
    assert len(machine.papers) == 1


@pytest.mark.parametrize("language", MACHINES)
def test_a_roll_that_ended_and_a_printer_that_was_switched_off_then_is_asked_about(language: str) -> None:
    machine = MACHINES[language]()

    def ends() -> None:
        machine.rows_left = 0

    def off_and_on(wire: Wire) -> None:
        wire.machine.switch_off_and_on()
        wire.lost = True

    wire = Wire(machine, at_s=[(20.0, off_and_on)])
    outcome = deliver(talk_on(wire, language), label(language), 1, on_byte_one=ends)
    assert outcome == Doubtful("broke the connection before it said that the paper is out")
    assert machine.papers == []
