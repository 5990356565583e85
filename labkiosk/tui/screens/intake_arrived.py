"""Tubes that came with their request: counted against what the tests need, and received with the order."""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, NamedTuple

from msgspec.structs import replace
from textual.app import ComposeResult

from labkiosk.facts.errors import Refused
from labkiosk.lab.alias import Carried, carried
from labkiosk.lab.intake import register
from labkiosk.lab.request import OrderRequest, Registered, TubeHere
from labkiosk.rules.number import last_four
from labkiosk.rules.tubes import TubePlan
from labkiosk.rules.words import many
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.listing import ListScreen
from labkiosk.tui.screens.patient_words import whose_intake
from labkiosk.tui.widgets.banner import Banner
from labkiosk.tui.widgets.board_list import Column, Row

_COUNT = re.compile(r"[0-9]{1,2}")


class RegisterArrived(Command):
    """Register, and receive the tubes that are marked; the others stay expected."""

    key, name, action = "f9", "Register and receive", "screen.place"


class Tick(Command):
    """The marked tube is in the hand, or is not."""

    key, name, action = "space", "In the hand", "screen.tick"


class Needed(NamedTuple):
    """A tube that the tests need; ``part`` counts from 1 in order of draw."""

    part: int
    plan: TubePlan


class ArrivedScreen(ListScreen):
    """Type how many tubes there are, or mark them, or scan the barcode that each carries already."""

    NAME = "intake_arrived"
    PAGE = "intake"
    HEADING = "Arrived"
    KEYS: ClassVar[tuple[type[Command], ...]] = (RegisterArrived, Tick)
    COLUMNS = (
        Column("", 1), Column("Tube", 5), Column("Cap", 15), Column("Container", 20), Column("Carries", 16),
        Column("Tests"),
    )  # fmt: skip
    HINT = "How many tubes? Or scan a tube's own barcode"

    def __init__(
        self, request: OrderRequest, plans: Sequence[TubePlan], done: Callable[[Registered], Awaitable[None]]
    ) -> None:
        super().__init__()
        self._request, self._done = request, done
        self._needed = [Needed(part, plan) for part, plan in enumerate(plans, start=1) if plan.container.code]
        self._tubes = many(len(self._needed), "tube")
        self._here: dict[int, Carried | None] = {}

    def above(self) -> ComposeResult:
        yield Banner(whose_intake(self.lab, self._request.patient))

    def opened(self) -> None:
        super().opened()
        self.say(f"{self._tubes} needed. Type how many are in the hand, then Enter; Space marks one.")

    def read(self) -> Sequence[Needed]:
        return self._needed

    def row(self, item: Needed) -> Row:
        here, code = item.part in self._here, self._here.get(item.part)
        carries = "" if code is None else f"label {last_four(code.code)}" if code.blank else code.code
        container = item.plan.container
        tests = " ".join(test.code for test in item.plan.tests)
        part = f"{item.part}/{len(self._needed)}"
        return Row(
            ("*" if here else " ", part, item.plan.mark or container.cap, container.name, carries, tests),
            "good" if here else "",
        )

    async def on_scanned(self, text: str) -> None:
        if _COUNT.fullmatch(text):
            self._count(int(text))
            return
        try:
            self._carry(carried(self.lab.conn, text))
        except Refused as refusal:
            self.refuse(str(refusal))

    def _count(self, count: int) -> None:
        """All or none by their number; which of them came, where some did, a number cannot say."""
        if count not in (0, len(self._needed)):
            self.refuse(f"{count} counted, {self._tubes} needed: mark those that came with Space.")
            return
        for item in self._needed:
            if count:
                self._here.setdefault(item.part, None)
            else:
                self._here.pop(item.part, None)
        self._show()

    def _carry(self, code: Carried) -> None:
        """The marked tube carries this, or the next one where that has a code. Raises Refused."""
        if code in self._here.values():
            raise Refused(f"{code.code} is scanned already: scan the next tube.")
        marked: Needed | None = self.list.current
        free = [n for n in (marked, *self._needed) if n is not None and self._here.get(n.part) is None]
        if not free:
            raise Refused("Every tube has its code: F9 registers and receives.")
        self._here[free[0].part] = code
        self._show(f"{code.code} is tube {free[0].part}, {free[0].plan.container.cap}. ")

    def _show(self, said: str = "") -> None:
        left = next((i for i, n in enumerate(self._needed) if n.part not in self._here), None)
        if left is not None:
            self.list.cursor = left
        self.refreshed()
        self.say(f"{said}{len(self._here)} of {self._tubes} in the hand. F9 registers and receives.")

    def action_tick(self) -> None:
        """The marked tube, in or out of the hand."""
        marked: Needed | None = self.list.current
        if marked is None:
            return
        if marked.part in self._here:
            del self._here[marked.part]
        else:
            self._here[marked.part] = None
            self.list.move(1)
        self.refreshed()
        self.say(f"{len(self._here)} of {self._tubes} in the hand. F9 registers and receives.")

    async def action_place(self) -> None:
        """Register and receive."""
        if not self._here:
            self.refuse("No tube is marked: type how many are in the hand. Or Esc, and Ctrl+A to draw here.")
            return
        # By both, so that what stands here is what is registered, whatever was corrected meanwhile.
        tubes = tuple(
            TubeHere(part=n.part, container=n.plan.container.code, barcode=code.code if code else "")
            for n in self._needed
            if n.part in self._here
            for code in [self._here[n.part]]
        )
        made = await self.act(register, replace(self._request, arrived=tubes))
        if made is not None:
            await self._done(made)
