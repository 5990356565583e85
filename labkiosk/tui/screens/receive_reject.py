"""Reject a tube, or single tests of it; a new tube is expected, and a slip says so."""

from typing import ClassVar

from labkiosk.facts.errors import Refused
from labkiosk.lab.bench import reject
from labkiosk.lab.irreplaceable import cannot_be_retaken, proceed
from labkiosk.lab.scan import sample_of
from labkiosk.rules.number import last_four
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.receive_reasons import KEYS, ReasonScreen
from labkiosk.tui.widgets.question import Either


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
    STATES = ("open", "diverted", "held", "recorded")

    def opened(self) -> None:
        super().opened()
        if what := self._cannot_be_retaken():
            self.refuse(
                f"Cannot be taken again: {what}. Give the reason, then F9: you choose what comes of it."
            )

    def _cannot_be_retaken(self) -> str:
        try:
            return cannot_be_retaken(self.lab, self.lab.conn, sample_of(self.lab.conn, self.number))
        except Refused:
            return ""  # its label became void meanwhile, which is said when it is done

    async def action_do(self) -> None:
        """Reject what is marked; of a tube that cannot be taken again, ask whether to go on with it."""
        try:
            codes = self.taken()
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        what = self._cannot_be_retaken()
        if not what:
            await self._reject(codes)
            return

        async def decided(to_proceed: bool | None) -> None:
            if to_proceed:
                await self._proceed(codes)
            elif to_proceed is not None:
                await self._reject(codes)

        why = self.lab.catalogue.reason(self.reason, "reject").text
        asked = f"{why}. There may be no other such sample: {what} cannot be taken again."
        self.kiosk.push_screen(Either(asked, "Go on, with a comment", "Reject for good"), decided)

    async def _proceed(self, codes: tuple[str, ...]) -> None:
        done = await self.act(proceed, self.number, self.reason, codes)
        if done is not None:
            await self.leave(
                f"{last_four(self.number)} goes on for {', '.join(done.tests)}; the report says why."
            )

    async def _reject(self, codes: tuple[str, ...]) -> None:
        done = await self.act(reject, self.number, self.reason, codes, for_good=True)
        if done is not None:
            what = f"{', '.join(codes)} of {last_four(self.number)}" if codes else last_four(self.number)
            await self.leave(
                f"{what} rejected. A slip and the label of the new tube, "
                f"{last_four(done.replacement)}, are printing. {done.warning}".rstrip()
            )
