"""Say that a patient is another one, who is known: found as in Find, true once a second person agrees."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from labkiosk.board import patients
from labkiosk.lab.links import propose
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.find import FindScreen
from labkiosk.tui.screens.patient_words import age_of
from labkiosk.tui.widgets.question import Ask


class Propose(Command):
    """It is the marked patient: say why. Nothing changes until a second person agrees."""

    key, name, action = "f9", "Same person", "screen.propose"


class LinkScreen(FindScreen):
    """Who the patient above may be."""

    NAME = "link"
    HEADING = "Who is it?"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Propose,)
    HINT = "Name, number or mobile of the patient as known"

    def __init__(self, patient: str) -> None:
        super().__init__()
        self.patient = patient

    def above(self) -> ComposeResult:
        found = patients.patient(self.lab.conn, self.patient)
        assert found is not None
        text = f"{found.name}, {age_of(found, self.lab.today())} {found.sex}, is:"
        yield Static(plain(text, "bold reverse"), classes="head", markup=False)

    def chosen(self) -> None:
        self.say("F9 says that it is the marked patient.")

    def action_propose(self) -> None:
        """Ask why, then propose it."""
        marked: patients.Patient | None = self.list.current
        if marked is None:
            self.refuse("Find the patient first: type a name or a number.")
            return

        async def reasoned(why: str) -> bool:
            link = await self.act(propose, self.patient, marked.id, why)
            if link is None:
                return False
            await self.kiosk.action_back()
            self.kiosk.top.refreshed()
            self.kiosk.say(f"Proposed as {link}. A second person signs in, and agrees: Ctrl+G, then I.")
            return True

        self.ask(Ask(f"Why is it {marked.name}, {marked.id}?", "Propose"), reasoned)
