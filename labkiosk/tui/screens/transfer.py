"""Another ward or bed: the question that the screens of an order and of a patient ask."""

from labkiosk.lab.transfer import place, transfer
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.widgets.question import AskEach


class Transfer(Command):
    """The patient lies in another ward or bed now: reports go there. Labels stay as they are."""

    key, name, action = "ctrl+w", "Transfer", "screen.transfer"


def ask_where(screen: KioskScreen, subject: str, name: str) -> None:
    """Ask where the patient of that name lies now, and move the order or the patient ``subject`` there."""

    async def move(given: tuple[str, ...]) -> bool:
        moved = await screen.act(transfer, subject, *given)
        if moved is None:
            return False
        screen.say(f"Moved to {place(moved.ward, moved.bed)}: {', '.join(moved.orders)}.")
        return True

    screen.ask(AskEach(f"Where does {name} lie now?", "Move", ("Ward", "Bed")), move)
