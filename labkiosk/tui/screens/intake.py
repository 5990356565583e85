"""Intake begins: who is it? And where an order was just placed, which tubes to draw."""

from collections.abc import Sequence
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from labkiosk.board import orders, patients, samples
from labkiosk.facts.errors import Refused
from labkiosk.lab.collection import to_draw
from labkiosk.lab.patients import find_patients
from labkiosk.lab.request import PatientRequest, Registered
from labkiosk.lab.scan import is_of_a_tube, sample_of
from labkiosk.rules.identifiers import guess
from labkiosk.rules.number import last_four
from labkiosk.tui.commands import Command
from labkiosk.tui.next_step import order_in
from labkiosk.tui.screens.intake_cancel import CancelScreen
from labkiosk.tui.screens.intake_done import done_text
from labkiosk.tui.screens.intake_mode import BothWays, SwitchMode, mode_line
from labkiosk.tui.screens.intake_order import OrderScreen
from labkiosk.tui.screens.listing import ListScreen
from labkiosk.tui.screens.patient import PatientScreen
from labkiosk.tui.screens.patient_baby import Newborn, NewbornScreen
from labkiosk.tui.screens.patient_fields import fields_from_search
from labkiosk.tui.screens.patient_new import NewPatientScreen
from labkiosk.tui.screens.patient_words import age_of, numbers_of
from labkiosk.tui.widgets.board_list import Column, Row

_FOUND_AT_MOST = 20
# Whoever presses F9 twice to register means no new patient by the second; a key held down repeats faster.
QUIET_S = 1.0


class NewPatient(Command):
    """A patient who was never here: name, sex, age and numbers, in one screen."""

    key, name, action = "f9", "New patient", "screen.new"


class Correct(Command):
    """The marked patient's name, sex, age or numbers are wrong: correct them; labels print again."""

    key, name, action = "f11", "Correct", "screen.correct"


class Unknown(Command):
    """A patient who cannot say who it is gets an emergency name; go on with the tests."""

    key, name, action = "f12", "Unknown patient", "screen.unknown"


class CancelOrder(Command):
    """The order that was just placed was a mistake: say why."""

    key, name, action = "ctrl+k", "Cancel order", "screen.cancel"


Found = patients.Patient | None


