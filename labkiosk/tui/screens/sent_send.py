"""Send tests of a tube to another laboratory; a slip to go with it prints."""

from typing import ClassVar

from labkiosk.facts.errors import Refused
from labkiosk.lab.divert import divert
from labkiosk.rules.number import last_four
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.receive_reasons import KEYS, ReasonScreen
from labkiosk.tui.widgets.question import Ask


class SendOut(Command):
    """Tests of this tube are to be done at another laboratory: say which."""

    key, name, action = "ctrl+n", "Send out", "screen.send_out"


class DoSend(Command):
    """Send the tests that are marked with a star; it asks for the sample's number there."""

    key, name, action = "f9", "Send", "screen.do"


class OtherLaboratory(Command):
    """Another laboratory than those listed: type its name."""

    key, name, action = "f11", "Another", "screen.other"


class SendScreen(ReasonScreen):
    """Which tests, and where to. The other laboratories stand in the catalogue's laboratories.csv."""

    NAME = "sent_send"
    PAGE = "sent"
    HEADING = "Send out"
    KEYS: ClassVar[tuple[type[Command], ...]] = (DoSend, OtherLaboratory, *KEYS)
    STATES = ("open",)
    ASKED = "laboratory"

    def options(self) -> list[tuple[str, str]]:
        return [(o.code, o.name) for o in self.lab.catalogue.laboratories.values()]

    def action_other(self) -> None:
        """Ask for the name of a laboratory that is not listed."""
        self.ask(Ask("Which laboratory?", "That one"), self._chosen)

    async def _chosen(self, name: str) -> bool:
        if name.strip():
            self.reason = name
            self._draw_reasons()
            self.say(f"To {name}: F9 sends.")
        return True

    def action_do(self) -> None:
        """Ask for the number there, then send."""
        try:
            codes = self.taken()
        except Refused as refusal:
            self.refuse(str(refusal))
            return

        async def send(number: str) -> bool:
            done = await self.act(divert, self.number, self.reason, tests=codes, their_number=number)
            if done is None:
                return False
            await self.leave(
                f"{' '.join(done.tests)} of {last_four(self.number)} to {done.to}: the slip is printing."
            )
            return True

        self.ask(Ask("The sample's number there? Leave it empty where there is none.", "Send"), send)
