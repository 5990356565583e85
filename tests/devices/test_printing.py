"""Papers over the kernel's usblp: each outcome as it is on a desk, with the paper and the plug in a person's hand."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest

from labkiosk.forms.draw import draw
from labkiosk.printers.delivery import Doubtful, Nothing, Outcome, Printed, deliver
from labkiosk.printers.escpos import EscPos
from labkiosk.printers.language import LANGUAGES
from labkiosk.printers.line import LineLost, discover, open_line
from labkiosk.printers.patience import Patience
from labkiosk.printers.sheet import Sheet
from labkiosk.printers.state import State
from labkiosk.printers.talk import Talk
from tests.devices.gadget import PATIENCE_S, Device, until
from tests.devices.printer import BADGES, LABELS, REPORTS, printer
from tests.printers.filled import page
from tests.printers.label_machine import LabelMachine, Tsc, Zebra

pytestmark = pytest.mark.devices

ADDRESS = "usb:?model=EPSON+TM-T20II&serial=R0002"
# An emulated machine on a busy one is slow; no test here waits until these are over.
PATIENCE = Patience(answer_s=PATIENCE_S, paper_s=PATIENCE_S, mend_s=PATIENCE_S)


class Job:
    """A paper that is sent while a test does something else, and what was heard of it."""

    def __init__(
        self, data: bytes, ticket: int, pool: ThreadPoolExecutor, address: str, language: str
    ) -> None:
        self.begun, self.states = Event(), list[State]()
        self._address, self._language = address, LANGUAGES[language]
        self._outcome = pool.submit(self._send, data, ticket)

    def outcome(self) -> Outcome:
        return self._outcome.result(4 * PATIENCE_S)

    def _send(self, data: bytes, ticket: int) -> Outcome:
        line = open_line(self._address)
        try:
            talk = Talk(line, self._language, PATIENCE, self.states.append)
            return deliver(talk, data, ticket, on_byte_one=self.begun.set)
        finally:
            line.close()


@contextmanager
def sending(data: bytes, ticket: int = 1, address: str = ADDRESS, language: str = "escpos") -> Iterator[Job]:
    with ThreadPoolExecutor(1) as pool:
        yield Job(data, ticket, pool, address, language)


def sent(data: bytes, ticket: int = 1, address: str = ADDRESS, language: str = "escpos") -> Outcome:
    with sending(data, ticket, address, language) as job:
        return job.outcome()


def paper(form: str) -> bytes:
    """A form, filled in, as the printer's bytes; a report is more than all buffers on its way hold."""
    picture = draw(page(form, random.Random(3))).image
    data = EscPos().wrap(Sheet(image=picture, die_cut=form == "label"), dots=576)
    assert form == "label" or len(data) > 60_000
    return data


def test_what_is_plugged_in_is_found_by_what_it_says_it_is() -> None:
    with printer(0, LABELS, "ZPL"), printer(1, REPORTS, "ESC/POS"):
        found = [each for each in discover() if each.address.startswith("usb:")]
    assert [tuple(each) for each in found] == [
        ("usb:?model=Zebra+ZD230&serial=L0001", "Zebra ZD230", "L0001", "zpl"),
        (ADDRESS, "EPSON TM-T20II", "R0002", "escpos"),
    ]


def test_a_label_and_a_report_come_out_and_the_printer_says_so() -> None:
    label, report = paper("label"), paper("report")
    with printer(0, REPORTS, "ESC/POS") as it:
        assert isinstance(sent(label, 1), Printed)
        assert isinstance(sent(report, 2), Printed)
        with it.at_rest() as machine:
            assert machine.papers == [label, report]


def test_without_paper_nothing_is_sent_and_with_paper_it_prints() -> None:
    label = paper("label")
    with printer(0, REPORTS, "ESC/POS") as it:
        with it.at_rest() as machine:
            machine.rows_left = 0
        with sending(label) as job:
            outcome = job.outcome()
        assert isinstance(outcome, Nothing)
        assert (outcome.state, job.begun.is_set()) == (State.PAPER_OUT, False)
        with it.at_rest() as machine:
            # The port had said it: the printer itself was not even asked.
            assert machine.taken == b""
            machine.rows_left = 10_000
        assert isinstance(sent(label, 2), Printed)
        with it.at_rest() as machine:
            assert machine.papers == [label]


def test_paper_that_ends_in_mid_job_is_waited_for() -> None:
    report = paper("report")
    with printer(0, REPORTS, "ESC/POS") as it:
        with it.at_rest() as machine:
            machine.rows_left = 100
        with sending(report) as job:
            until(lambda: State.PAPER_OUT in job.states, "the paper is out")
            with it.at_rest() as machine:
                assert machine.papers == []
                machine.rows_left = 10_000
            assert isinstance(job.outcome(), Printed)
        with it.at_rest() as machine:
            assert machine.papers == [report]


def test_unplugged_in_mid_job_nobody_knows_and_plugged_in_elsewhere_it_is_found() -> None:
    report, label = paper("report"), paper("label")
    with printer(0, REPORTS, "ESC/POS") as it:
        with it.at_rest() as machine:
            machine.rows_left = 100
        with sending(report) as job:
            until(lambda: State.PAPER_OUT in job.states, "it has begun")
            it.pull()
            assert isinstance(job.outcome(), Doubtful)
        with pytest.raises(LineLost, match=r"^is not plugged in$"):
            sent(label)
        with printer(1, LABELS, "ZPL") as other:
            it.push()
            with it.at_rest() as machine:
                assert machine.papers == []
                machine.rows_left = 10_000
            assert isinstance(sent(label, 2), Printed)
            with it.at_rest() as machine, other.at_rest() as theirs:
                assert (machine.papers, theirs.taken) == ([label], b"")


@pytest.mark.parametrize(
    ("device", "commands", "kind", "language"),
    [(LABELS, "ZPL", Zebra, "zpl"), (BADGES, "TSPL", Tsc, "tspl")],
)
def test_a_label_printer_is_known_by_its_language_and_its_labels_come_out(
    device: Device, commands: str, kind: type[LabelMachine], language: str
) -> None:
    picture = draw(page("label", random.Random(3))).image
    data = LANGUAGES[language].wrap(Sheet(image=picture, die_cut=True), dots=832)
    with printer(0, device, commands, kind) as it:
        (found,) = (each for each in discover() if each.address.startswith("usb:"))
        assert found.language == language
        assert isinstance(sent(data, 1, found.address, language), Printed)
        with it.at_rest() as machine:
            machine.rows_left = 0
        outcome = sent(data, 2, found.address, language)
        assert isinstance(outcome, Nothing)
        assert outcome.state == State.PAPER_OUT
        with it.at_rest() as machine:
            machine.rows_left = 100
        assert isinstance(sent(data, 3, found.address, language), Printed)
        with it.at_rest() as machine:
            assert [label.rstrip(b"\n") for label in machine.papers] == [data.rstrip(b"\n")] * 2
