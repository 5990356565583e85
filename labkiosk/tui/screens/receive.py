"""Receive: each tube that arrives is scanned; what is seen on it is said first."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from labkiosk.board import orders, patients, samples
from labkiosk.catalogue import Reason
from labkiosk.facts.errors import Refused
from labkiosk.lab.alias import bind, carried
from labkiosk.lab.bench import receive
from labkiosk.lab.drawn import collected_at
from labkiosk.lab.not_here import late_at
from labkiosk.lab.scan import sample_of
from labkiosk.lab.timed import turn, warning
from labkiosk.rules.number import last_four
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.listing import MOST, ListScreen
from labkiosk.tui.screens.patient_words import whose_tube
from labkiosk.tui.screens.receive_conditions import ConditionDialog
from labkiosk.tui.screens.receive_reject import open_reject
from labkiosk.tui.widgets.banner import Banner
from labkiosk.tui.widgets.board_list import Column, Row


class ReceiveInHand(Command):
    """Receive the tube that stands above without scanning it again."""

    key, name, action, scan = "f9", "Receive it", "screen.receive", "RECEIVE"


class Conditions(Command):
    """Say what you see on the next tube (haemolysed, lipaemic, ...), then scan it."""

    key, name, action = "f11", "Condition", "screen.conditions"


class Reject(Command):
    """The tube that stands above, or some of its tests, cannot be used: say why; a new one is expected."""

    key, name, action, scan = "f12", "Reject", "screen.reject", "REJECT"


class OtherBarcode(Command):
    """The tube that stands above carries what was scanned last: another system's barcode, or a blank label."""

    key, name, action, scan = "ctrl+a", "Other barcode", "screen.bind", "BIND"


class Forget(Command):
    """Forget what was said of the next tube: what is seen on it, or why it is rejected."""

    key, name, action, shown, scan = "ctrl+k", "Forget", "screen.forget", False, "CLEAR"


