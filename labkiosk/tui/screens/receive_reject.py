"""Reject a tube, or single tests of it; a new tube is expected, and a slip says so."""

from typing import ClassVar

from labkiosk.facts.errors import Refused
from labkiosk.lab.bench import reject
from labkiosk.rules.number import last_four
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.receive_reasons import KEYS, ReasonScreen


class DoReject(Command):
    """Reject the tests that are marked with a star; the slip and the new tube's label print."""

    key, name, action = "f9", "Reject", "screen.do"


class RejectScreen(ReasonScreen):
    """Which tests, and why."""

    NAME = "receive_reject"
    PAGE = "receive"
    HEADING = "Reject"
    KEYS: ClassVar[tuple[type[Command], ...]] = (DoReject, *KEYS)
    USE = "reject"
    STATES = ("open", "held", "recorded")

    async def action_do(self) -> None:
        """Reject what is marked."""
        try:
            codes = self.taken()
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        done = await self.act(reject, self.number, self.reason, codes)
        if done is not None:
            what = f"{', '.join(codes)} of {last_four(self.number)}" if codes else last_four(self.number)
            await self.leave(
                f"{what} rejected. A slip and the label of the new tube, "
                f"{last_four(done.replacement)}, are printing. {done.warning}".rstrip()
            )
