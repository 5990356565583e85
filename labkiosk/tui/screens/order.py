"""One order: its patient, and each of its tubes with what is still to come."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from labkiosk.board import orders, patients, samples
from labkiosk.lab.papers import print_again, print_report
from labkiosk.lab.timed import turn, warning
from labkiosk.lab.transfer import place
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.add_on import AddOn, ask_tests
from labkiosk.tui.screens.listing import Choose
from labkiosk.tui.screens.load import LoadTaken, TakesLoad
from labkiosk.tui.screens.patient_words import age_of
from labkiosk.tui.screens.sample_keys import Report
from labkiosk.tui.screens.transfer import Transfer, ask_where
from labkiosk.tui.widgets.board_list import Column, Row

_DONE = ("released", "rejected", "cancelled", "moved")


class Draw(Command):
    """The tubes are being drawn: scan each of them back."""

    key, name, action = "ctrl+d", "Draw", "screen.draw"


class SlipAgain(Command):
    """Print the slip for the patient's card once more."""

    key, name, action = "f11", "Slip", "screen.slip"


class OrderScreen(TakesLoad):
    """The tubes of an order. A card or report opens it when it is scanned; nothing is received by that."""

    NAME = "order"
    HEADING = "Order"
    PAGE = "sample"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Choose, Draw, LoadTaken, SlipAgain, Report, Transfer, AddOn)
    COLUMNS = (
        Column("Sample", 12), Column("Tube", 24), Column("State", 10), Column("Still to come"),
    )  # fmt: skip

    def __init__(self, order: str) -> None:
        super().__init__()
        self.order = order

    def above(self) -> ComposeResult:
        yield Static("", classes="head", markup=False)

    def read(self) -> Sequence[samples.Sample]:
        return samples.of_order(self.lab.conn, self.order)

    def refreshed(self) -> None:
        super().refreshed()
        order = orders.order(self.lab.conn, self.order)
        assert order is not None
        patient = patients.patient(self.lab.conn, order.patient)
        assert patient is not None
        at = f"{self.lab.local(order.at):%d %b %H:%M}"
        reports = f"report {order.version} is out" if order.version else "no report yet"
        self.query_one(".head", Static).update(
            plain(f"{patient.name}, {age_of(patient, self.lab.today())} {patient.sex}", "bold reverse")
            + Content("\n")
            + plain(f"{order.id}, {order.priority}, {place(order.ward, order.bed)}, {at}; {reports}")
        )

    def row(self, item: samples.Sample) -> Row:
        pending = [t.code for t in samples.tests(self.lab.conn, item.id) if t.state not in _DONE]
        tone = "dim" if item.state in ("reported", "rejected", "cancelled") else ""
        said = [" ".join(pending) or item.reason or "nothing", warning(self.lab, item)]
        if at := turn(self.lab, item):
            said[0] += f" at {at}"
        return Row((item.number, item.tube, item.state, ", ".join(s for s in said if s)), tone)

    def chosen(self) -> None:
        if (item := self.list.current) is not None:
            self.kiosk.call_later(self.kiosk.open, "sample", item.number)

    async def action_draw(self) -> None:
        """To the draw."""
        await self.kiosk.open("draw", self.order)

    async def action_slip(self) -> None:
        """Print the slip again."""
        if await self.act(print_again, "slip", self.order) is not None:
            self.say("The slip is printing.")

    async def action_report(self) -> None:
        """Print the report."""
        if await self.act(print_report, self.order) is not None:
            self.say("The report is printing. F8 shows papers that did not come out.")

    def action_add_on(self) -> None:
        """Ask which tests to add."""
        ask_tests(self, self.order)

    def action_transfer(self) -> None:
        """Another ward or bed for this order alone."""
        ask_where(self, self.order, f"the patient of order {self.order}")