class ReceiveScreen(ListScreen):
    """Labelled tubes that have not arrived. Scanning one receives it; scanning any other opens it."""

    NAME = "receive"
    HEADING = "Receive"
    KEYS: ClassVar[tuple[type[Command], ...]] = (ReceiveInHand, Conditions, Reject, OtherBarcode, Forget)
    COLUMNS = (
        Column("Priority", 8), Column("Since", 8), Column("Sample", 12), Column("Patient"),
        Column("Tube", 24), Column("Ward", 10),
    )  # fmt: skip
    EMPTY = "No tube is expected. F2 registers a patient."
    HINT = "Scan a tube, or type its number"

    def __init__(self, number: str = "") -> None:
        super().__init__()
        self.number = number
        self.seen: list[str] = []
        self.why = ""
        self._strange = ""

    def above(self) -> ComposeResult:
        yield Banner()
        yield Static("", id="counts", markup=False)

    def opened(self) -> None:
        super().opened()
        if self.number:
            self.say("Scan it again, or press F9, to receive it. F12 rejects it.")

    def read(self) -> Sequence[samples.Sample]:
        return samples.expected(self.lab.conn, limit=MOST)

    def refreshed(self) -> None:
        super().refreshed()
        self._draw_hand()
        self._draw_seen()

    def _draw_hand(self) -> None:
        try:
            sample = sample_of(self.lab.conn, self.number) if self.number else None
        except Refused as refusal:
            self.number, sample = "", None
            self.refuse(str(refusal))
        self.query_one(Banner).show(whose_tube(self.lab, sample) if sample else None)

    def _draw_seen(self) -> None:
        count = len(self.list.items)
        text = f" {f'{count} or more' if count == MOST else count} expected."
        if self.seen:
            names = ", ".join(self.lab.catalogue.reasons[code].text for code in self.seen)
            text = f" On the next tube: {names}. Scan it."
        if self.why:
            text = f" The next tube is to be rejected: {self.lab.catalogue.reasons[self.why].text}. Scan it."
        self.query_one("#counts", Static).update(plain(text, "reverse" if self.seen or self.why else ""))

    def row(self, item: samples.Sample) -> Row:
        patient = patients.patient(self.lab.conn, item.patient)
        order = orders.order(self.lab.conn, item.order)
        stat = item.priority == "stat"
        cells = (
            item.priority.upper() if stat else item.priority,
            f"{'! ' if order and self._late(item, order) else ''}{self._since(item.at)}",
            item.number,
            patient.name if patient else "",
            self._tube(item),
            order.ward if order else "",
        )
        return Row(cells, "bold" if stat else "")

    def _late(self, item: samples.Sample, order: orders.Order) -> bool:
        """Whether it was drawn so long ago that it would be late by now, had it come at once."""
        conn, drawn_at = self.lab.conn, collected_at(self.lab.conn, order, item)
        if drawn_at is None:
            return False
        tests = [(t.code, t.bench) for t in samples.tests(conn, item.id) if t.state == "open"]
        return late_at(self.lab, item.priority, item.container, drawn_at, tests) < self.lab.time().at

    def _tube(self, item: samples.Sample) -> str:
        mark = f"{item.mark} {turn(self.lab, item)}".strip()
        return f"{item.part}/{item.parts} {mark or item.cap}, {item.container_name}"

    def _since(self, at: int) -> str:
        labelled = self.lab.local(at)
        return f"{labelled:%H:%M}" if labelled.date() == self.lab.today() else f"{labelled:%d %b}"

    async def on_scanned(self, text: str) -> None:
        self._strange = ""
        try:
            sample = sample_of(self.lab.conn, text)
        except Refused:
            if not (self.number and self._may_be_bound(text)):
                await super().on_scanned(text)
            return
        if self.why:
            why, self.why, self.number = self.why, "", sample.number
            self.refreshed()
            await open_reject(self.kiosk, sample.number, why)
        elif sample.state == "expected":
            await self._receive(sample.number)
        elif sample.number == self.number:
            # Scanners read twice; a tube just received must not carry its desk off to the bench.
            self.refuse(f"{last_four(sample.number)} is {sample.state} already. Scan the next tube.")
        else:
            await super().on_scanned(text)

    def _may_be_bound(self, text: str) -> bool:
        """Whether the tube above may carry this; the person is told how to say so."""
        try:
            self._strange = carried(self.lab.conn, text).code
        except Refused:
            return False
        self.refuse(f"{self._strange} is on no tube yet. Ctrl+A: it is on tube {last_four(self.number)}.")
        return True

    async def action_bind(self) -> None:
        """The tube above carries the code that was scanned last."""
        code, self._strange = self._strange, ""
        if not code:
            self.refuse("Scan the tube, then its other barcode, then press Ctrl+A.")
            return
        bound = await self.act(bind, self.number, code)
        if bound is not None:
            self.number = bound.number
            self.refreshed()
            self.say(f"Tube {last_four(bound.number)} is found by {code} from here on.")

    async def _receive(self, number: str) -> None:
        received = await self.act(receive, number, tuple(self.seen))
        if received is None:
            return
        self.seen.clear()
        self.number = received.number
        benches = dict.fromkeys(t.bench for t in samples.tests(self.lab.conn, received.id))
        names = " and ".join(self.lab.catalogue.benches[b].name for b in benches)
        seen = f" ({', '.join(received.conditions)})" if received.conditions else ""
        self.refreshed()
        said = f"{last_four(received.number)} received{seen} for {names}."
        if wrong := warning(self.lab, received):
            self.refuse(f"{said} Look: {wrong}.")
        else:
            self.say(f"{said} Scan the next tube.")

    async def action_receive(self) -> None:
        """Receive the tube that stands above."""
        if self.number:
            await self._receive(self.number)
        else:
            self.refuse("No tube stands above: scan one.")

    async def action_conditions(self) -> None:
        """What is seen on the next tube."""
        conditions = self.lab.catalogue.reasons_for("condition")
        await self.kiosk.push_screen(ConditionDialog(conditions, self.seen, self._draw_seen))

    async def action_reject(self) -> None:
        """Reject the tube that stands above."""
        if self.number:
            await open_reject(self.kiosk, self.number)
        else:
            self.refuse("No tube stands above: scan it, or type its number, then reject it.")

    @property
    def in_hand(self) -> str:
        return self.number

    async def on_reason(self, reason: Reason) -> bool:
        """What is seen on the next tube, or why it is to be rejected where none stands above."""
        if reason.use == "condition":
            self.seen += [reason.code] if reason.code not in self.seen else []
        elif reason.use == "reject" and not self.number:
            self.why = reason.code
        else:
            return False
        self._draw_seen()
        self.say(f"{reason.text}: scan the tube. Ctrl+K forgets it.")
        return True

    def action_forget(self) -> None:
        """Nothing is said of the next tube."""
        self.seen.clear()
        self.why = ""
        self._draw_seen()
        self.say("Nothing is said of the next tube.")

    def chosen(self) -> None:
        if (item := self.list.current) is not None:
            self.kiosk.call_later(self.kiosk.open, "sample", item.number)
