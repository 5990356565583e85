"""Correct who a patient is: the earlier word stays in the history, and open tubes get new labels."""

from collections.abc import Iterator
from typing import ClassVar

from textual.widgets import Static

from labkiosk.board import patients
from labkiosk.facts.errors import Refused
from labkiosk.lab.links import propose_identity
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.request import PatientRequest
from labkiosk.rules.number import last_four
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import beside
from labkiosk.tui.screens.patient_fields import Fields, correction_of, fields_of
from labkiosk.tui.screens.patient_form import PatientForm
from labkiosk.tui.screens.patient_words import age_of


class Save(Command):
    """Correct the patient. Tubes in use get new numbers and labels, and their old labels are void."""

    key, name, action = "f9", "Correct", "screen.save"


class PatientScreen(PatientForm):
    """The patient as known now; change what is wrong and say why."""

    NAME = "patient"
    HEADING = "Correct a patient"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Save,)
    MORE = (("reason", "Reason", "why it was wrong"),)

    def __init__(self, patient_id: str) -> None:
        super().__init__(Fields())
        self.patient_id = patient_id

    def above(self) -> Iterator[Static]:
        patient = patients.patient(self.lab.conn, self.patient_id)
        assert patient is not None
        self._patient = patient
        self._ids = patients.identifiers(self.lab.conn, patient.id)
        self.given = fields_of(patient, self._ids, self.lab.today())
        now = f"  {age_of(patient, self.lab.today())}  {patient.sex}"
        yield Static(beside((patient.name, "bold reverse"), (now, "bold")), markup=False)

    def opened(self) -> None:
        super().opened()
        self.field("name").focus()
        self.say("Change what is wrong, type the reason, then F9.")

    async def action_save(self) -> None:
        """Correct the patient."""
        try:
            request = correction_of(self.fields, self.given, self._patient, self._ids)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        why = self.field("reason").value
        if self._patient.unknown and request.name != self._patient.name:
            await self._propose(request, why)
            return
        numbers = await self.act(correct_patient, self.patient_id, request, why)
        if numbers is None:
            return
        await self.kiosk.action_back()
        self.kiosk.top.refreshed()
        tails = ", ".join(last_four(n) for n in numbers)
        new = f" Stick on the new labels: {tails}. Old ones are void." if numbers else ""
        self.kiosk.say(f"Corrected.{new}")

    async def _propose(self, request: PatientRequest, why: str) -> None:
        """A name for an unknown patient is true once a second person agrees."""
        link = await self.act(propose_identity, self.patient_id, request, why)
        if link is not None:
            await self.kiosk.action_back()
            self.kiosk.top.refreshed()
            self.kiosk.say(f"Proposed as {link}. A second person signs in, and agrees: Ctrl+G, then I.")
