"""A newborn, registered from its mother's record: which baby of how many, its sex, and when it was born."""

from collections.abc import Iterator
from typing import ClassVar

import msgspec
from textual.widgets import Static

from labkiosk.board import patients
from labkiosk.facts.errors import Refused
from labkiosk.lab.babies import check_stated
from labkiosk.lab.request import PatientRequest
from labkiosk.rules.baby import check_order
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.intake_order import OrderScreen
from labkiosk.tui.screens.patient_fields import Fields, birth_request, numbers_typed, sex_of
from labkiosk.tui.screens.patient_form import PatientForm


class Newborn(Command):
    """A baby of this mother: it is called after her, and twins by the order in which they were born."""

    key, name, action = "ctrl+n", "Newborn", "screen.newborn"


class GoOn(Command):
    """On to the baby's tests."""

    key, name, action = "f9", "Go on", "screen.go_on"


class NewbornScreen(PatientForm):
    """The mother stands above. A name may be given later; her mobile number is the baby's too."""

    NAME = "patient_baby"
    HEADING = "Newborn"
    KEYS: ClassVar[tuple[type[Command], ...]] = (GoOn,)
    MORE = (
        ("baby", "Baby number", "1, in the order of birth"),
        ("babies", "Of how many", "1; of twins 2"),
        ("born_at", "Born at", "07:10, or 2026-11-22 07:10"),
    )

    def __init__(self, mother: str) -> None:
        super().__init__(Fields())
        self.mother = mother

    def above(self) -> Iterator[Static]:
        mother = patients.patient(self.lab.conn, self.mother)
        assert mother is not None
        yield Static(plain(f"Baby of {mother.name}", "bold reverse"), classes="head", markup=False)

    def opened(self) -> None:
        super().opened()
        self.field("baby").value = self.field("babies").value = "1"
        self.field("sex").focus()
        self.say("Sex, which baby of how many, when it was born; then F9. A name can wait.")

    async def action_go_on(self) -> None:
        """On to the tests."""
        try:
            request = self._request()
            check_stated(self.lab, request)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        await self.kiosk.push_screen(OrderScreen(request))

    def _request(self) -> PatientRequest:
        fields = self.fields
        sex = sex_of(fields)
        numbers = [self.field(name).value.strip() for name in ("baby", "babies")]
        if not all(n.isascii() and n.isdigit() for n in numbers):
            raise Refused("Type which baby it is and of how many, as numbers.")
        baby, babies = (int(n[:3]) for n in numbers)
        check_order(baby, babies)
        born_at = self.field("born_at").value.strip() or None
        if born_at is None and not fields.born.strip():
            raise Refused("Say when the baby was born: a time, a date or an age.")
        return msgspec.convert(
            {
                "baby_of": self.mother,
                "baby": baby,
                "babies": babies,
                "born_at": born_at,
                "name": fields.name.strip() or None,
                "sex": sex,
                "ids": numbers_typed(fields),
                **birth_request(fields.born),
            },
            PatientRequest,
        )
