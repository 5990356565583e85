"""Cancel tests that have no result yet: of one tube, or of its whole order."""

from typing import ClassVar

from labkiosk.facts.errors import Refused
from labkiosk.lab.intake import cancel, cancel_order
from labkiosk.lab.scan import sample_of
from labkiosk.rules.number import last_four
from labkiosk.rules.words import many
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.receive_reasons import KEYS, ReasonScreen


class DoCancel(Command):
    """Cancel the tests that are marked with a star."""

    key, name, action = "f9", "Cancel tests", "screen.do"


class CancelOrder(Command):
    """Cancel every test of the order that has no result yet, in all its tubes."""

    key, name, action = "f12", "Cancel the whole order", "screen.order"


class CancelScreen(ReasonScreen):
    """Which tests, and why."""

    NAME = "intake_cancel"
    PAGE = "intake"
    HEADING = "Cancel"
    KEYS: ClassVar[tuple[type[Command], ...]] = (DoCancel, CancelOrder, *KEYS)
    USE = "cancel"
    STATES = ("open",)

    def _why(self) -> str:
        return self.lab.catalogue.reason(self.reason, "cancel").text

    async def action_do(self) -> None:
        """Cancel what is marked."""
        try:
            codes = self.taken()
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        done = await self.act(cancel, self.number, codes, self._why())
        if done is not None:
            await self.leave(f"{', '.join(done)} cancelled on {last_four(self.number)}.")

    async def action_order(self) -> None:
        """Cancel the whole order."""
        if not self.reason:
            self.refuse("Press the letter of the reason first.")
            return
        order = sample_of(self.lab.conn, self.number).order
        count = await self.act(cancel_order, order, self._why())
        if count is not None:
            await self.leave(f"Order {order}: {many(count, 'test')} cancelled. Throw its labels away.")
