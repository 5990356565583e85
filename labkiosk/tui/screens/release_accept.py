"""What the rules hold of a sample is right: accepted, with the reason."""

from typing import TYPE_CHECKING

from labkiosk.lab.accepting import accept, nothing_held, to_look_at
from labkiosk.lab.scan import sample_of
from labkiosk.rules.number import last_four
from labkiosk.rules.words import many
from labkiosk.tui.widgets.question import Ask

if TYPE_CHECKING:
    from labkiosk.tui.screens.base import KioskScreen


def ask_acceptance(screen: "KioskScreen", number: str) -> None:
    """Ask why what is held of a sample is right, then accept it; where nothing is, say so."""
    sample = sample_of(screen.lab.conn, number)
    held = to_look_at(screen.lab, screen.lab.conn, sample)
    if not held:
        screen.refuse(nothing_held(sample))
        return

    async def accepted(reason: str) -> bool:
        done = await screen.act(accept, number, tuple(held), reason)
        if done is not None:
            screen.say(f"{many(len(done.tests), 'value')} accepted. F9 releases.")
        return done is not None

    values = ", ".join(f"{test} {result.value}" for test, result in held.items())
    right = "is it" if len(held) == 1 else "are they"
    screen.ask(Ask(f"Held of {last_four(number)}: {values}. Why {right} right?", "Accept"), accepted)