class IntakeScreen(BothWays, ListScreen):
    """Scan or type a hospital number, a mobile number, an ABHA number or a name, or scan the patient's card.

    A mobile number belongs to a family: it lists everyone, with age and sex, and Enter alone opens nobody.
    """

    NAME = "intake"
    HEADING = "Intake"
    KEYS: ClassVar[tuple[type[Command], ...]] = (
        NewPatient, Correct, Unknown, Newborn, CancelOrder, SwitchMode,
    )  # fmt: skip
    COLUMNS = (
        Column("Patient"), Column("Sex", 3), Column("Age", 13), Column("Numbers", 28), Column("Last here", 9),
    )  # fmt: skip
    EMPTY = ""
    HINT = "Scan or type a hospital number, mobile, ABHA or name"
    DEFAULT_CSS = "#done { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Found] = []
        self._searched = ""
        self._registered: Registered | None = None
        self._quiet_since = float("-inf")

    def above(self) -> ComposeResult:
        yield Static("", id="mode", markup=False)
        yield Static("", id="done", markup=False)

    def opened(self) -> None:
        super().opened()
        if left := self._half_typed():
            self.say(f"Half typed: {left}. Enter goes on with it. Or: who is it?")
        else:
            self.say("Who is it? Scan the card, or type a number or name, then Enter.")

    def _half_typed(self) -> str:
        """Whose entry was left, in words; empty where none was."""
        patient, order = self.desk.half_patient, self.desk.half_typed
        if patient is not None:
            return f"new patient {patient.name}".rstrip()
        return f"{order.name}, {' '.join(order.codes) or 'no tests yet'}" if order is not None else ""

    def read(self) -> Sequence[Found]:
        # Found by what was known then; shown by what is known now.
        return [found and patients.patient(self.lab.conn, found.id) for found in self._found]

    def key_of(self, item: Found) -> object:
        return item and item.id

    def refreshed(self) -> None:
        super().refreshed()
        self._draw_done()

    def _draw_done(self) -> None:
        self.query_one("#mode", Static).update(mode_line(self.desk.arrived))
        shown = done_text(self.lab, self._registered) if self._registered and not self._found else ""
        self.query_one("#done", Static).update(shown)

    def row(self, item: Found) -> Row:
        if item is None:
            return Row((f"New patient: {self._searched}", "", "", "", ""), "good")
        last = patients.orders_of(self.lab.conn, item.id, limit=1)
        day = f"{self.lab.local(last[0].at):%d %b %y}" if last else ""
        age = age_of(item, self.lab.today())
        return Row((item.name, item.sex, age, numbers_of(self.lab, item), day))

    async def on_scanned(self, text: str) -> None:
        try:
            order = order_in(self.lab, text)
            if order and not self.desk.arrived and to_draw(samples.of_order(self.lab.conn, order)):
                await self.kiosk.open("draw", order)
            elif order:
                self._list_owner_of(order)
            elif is_of_a_tube(self.lab.conn, text):
                self._refuse_without_slip(sample_of(self.lab.conn, text))
                await super().on_scanned(text)
            else:
                self._search(text)
        except Refused as refusal:
            self.refuse(str(refusal))

    def _refuse_without_slip(self, sample: samples.Sample) -> None:
        """At the draw the slip says whose tubes are to come: a tube alone proves nothing. Raises Refused."""
        if not self.desk.arrived and to_draw([sample]):
            owner = patients.patient(self.lab.conn, sample.patient)
            assert owner is not None
            raise Refused(f"Scan the slip first: tube {last_four(sample.number)} is {owner.name}'s.")

    def _list_owner_of(self, order: str) -> None:
        placed = orders.order(self.lab.conn, order)
        assert placed is not None
        owner = patients.patient(self.lab.conn, placed.patient)
        self._show([owner], "", "Enter takes this patient.")

    def _search(self, text: str) -> None:
        found: list[Found] = [*find_patients(self.lab, text, limit=_FOUND_AT_MOST)]
        guessed = guess(text)
        family = bool(found) and guessed is not None and guessed[0] == "mobile"
        if not found:
            self._show([None], text, "Nobody is found. Enter begins a new patient.")
        elif family:
            said = "A family's number: Down to the right person, or Enter for somebody new."
            self._show([None, *found], text, said)
        else:
            self._show([*found, None], text, f"{len(found)} found. Enter takes the marked one.")

    def _show(self, found: list[Found], searched: str, said: str) -> None:
        # Whoever has searched since means what they press.
        self._found, self._searched, self._quiet_since = found, searched, float("-inf")
        self.list.show([])
        self.refreshed()
        self.say(said)
        self.wait_for_paint()

    def chosen(self) -> None:
        # An Enter that came with the search must not take somebody whom nobody has seen.
        if not self.painted:
            return
        if not self.list.items and not self._half_typed():
            self.say("Scan the card, or type a number or name, then Enter.")
            return
        self.kiosk.call_later(self._open_marked)

    async def _open_marked(self) -> None:
        patient: Found = self.list.current
        left = None if self.list.items else self.desk.half_typed
        if not self.list.items and self.desk.half_patient is not None:
            await self.kiosk.push_screen(NewPatientScreen(self.desk.half_patient))
        elif left is not None:
            await self.kiosk.push_screen(OrderScreen(left.patient, left))
        elif patient is None:
            await self.action_new()
        else:
            await self.kiosk.push_screen(OrderScreen(PatientRequest(id=patient.id)))

    async def action_new(self) -> None:
        """A new patient, beginning with what was searched for."""
        if monotonic() - self._quiet_since < QUIET_S:
            self._quiet_since = monotonic()
            return
        try:
            fields = fields_from_search(self._searched)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        await self.kiosk.push_screen(NewPatientScreen(fields))

    async def action_unknown(self) -> None:
        """A patient without a name."""
        await self.kiosk.push_screen(OrderScreen(PatientRequest(unknown=True)))

    async def action_newborn(self) -> None:
        """A baby of the marked mother."""
        mother: Found = self.list.current
        if mother is None:
            self.refuse("Find the mother first, then press Ctrl+N.")
        else:
            await self.kiosk.push_screen(NewbornScreen(mother.id))

    async def action_correct(self) -> None:
        """Correct the marked patient."""
        patient: Found = self.list.current
        if patient is None:
            self.refuse("Find the patient first, then press F11.")
        else:
            await self.kiosk.push_screen(PatientScreen(patient.id))

    async def action_cancel(self) -> None:
        """Cancel what was just registered."""
        if self._registered is None:
            self.refuse("No order was placed just now. Scan a tube of it, and cancel there.")
        else:
            await self.kiosk.push_screen(CancelScreen(self._registered.samples[0].sample))

    def registered(self, made: Registered) -> None:
        """An order was placed: say which tubes to draw, and be ready for the next patient."""
        self._registered, self._found, self._quiet_since = made, [], monotonic()
        self.refreshed()
        if self.desk.arrived:
            tubes = [tube for tube in samples.of_order(self.lab.conn, made.order) if not tube.tubeless]
            came = sum(tube.received_at is not None for tube in tubes)
            self.say(f"Registered, {came} of {len(tubes)} received. Next request: scan, or type.")
        else:
            self.say("Registered. Draw, then scan the slip and each tube. Or: the next patient.")
