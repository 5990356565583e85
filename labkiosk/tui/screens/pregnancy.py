"""Pregnancy: the question that the screens of a sample and of its results ask."""

from labkiosk.lab.pregnancy import state_pregnancy
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.widgets.question import Ask


class Pregnant(Command):
    """Say whether the patient of this order is pregnant: the ranges of it hold then."""

    key, name, action, shown = "ctrl+p", "Pregnant", "screen.pregnant", False


def ask_pregnancy(screen: KioskScreen, number: str) -> None:
    """Ask whether the patient of a sample's order is pregnant."""

    async def answered(text: str) -> bool:
        if await screen.act(state_pregnancy, number, text) is None:
            return False
        screen.say("Kept. Unreleased values are judged by the ranges for that.")
        return True

    screen.ask(Ask("Is the patient of this order pregnant? Type yes, no or unknown.", "Keep"), answered)
