"""Devices: the printers, how each one is, and setting one up in two questions."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.content import Content

from labkiosk.facts.errors import Refused
from labkiosk.forms.media import MEDIA
from labkiosk.lab.devices import Device, devices, free_name, may_be_unable, prints_words
from labkiosk.lab.lab import Lab
from labkiosk.lab.printers import GROUPS, checked_language, forms_words, homeless, remove, set_up, try_out
from labkiosk.printers.address import parse, place, with_answers
from labkiosk.printers.line import Found
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.listing import Choose, ToldScreen
from labkiosk.tui.widgets.board_list import Column, Row
from labkiosk.tui.widgets.question import AskEach, OneOf, Question

_LOOK_S = 2.0


class SetUp(Command):
    """Set the marked printer up: what it prints, on which paper. For a supervisor."""

    key, name, action = "f9", "Set up", "screen.set_up"


class TestPage(Command):
    """A test page of the marked printer: its frame must be whole on all four sides."""

    key, name, action = "f11", "Test page", "screen.test"


class ByAddress(Command):
    """Set up a printer that is not listed: its address is typed, such as tcp:192.168.1.9:9100."""

    key, name, short, action = "f12", "By address", "Address", "screen.by_address"


class Remove(Command):
    """Nothing prints at the marked printer any more. It asks first."""

    key, name, action = "ctrl+d", "Remove", "screen.remove"


class _Plan(NamedTuple):
    """A printer that is being set up, as far as is known."""

    name: str
    address: str
    language: str
    forms: str = ""


class DevicesScreen(ToldScreen):
    """Printers that are set up, then those plugged in; the lines above the list say the marked one in full."""

    NAME = "devices"
    HEADING = "Devices"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Choose, SetUp, TestPage, ByAddress, Remove)
    COLUMNS = (Column("Printer", 24), Column("Prints", 18), Column("State"))
    EMPTY = "No printer is set up or plugged in: papers go into the home's folder."
    DEFAULT_CSS = "DevicesScreen #told { height: 3; }"

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Found] = []

    def opened(self) -> None:
        super().opened()
        self.set_interval(_LOOK_S, self._look)
        self.call_later(self._look)
        left = homeless(self.lab.conn)
        self.say(f"Into the folder: {forms_words(left)}." if left else "Every form has its printer.")

    async def _look(self) -> None:
        found = await self.desk.plugged_in()
        if found != self.found and self.is_attached:
            self.found = found
            self.refreshed()

    def read(self) -> Sequence[Device]:
        return devices(self.lab.conn, self.found)

    def told(self, item: Device) -> Content:
        how = f"prints {prints_words(item.printer)}" if item.printer else "F9 sets it up"
        said = plain(f"{item.name or item.model}: {item.said}; {how}.")
        return said + Content("\n") + plain(f"{item.address}  {item.language}")

    def row(self, item: Device) -> Row:
        prints = forms_words(item.printer.forms) if item.printer else ""
        tone = "" if item.well else "bad" if item.printer else "bold"
        return Row((item.name or item.model, prints, item.said), tone)

    def chosen(self) -> None:
        if (device := self.list.current) is None:
            return
        if device.printer is None:
            self.action_set_up()
        elif "asks:" in device.said:
            self.kiosk.call_later(self.kiosk.action_go, "papers")

    def _may(self) -> bool:
        try:
            self.lab.require("printers")
        except Refused as refusal:
            self.refuse(str(refusal))
            return False
        return True

    def action_set_up(self) -> None:
        """Ask what the marked printer prints."""
        device: Device | None = self.list.current
        if device is None:
            self.refuse("No printer is marked: plug one in, or press F12 and type its address.")
        elif self._may():
            plan = _Plan(device.name, device.address, device.language)
            if may_be_unable(device):
                self._ask_answers(plan)
            else:
                self._ask_language(plan) if not plan.language else self._ask_forms(plan)

    def action_by_address(self) -> None:
        """Ask for a printer's name, address and language, then what it prints."""
        if self._may():
            names = ("Name", "Address", "Language")
            text = "A printer on the network or in a folder: tcp:192.168.1.9:9100; escpos, zpl or tspl."
            self.ask(AskEach(text, "Go on", names), self._addressed)

    async def _addressed(self, given: tuple[str, ...]) -> bool:
        name, address, language = (text.strip() for text in given)
        try:
            plan = _Plan(name, str(parse(address)), checked_language(language))
        except Refused as refusal:
            self.refuse(str(refusal))
            return False
        self._ask_forms(plan)
        return True

    def _ask_language(self, plan: _Plan) -> None:
        def spoken(language: str | None) -> None:
            if language is not None:
                self._ask_forms(plan._replace(language=language))

        text = "It does not say which language it speaks: its manual does."
        self.kiosk.push_screen(OneOf(text, *((name, name) for name in ("escpos", "zpl", "tspl"))), spoken)

    def _ask_answers(self, plan: _Plan) -> None:
        def chosen(answers: str | None) -> None:
            if answers is not None:
                there = plan._replace(address=with_answers(plan.address, answers))
                # One that is spoken to in a language it does not know is as silent.
                self._ask_forms(there) if self._says_its_language(plan) else self._ask_language(there)

        text = "Some printers cannot say how they are, or when a paper is out. What can this one?"
        words = (("yes", "Both"), ("state", "How it is"), ("no", "Nothing of it"))
        self.kiosk.push_screen(OneOf(text, *words), chosen)

    def _says_its_language(self, plan: _Plan) -> bool:
        return any(it.language and place(it.address) == place(plan.address) for it in self.found)

    def _ask_forms(self, plan: _Plan) -> None:
        def chosen(forms: str | None) -> None:
            if forms is not None:
                self._ask_paper(plan._replace(forms=forms))

        text = "1 of 2. What does it print: labels of tubes, all other papers, or everything?"
        self.kiosk.push_screen(OneOf(text, *((name, name.capitalize()) for name in GROUPS)), chosen)

    def _ask_paper(self, plan: _Plan) -> None:
        async def chosen(media: str | None) -> None:
            if media is not None:
                await self._finish(plan, media)

        fitting = [m for m in MEDIA.values() if m.die_cut == (plan.forms == "labels")]
        text = f"2 of 2. Which {'labels are' if plan.forms == 'labels' else 'roll is'} in it?"
        words = ((m.name, m.words.removeprefix("labels of ").removeprefix("a roll of ")) for m in fitting)
        self.kiosk.push_screen(OneOf(text, *words), chosen)

    async def _finish(self, plan: _Plan, media: str) -> None:
        done = await self.act(set_up_as_planned, plan, media)
        if done is not None:
            self.say(f"{done} is set up. F11 prints its test page.")

    async def action_test(self) -> None:
        """Ask for a test page."""
        device: Device | None = self.list.current
        if device is None or device.printer is None:
            self.refuse("Mark a printer that is set up: F9 sets one up.")
        elif await self.act(try_out, device.printer.id) is not None:
            self.say("A test page will print. Its frame must be whole on all four sides.")

    def action_remove(self) -> None:
        """Ask, then remove the marked printer."""
        device: Device | None = self.list.current
        if device is None or device.printer is None:
            self.refuse("Mark a printer that is set up.")
            return
        name = device.printer.name

        async def sure(yes: bool | None) -> None:
            if yes and await self.act(remove, name) is not None:
                self.say(f"{name} prints no more: its papers go into the folder.")

        if self._may():
            self.kiosk.push_screen(Question(f"Remove {name}?", "Remove it"), sure)


def set_up_as_planned(lab: Lab, plan: _Plan, media: str) -> str:
    """Set a printer up; the name that it has then. Raises Refused."""
    name = plan.name or free_name(lab.conn, "Printer" if plan.forms == "all" else plan.forms.capitalize())
    made = set_up(lab, name, plan.address, language=plan.language, media=media, forms=[plan.forms])
    return made.name
