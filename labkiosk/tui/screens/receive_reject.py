"""Reject a tube, or single tests of it; a new tube is expected, and a slip says so."""

from typing import TYPE_CHECKING, ClassVar

from labkiosk.board import samples
from labkiosk.facts.errors import Refused
from labkiosk.lab.bench import reject
from labkiosk.lab.irreplaceable import cannot_be_retaken, proceed
from labkiosk.lab.scan import sample_of
from labkiosk.rules.number import last_four
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.receive_reasons import KEYS, ReasonScreen
from labkiosk.tui.widgets.question import Either

if TYPE_CHECKING:
    from labkiosk.tui.navigation import Navigation


class DoReject(Command):
    """Reject the tests that are marked with a star; the slip and the new tube's label print."""

    key, name, action, scan = "f9", "Reject", "screen.do", "REJECT"


REJECTABLE = ("open", "diverted", "held", "recorded")
"""States of tests that may be rejected."""


async def open_reject(kiosk: "Navigation", number: str, reason: str = "") -> None:
    """To the tests of a tube and the reasons, one of them picked where it is known. Raises Refused."""
    sample = sample_of(kiosk.desk.lab.conn, number)
    if not any(test.state in REJECTABLE for test in samples.tests(kiosk.desk.lab.conn, sample.id)):
        kiosk.refuse(f"{last_four(sample.number)} is {sample.state}: nothing is left of it to reject.")
        return
    await kiosk.top.leaving()
    await kiosk.push_screen(RejectScreen(sample.number, reason))


class RejectScreen(ReasonScreen):
    """Which tests, and why."""

    NAME = "receive_reject"
    PAGE = "receive"
    HEADING = "Reject"
    KEYS: ClassVar[tuple[type[Command], ...]] = (DoReject, *KEYS)
    USE = "reject"
    STATES = REJECTABLE
    DO = "F9, or the barcode Reject, rejects it"

    def opened(self) -> None:
        super().opened()
        if self.reason:
            why = self.lab.catalogue.reason(self.reason, "reject")
            self.say(f"{why.text}: {self.DO}.")
        if what := self._cannot_be_retaken():
            self.refuse(
                f"Cannot be taken again: {what}. Give the reason, then F9: you choose what comes of it."
            )

    def _cannot_be_retaken(self) -> str:
        try:
            return cannot_be_retaken(self.lab, self.lab.conn, sample_of(self.lab.conn, self.number))
        except Refused:
            return ""  # its label became void meanwhile, which is said when it is done

    async def on_scanned(self, text: str) -> None:
        """The tube that stands here stays; any other opens where it belongs, and nothing is rejected."""
        try:
            same = sample_of(self.lab.conn, text).number == self.number
        except Refused:
            same = False
        if same:
            self.say(f"{last_four(self.number)} stands here. Give the reason, then reject it.")
        else:
            await super().on_scanned(text)

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
