"""What a scanned command barcode does: on the screen that has its action that action, elsewhere it goes there.

It is a deliberate act, and still answers no question and presses no button: whatever dialog stood is closed by
now. What cannot be taken back is never done by one scan.
"""

from asyncio import to_thread
from time import monotonic
from typing import TYPE_CHECKING

from labkiosk.facts.errors import Refused
from labkiosk.rules.barcode import COMMAND, is_command
from labkiosk.rules.number import last_four
from labkiosk.rules.text import printable

if TYPE_CHECKING:
    from labkiosk.catalogue import Reason
    from labkiosk.tui.commands import Command
    from labkiosk.tui.navigation import Navigation

TWICE_S = 1.0
"""A scanner that is held still reads the same bars again; a person who means it twice takes longer."""


class Obeying:
    """Command barcodes of one kiosk, told apart from everything else that is scanned."""

    def __init__(self, kiosk: "Navigation") -> None:
        self._kiosk = kiosk
        self._done, self._at = "", 0.0

    async def takes(self, text: str) -> bool:
        """Whether a scan is a command barcode: then it has been done, or refused in words."""
        if not is_command(text):
            self._done = ""
            return False
        code = text.strip().removeprefix(COMMAND)
        if self._kiosk.desk.person is None:
            self._kiosk.refuse("Sign in first: scan your badge.")
        elif code == self._done and monotonic() - self._at < TWICE_S:
            self._kiosk.refuse(f"Read twice, counted once. {self._kiosk.top.said}")
        else:
            self._done = code
            try:
                self._done = "" if await self._do(code) else code
            except Refused as refusal:
                self._kiosk.refuse(str(refusal))
        self._at = monotonic()
        return True

    async def _do(self, code: str) -> bool:
        """Do it; whether the same may follow at once."""
        from labkiosk.tui.barcodes import SIGNS, Answer, catalogued, command_of
        from labkiosk.tui.screens import DESKS

        top = self._kiosk.top
        if (command := command_of(type(top), code)) is not None:
            await self._kiosk.run_action(command.action, top)
            return command.repeats
        if (desk := next((each for each in DESKS if each.scan == code), None)) is not None:
            await self._kiosk.action_go(desk.screen)
            return False
        if code in SIGNS:
            top.on_sign(SIGNS[code])
            return True
        meant = catalogued(self._kiosk.desk.lab.catalogue).get(code)
        if isinstance(meant, Answer):
            top.on_answer(meant.text)
        elif meant is not None:
            await self._give(meant)
        else:
            await self._go(code)
        return False

    async def _give(self, reason: "Reason") -> None:
        """A reason: to the screen that asks for one, else for the tube in hand, or the next one."""
        from labkiosk.tui.screens.receive_reject import open_reject

        kiosk = self._kiosk
        if await kiosk.top.on_reason(reason):
            return
        number = kiosk.top.in_hand
        if reason.use == "reprint":
            await self._label(number, reason)
        elif reason.use == "reject" and number:
            await open_reject(kiosk, number, reason.code)
        else:
            await kiosk.open("receive")
            await kiosk.top.on_reason(reason)

    async def _label(self, number: str, reason: "Reason") -> None:
        from labkiosk.lab.papers import print_again
        from labkiosk.lab.scan import sample_of

        top = self._kiosk.top
        if not number:
            top.refuse("Scan the tube first, then why its label prints again.")
            return
        sample = sample_of(top.lab.conn, number)
        if await top.act(print_again, "label", sample.id, reason.text) is not None:
            top.say(f"The label of {last_four(number)} prints again. It says COPY: put it over the old one.")

    async def _go(self, code: str) -> None:
        """To the desk that has an action, if it is one that is opened with nothing in hand."""
        from labkiosk.tui.barcodes import ANYWHERE, every_screen
        from labkiosk.tui.screens import opens_alone

        kiosk = self._kiosk
        having = [(s, c) for s in await to_thread(every_screen) for c in s.KEYS if code and c.scan == code]
        if not having:
            shown = printable(COMMAND + code, limit=24)
            kiosk.refuse(f"{shown} is no command here. Print the sheets again: Ctrl+G, then C.")
            return
        command: type[Command] = having[0][1]
        desk = next((screen for screen, _ in having if opens_alone(screen)), None)
        if any(each.scan == code for each in ANYWHERE):
            kiosk.refuse(f"{command.name}: there is nothing here to do that with.")
        elif desk is None:
            kiosk.refuse(f"{command.name} is for {having[0][0].HEADING}: scan the tube first.")
        else:
            await kiosk.open(desk.NAME)
            kiosk.say(
                f"{command.name} is done here. Scan or mark what it is for, then scan {command.name} once more."
            )
