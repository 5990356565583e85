"""The draw: the slip opened its order, and each labelled tube is scanned back once it is filled."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from labkiosk.board import orders, patients, samples
from labkiosk.facts.errors import Refused
from labkiosk.lab.collection import collect, not_drawn, to_draw
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.scan import is_blank
from labkiosk.lab.timed import turn, warning
from labkiosk.rules.number import last_four
from labkiosk.tui.commands import Command
from labkiosk.tui.next_step import order_in
from labkiosk.tui.screens.load import LoadTaken, TakesLoad
from labkiosk.tui.screens.patient_words import age_of
from labkiosk.tui.widgets.banner import Banner, Whose
from labkiosk.tui.widgets.board_list import Column, Row
from labkiosk.tui.widgets.question import Ask


class DrawDone(Command):
    """On to the next patient. Where a tube could not be drawn, it asks why; that tube stays expected."""

    key, name, action = "f9", "Done", "screen.done"


class FurtherOrder(Command):
    """Another order for this patient."""

    key, name, action = "f12", "Another order", "screen.further"


class DrawScreen(TakesLoad):
    """The tubes of one order. The scan of a filled tube is its collection time; any other order's is refused."""

    NAME = "draw"
    PAGE = "intake"
    HEADING = "Draw"
    KEYS: ClassVar[tuple[type[Command], ...]] = (DrawDone, FurtherOrder, LoadTaken)
    COLUMNS = (
        Column("Tube", 5), Column("Cap", 11), Column("Container", 24), Column("Sample", 12),
        Column("Drawn", 12), Column("Tests"),
    )  # fmt: skip
    HINT = "Scan each tube once it is filled"

    def __init__(self, order: str) -> None:
        super().__init__()
        self.order = order

    def above(self) -> ComposeResult:
        yield Banner()

    def opened(self) -> None:
        super().opened()
        self._next()
        to_do = "Draw in this order, then scan each tube." if to_draw(self.tubes) else "Scan the next slip."
        self.say(f"{self._left()} {to_do}")

    @property
    def tubes(self) -> list[samples.Sample]:
        """The order's tubes, in order of draw."""
        return samples.of_order(self.lab.conn, self.order)

    @property
    def patient(self) -> patients.Patient:
        """Whose tubes they are."""
        order = orders.order(self.lab.conn, self.order)
        assert order is not None
        patient = patients.patient(self.lab.conn, order.patient)
        assert patient is not None
        return patient

    def read(self) -> Sequence[samples.Sample]:
        return self.tubes

    def refreshed(self) -> None:
        super().refreshed()
        patient, marked = self.patient, self.list.current
        age = f"{age_of(patient, self.lab.today())}  {patient.sex}"
        number = marked.number if marked else ""
        self.query_one(Banner).show(Whose(patient.name, age, f"order {self.order}", number))

    def row(self, item: samples.Sample) -> Row:
        tests = [t.code for t in samples.tests(self.lab.conn, item.id)]
        drawn = item.state
        if item.collected_at is not None:
            drawn = f"{self.lab.local(item.collected_at):%H:%M}"
        elif item.state == "expected":
            drawn = f"draw {at}" if (at := turn(self.lab, item)) else "to draw"
        part = f"{item.part}/{item.parts}" if item.part else "-"
        name = f"{item.mark} {item.container_name}".lstrip()
        cells = (part, item.cap, name, item.number, drawn, " ".join(tests))
        return Row(cells, "" if to_draw([item]) else "dim")

    def _left(self) -> str:
        left = to_draw(self.tubes)
        return f"{len(left)} to draw." if left else "Nothing is left to draw."

    def _next(self) -> None:
        """The mark goes to the first tube that is still to draw."""
        tubes = self.tubes
        if left := to_draw(tubes):
            self.list.cursor = tubes.index(left[0])
        self.refreshed()

    def action_move(self, by: int) -> None:
        """One line up or down."""
        super().action_move(by)
        self.refreshed()

    async def on_scanned(self, text: str) -> None:
        try:
            order = order_in(self.lab, text)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        if order:
            await self._turn(order)
            return
        marked: samples.Sample | None = self.list.current
        if marked is not None and is_blank(self.lab.conn, text) and samples.find(self.lab.conn, text) is None:
            done = await self.act(collect, self.order, marked.number, label=text)
        else:
            done = await self.act(collect, self.order, text)
        if done is None:
            return
        self._next()
        said = f"{last_four(done.number)} {done.cap}, tube {done.part}, is drawn."
        if wrong := warning(self.lab, done):
            self.refuse(f"{said} Look: {wrong}.")
        else:
            self.say(f"{said} {self._what_next()}")

    def _what_next(self) -> str:
        left = to_draw(self.tubes)
        return f"{len(left)} to draw." if left else f"All of {self.patient.name} are in: next slip, or F9."

    async def _turn(self, order: str) -> None:
        """Another slip: that patient's tubes from here on."""
        left = [] if order == self.order else to_draw(self.tubes)
        name = self.patient.name
        self.order = order
        self._next()
        self.wait_for_paint()
        behind = f" {len(left)} of {name} stay expected." if left else ""
        self.say(f"{self.patient.name}: {self._left()}{behind}")

    async def action_done(self) -> None:
        """Ask for a word about what is left, and go on to the next patient."""
        # A tube of a timed collection is drawn when its time comes: the slip opens the order again.
        left = [tube for tube in to_draw(self.tubes) if not tube.minute]
        if not left:
            await self.kiosk.open("intake")
            return
        numbers = tuple(tube.number for tube in left)
        tails = ", ".join(f"{last_four(tube.number)} {tube.cap}" for tube in left)

        async def leave(reason: str) -> bool:
            if await self.act(not_drawn, self.order, numbers, reason) is None:
                return False
            await self.kiosk.open("intake")
            self.kiosk.say(f"{tails} not drawn: still expected. Next patient?")
            return True

        self.ask(Ask(f"Not drawn: {tails}. Why? They stay expected.", "Go on"), leave)

    async def action_further(self) -> None:
        """Another order for this patient."""
        from labkiosk.tui.screens.intake_order import OrderScreen

        await self.kiosk.push_screen(OrderScreen(PatientRequest(id=self.patient.id)))

    def chosen(self) -> None:
        if (item := self.list.current) is not None:
            self.kiosk.call_later(self.kiosk.open, "sample", item.number)
