"""A kiosk that writes down what it hears: ``python -m tests.tui.listening HOME LOG STANDING``."""

import sys
from pathlib import Path

from textual.widgets import Button

from labkiosk.tui.app import Kiosk
from labkiosk.tui.desk import Desk
from labkiosk.tui.widgets.question import Question

HOME, LOG, STANDING = sys.argv[1:]


def write_down(line: str) -> None:
    with Path(LOG).open("a") as file:
        file.write(f"{line}\n")


class Listening(Kiosk):
    """STANDING is what the scans meet: ``plain``, a ``button`` with the focus, or a ``dialog``."""

    async def scanned(self, text: str) -> None:
        write_down(text)
        if self.desk.person is None:
            await super().scanned(text)

    async def sign_in(self, badge: str) -> None:
        await super().sign_in(badge)
        if STANDING == "button":
            button = Button("press me")
            await self.top.mount(button)
            button.focus()
        if STANDING == "dialog":
            self.push_screen(Question("Shall it?", "Do it"), lambda answer: write_down(f"answered {answer}"))
        self.set_timer(0.2, lambda: self.say("ready for it"))

    def on_button_pressed(self) -> None:
        write_down("pressed")


desk = Desk(Path(HOME), "root")
Listening(desk).run(mouse=False)
desk.close()
