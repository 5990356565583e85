"""Add-on tests: the questions that the screens of a sample and of an order ask."""

from labkiosk.facts.errors import Refused
from labkiosk.lab.addon import Added, add_on, could_add
from labkiosk.rules.number import last_four
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.widgets.question import Ask


class AddOn(Command):
    """Tests asked for later, on a tube that is here; where it is too old for them it asks whether it is fit."""

    key, name, action = "ctrl+a", "Add-on", "screen.add_on"


def ask_tests(screen: KioskScreen, subject: str) -> None:
    """Ask which tests to add to an order or a sample, and where a tube is in doubt, why it is still fit."""

    async def look(typed: str) -> bool:
        codes = tuple(typed.replace(",", " ").split())
        try:
            found = could_add(screen.lab, screen.lab.conn, subject, codes)
        except Refused as refusal:
            screen.refuse(str(refusal))
            return False
        doubts = [c.doubt for c in found if c.doubtful]
        if not doubts:
            return await add(codes, "")

        async def answered(why: str) -> bool:
            return await add(codes, why)

        text = f"{'; '.join(doubts)}. Why is the tube still fit? Nothing here, and a new tube is drawn."
        screen.ask(Ask(text, "Add"), answered)
        return True

    async def add(codes: tuple[str, ...], why: str) -> bool:
        done = await screen.act(add_on, subject, codes, fit=why, new_tube=not why.strip())
        if done is not None:
            screen.say(_said(done))
        return done is not None

    screen.ask(Ask("Add which tests or panels? Their codes, like NA K or KFT.", "Go on"), look)


def _said(done: Added) -> str:
    here = [f"{' '.join(t.tests)} added to {last_four(t.sample)}" for t in done.tubes if not t.new]
    new = [f"{' '.join(t.tests)} on a new tube, {last_four(t.sample)}" for t in done.tubes if t.new]
    labels = " Its label prints." if len(new) == 1 else " Their labels print." if new else ""
    return f"{'; '.join([*here, *new])}.{labels}"
