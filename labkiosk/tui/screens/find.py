"""Find a patient by anything known of them, or a sample by its number."""

from collections.abc import Sequence
from typing import ClassVar

from textual.widgets import Input

from labkiosk.board import links, patients, racks
from labkiosk.facts.errors import Refused
from labkiosk.lab.patients import find_patients
from labkiosk.lab.scan import is_of_a_tube, sample_of
from labkiosk.rules.barcode import is_number
from labkiosk.rules.identifiers import guess
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.listing import Choose, ListScreen
from labkiosk.tui.screens.patient_words import age_of
from labkiosk.tui.widgets.board_list import Column, Row


class FindScreen(ListScreen):
    """Patients whose name or number begins as typed; a mobile number lists a whole family."""

    NAME = "find"
    HEADING = "Find"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Choose,)
    COLUMNS = (Column("Patient"), Column("Age", 10), Column("Sex", 3), Column("Numbers", 34))
    EMPTY = "Type a name, a hospital, mobile or ABHA number; or scan a tube or a card."
    HINT = "Name, number or mobile"

    def __init__(self) -> None:
        super().__init__()
        self._sought = ""

    def opened(self) -> None:
        super().opened()
        if count := len(links.waiting(self.lab.conn)):
            self.say(f"{count} of whom two people say who it is: Ctrl+G, then I, shows who waits.")

    def read(self) -> Sequence[patients.Patient]:
        if not self._sought:
            return ()
        try:
            return find_patients(self.lab, self._sought, limit=50)
        except Refused as refusal:
            self.refuse(str(refusal))
            return ()

    def row(self, item: patients.Patient) -> Row:
        numbers = " ".join(i.value for i in patients.every_identifier(self.lab.conn, item.id))
        return Row((item.name, age_of(item, self.lab.today()), item.sex, numbers))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while it is typed; what was found stays once Enter has cleared the box."""
        if event.value:
            self._seek(event.value)

    def _seek(self, text: str) -> None:
        self._sought = text.strip()
        self.say("")
        self.refreshed()
        if self._sought and not self.list.items:
            self.say(
                "Nobody is found by that. Type less of it, or another number; F2 registers a new patient."
            )

    async def on_scanned(self, text: str) -> None:
        """A sample's number or a paper opens it; anything else is looked for among patients."""
        if is_number(text) or text.startswith("LK:") or is_of_a_tube(self.lab.conn, text):
            await self._open(text)
            return
        self._seek(text)
        # A mobile number is a family's: it lists who it may be, and opens nobody by itself.
        if len(self.list.items) == 1 and not _is_mobile(text):
            self.chosen()
        elif self.list.items:
            self.say("Choose with Up and Down, then press Enter.")

    async def _open(self, text: str) -> None:
        """What is kept somewhere opens where that place is said; anything else at its next step."""
        try:
            found = sample_of(self.lab.conn, text)
        except Refused:
            found = None  # a paper, or a number of which the next step says what is wrong
        if found is not None and racks.place_of(self.lab.conn, found.id) is not None:
            await self.kiosk.open("sample", found.number)
        else:
            await self.kiosk.open_sample(text)

    def chosen(self) -> None:
        if (item := self.list.current) is not None:
            self.kiosk.call_later(self.kiosk.open, "orders", item.id)


def _is_mobile(text: str) -> bool:
    guessed = guess(text)
    return guessed is not None and guessed[0] == "mobile"
