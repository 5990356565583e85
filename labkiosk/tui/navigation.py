"""Which screen stands, and how one gets to another."""

from functools import cached_property
from typing import TYPE_CHECKING

from textual.app import App

from labkiosk.facts.errors import Refused
from labkiosk.rules.number import last_four
from labkiosk.tui.screens import kind, make
from labkiosk.tui.screens.base import KioskScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from labkiosk.tui.desk import Desk
    from labkiosk.tui.obey import Obeying

# At the bottom of the stack stands sign-in, on it the queue; nothing goes back beyond that.
_HOME = 2


class Navigation(App[int]):
    """The part of the app that opens and closes screens. Nothing here waits for a person."""

    desk: "Desk"
    at_rest: "Callable[[], None]"

    @cached_property
    def obeying(self) -> "Obeying":
        """What is done with command barcodes."""
        from labkiosk.tui.obey import Obeying

        return Obeying(self)

    @property
    def top(self) -> KioskScreen:
        """The screen on top, whatever dialog stands over it."""
        return next(s for s in reversed(self.screen_stack) if isinstance(s, KioskScreen))

    def say(self, text: str) -> None:
        """Tell the person something on the screen that stands."""
        self.top.say(text)

    def refuse(self, text: str) -> None:
        """Tell the person what cannot be done, on the screen that stands."""
        self.top.refuse(text)

    async def open(self, name: str, *args: str) -> None:
        """Put the screen ``name`` on top; one of the same name that stands already goes, with all above it."""
        await self._close_dialogs()
        await self.top.leaving()
        names = [s.NAME if isinstance(s, KioskScreen) else "" for s in self.screen_stack]
        if name in names[1:]:
            place = names.index(name, 1)
            kept = kind(name).KEPT
            self._pop_to(place + kept)
            if kept:
                self.top.turn_to(*args)
                return
        await self._push(name, *args)

    async def _push(self, name: str, *args: str) -> None:
        if self.is_screen_installed(name):
            screen = self.get_screen(name)
            assert isinstance(screen, KioskScreen)
            screen.turn_to(*args)
        else:
            screen = make(name, *args)
            if screen.KEPT:
                self.install_screen(screen, name)
        await self.push_screen(screen)

    async def action_go(self, name: str) -> None:
        """A function key: the screen that stands stays, any other makes way."""
        if name == self.top.NAME:
            return
        await self.top.leaving()
        if name == "help":
            from labkiosk.tui.screens.help import HelpScreen

            await self.push_screen(HelpScreen(type(self.top)))
            return
        self._pop_to(_HOME)
        if name == "queue":
            self.catch_up()
        else:
            await self.push_screen(make(name))

    async def action_back(self) -> None:
        """Esc: one screen back, never beyond the queue."""
        if len(self.screen_stack) > (_HOME if self.desk.person else 1):
            await self.top.leaving()
            self._pop_to(len(self.screen_stack) - 1)
            self.catch_up()

    async def sign_in(self, badge: str) -> None:
        """Let the person with this badge work, or say why not."""
        await self.desk.ready.wait()
        try:
            person = await self.desk.sign_in(badge)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        await self.open("queue")
        self.at_rest()
        self.say(f"Signed in as {person.name}. Scan a tube, or press a function key.")

    async def action_sign_out(self) -> None:
        """F10: back to sign-in; what was half typed is kept."""
        await self.top.leaving()
        await self.desk.sign_out()
        self._pop_to(1)
        self.catch_up()

    async def scanned(self, text: str) -> None:
        """A code was scanned. It answers no question: an open dialog closes, and nothing is done.

        A command barcode is never anything else. The stub of a delivery sheet means the same wherever one stands.
        """
        await self._close_dialogs()
        if await self.obeying.takes(text):
            return
        if self.desk.person and self.top.NAME != "deliveries":
            from labkiosk.lab.deliver import is_stub

            if is_stub(text):
                await self.open("deliveries")
        await self.top.on_scanned(text)

    async def chosen(self) -> None:
        """Enter in an empty scan box."""
        self.top.chosen()

    async def open_sample(self, text: str, *, told: bool = False) -> None:
        """Open what a scanned or typed text means, at its next step; it changes nothing. ``told`` as ``next_step``."""
        from labkiosk.lab.scan import sample_of
        from labkiosk.tui.next_step import next_step, order_in, paper_in

        lab = self.desk.lab
        try:
            step = paper_in(lab, text)
            order = "" if step else order_in(lab, text)
            if not (step or order):
                step = next_step(lab, sample_of(lab.conn, text), self.desk.bench, told=told)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        if step is None:
            await self.open("order", order)
            return
        self.bell()
        await self.open(step.screen, step.number)
        if step.said:
            self.say(step.said)

    async def action_next(self) -> None:
        """A ward to be told; else what is most pressing at this bench, or comes after what stands here."""
        from labkiosk.board import queue
        from labkiosk.lab.calls import phone_calls
        from labkiosk.rules.roles import may
        from labkiosk.tui.screens.listing import MOST

        lab, here = self.desk.lab, self.top.in_hand
        free = not here and self.top.NAME != "calls"
        if free and may(lab.role, "call") and phone_calls(lab, lab.conn, lab.time().at):
            await self.open("calls")
            return
        waiting = queue.following(lab.conn, self.desk.bench, limit=MOST)
        numbers = list(dict.fromkeys(item.number for item in waiting))
        after = numbers.index(here) + 1 if here in numbers else 0
        if after < len(numbers):
            await self.open_sample(numbers[after])
        else:
            self.refuse("Nothing else waits here. F3 shows the queue, F9 there the next bench.")

    async def action_stat(self) -> None:
        """The order of the tube in hand becomes STAT."""
        from labkiosk.lab.priority import make_stat

        number = self.top.in_hand
        if not number:
            self.refuse("Scan the tube first, then STAT.")
        elif (raised := await self.top.act(make_stat, number)) is not None:
            tails = ", ".join(map(last_four, raised.samples))
            self.say(f"Order {raised.order} is STAT now: {tails} go ahead. Labels stay as they are.")

    async def _close_dialogs(self) -> None:
        depth = self.screen_stack.index(self.top) + 1
        self._pop_to(depth)

    def catch_up(self) -> None:
        """A screen that was covered shows what happened meanwhile."""
        self.top.show_title()
        self.top.refreshed()

    def _pop_to(self, depth: int) -> None:
        # Not awaited: a screen that closes itself would wait for its own end.
        if len(self.screen_stack) <= depth:
            return
        while len(self.screen_stack) > depth:
            self.pop_screen()
        if isinstance(self.screen, KioskScreen):
            self.screen.painted = False
