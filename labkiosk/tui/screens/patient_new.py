"""A patient who was never here, in one screen; who may be the same person is offered, never taken by itself."""

from typing import ClassVar

from textual.app import ComposeResult

from labkiosk.board import patients
from labkiosk.facts.errors import Refused
from labkiosk.facts.patient import Identity
from labkiosk.lab.patients import age_stated, identity_of, same_patient, similar
from labkiosk.lab.request import PatientRequest
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.intake_order import OrderScreen
from labkiosk.tui.screens.listing import Down, Up
from labkiosk.tui.screens.patient_fields import Fields, request_of, unknown_of
from labkiosk.tui.screens.patient_form import PatientForm
from labkiosk.tui.screens.patient_words import age_of, numbers_of
from labkiosk.tui.widgets.board_list import BoardList, Column, Row

_COLUMNS = (Column("May be the same person"), Column("Sex", 3), Column("Age", 13), Column("Numbers", 32))


class GoOn(Command):
    """On to the tests. Where somebody alike is known already, press it again to say: another person."""

    key, name, action = "f9", "Go on", "screen.go_on"


class SamePerson(Command):
    """It is the marked person, who is known already."""

    key, name, action = "f11", "Same person", "screen.same"


class UnknownWith(Command):
    """Nobody knows the name: an emergency name, with the sex and age that you typed."""

    key, name, action = "f12", "Unknown", "screen.unknown"


class NewPatientScreen(PatientForm):
    """Name, sex and age; the numbers may stay empty."""

    NAME = "patient_new"
    HEADING = "New patient"
    KEYS: ClassVar[tuple[type[Command], ...]] = (GoOn, SamePerson, UnknownWith, Up, Down)

    def __init__(self, fields: Fields) -> None:
        super().__init__(fields)
        self._offered: PatientRequest | None = None

    def below(self) -> ComposeResult:
        yield BoardList(_COLUMNS, self._row, lambda p: p.id, "")

    def opened(self) -> None:
        super().opened()
        self.say("Name, sex and age, then F9. Enter goes to the next line.")

    def _row(self, patient: patients.Patient) -> Row:
        age = age_of(patient, self.lab.today())
        return Row((patient.name, patient.sex, age, numbers_of(self.lab, patient)))

    async def action_go_on(self) -> None:
        """On to the tests, once nobody alike is left unseen."""
        try:
            request = request_of(self.fields)
            identity = identity_of(request, self.lab.today())
            same = same_patient(self.lab.conn, identity)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        if same is None and request != self._offered and self._offer(request, identity):
            return
        await self._order(request)

    def _offer(self, request: PatientRequest, identity: Identity) -> bool:
        alike = [patients.patient(self.lab.conn, each) for each in similar(self.lab.conn, identity)]
        self.query_one(BoardList).show([p for p in alike if p is not None])
        self._offered = request
        if alike:
            self.wait_for_paint()
            self.refuse("Known already? F11 takes the marked person. F9 again: it is somebody else.")
        return bool(alike)

    async def leaving(self) -> None:
        """Keep what is half typed; what was only searched for is no loss."""
        was_left = self.desk.half_patient is self.given
        if self.fields != self.given or was_left:
            self.desk.half_patient = self.fields if self.fields != Fields() else None

    async def _order(self, request: PatientRequest) -> None:
        # From here on it is the order that is half typed.
        if self.desk.half_patient is self.given:
            self.desk.half_patient = None
        await self.kiosk.push_screen(OrderScreen(request))

    async def action_same(self) -> None:
        """It is the marked person."""
        marked: patients.Patient | None = self.query_one(BoardList).current
        if marked is None:
            self.refuse("Nobody alike is listed: F9 looks, and goes on.")
        else:
            await self._order(PatientRequest(id=marked.id))

    async def action_unknown(self) -> None:
        """An emergency name."""
        try:
            request = unknown_of(self.fields)
            age_stated(self.lab, request)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        await self._order(request)

    def action_move(self, by: int) -> None:
        """The mark goes up or down."""
        self.query_one(BoardList).move(by)
