"""An aliquot: which tests go on in a tube of their own."""

from typing import ClassVar

from labkiosk.board.samples import AskedTest
from labkiosk.lab.aliquot import pour
from labkiosk.rules.number import last_four
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.receive_reasons import KEYS, ReasonScreen
from labkiosk.tui.widgets.board_list import BoardList


class Pour(Command):
    """The tests with a star go into the aliquot, whose label prints."""

    key, name, action = "f9", "Pour it", "screen.do"


class AliquotScreen(ReasonScreen):
    """No test goes at first: the tube keeps at least one. There is no reason to give."""

    NAME = "aliquot"
    PAGE = "sample"
    HEADING = "Aliquot"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Pour, *KEYS)
    STATES = ("open",)

    def options(self) -> list[tuple[str, str]]:
        return []

    def opened(self) -> None:
        super().opened()
        self.left_out = {t.code for t in self._offered()}
        self.query_one(BoardList).refresh()
        self.say("Space marks a test that goes into the aliquot. F9 pours it.")

    def _offered(self) -> list[AskedTest]:
        return list(self.query_one(BoardList).items)

    async def action_do(self) -> None:
        """Pour what is marked."""
        codes = tuple(t.code for t in self._offered() if t.code not in self.left_out)
        made = await self.act(pour, self.number, codes)
        if made is not None:
            await self.leave(f"Aliquot {last_four(made.sample)}: {' '.join(made.tests)}. Its label prints.")
