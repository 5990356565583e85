"""A kiosk that writes down what it hears: ``python -m tests.tui.listening HOME LOG STANDING [DEV]``."""

import random
import sys
import time
from pathlib import Path

from textual.widgets import Button

from labkiosk.tui.app import Kiosk
from labkiosk.tui.desk import Desk
from labkiosk.tui.widgets.question import Question

HOME, LOG, STANDING, *DEV = sys.argv[1:]
BLOCKED_S, BETWEEN_S = 0.2, 0.4
EACH = 7
CHANCE = random.Random(20261122)


def write_down(line: str) -> None:
    with Path(LOG).open("a") as file:
        file.write(f"{line}\n")


class Listening(Kiosk):
    """STANDING is what the scans meet: ``plain``, a ``button`` with the focus, a ``dialog``, or ``everything``:

    a button with the focus, now and then a dialog over it, and an event loop that stands still for 200 ms at
    random. Scanners are set up for its screen, ``tty9``; their devices stand under DEV.
    """

    heard = 0

    async def scanned(self, text: str) -> None:
        write_down(text)
        if self.desk.person is None:
            await super().scanned(text)
        self.heard += 1
        if STANDING == "everything":
            await self._close_dialogs()
            if self.heard % EACH == 0:
                self.ask()

    def refuse(self, text: str) -> None:
        super().refuse(text)
        write_down(f"refused: {text}")

    async def sign_in(self, badge: str) -> None:
        await super().sign_in(badge)
        if STANDING in ("button", "everything"):
            button = Button("press me")
            await self.top.mount(button)
            button.focus()
        if STANDING == "dialog":
            self.ask()
        if STANDING == "everything":
            self.set_timer(BETWEEN_S, self.block)
        self.set_timer(0.2, lambda: self.say("ready for it"))

    def ask(self) -> None:
        self.push_screen(Question("Shall it?", "Do it"), lambda answer: write_down(f"answered {answer}"))

    def block(self) -> None:
        time.sleep(BLOCKED_S)
        self.set_timer(CHANCE.uniform(0, BETWEEN_S), self.block)

    def on_button_pressed(self) -> None:
        write_down("pressed")


desk = Desk(Path(HOME), "root", screen="tty9", dev=Path(DEV[0])) if DEV else Desk(Path(HOME), "root")
app = Listening(desk)
app.run(mouse=False)
app.ears.close()
desk.close()
