"""A released result is wrong: typed right with the reason, or taken back."""

from typing import TYPE_CHECKING

from labkiosk.lab.amend import amend, withdraw
from labkiosk.lab.given import Given
from labkiosk.lab.scan import sample_of
from labkiosk.lab.sensitive import seen
from labkiosk.rules.number import last_four
from labkiosk.tui.commands import Command
from labkiosk.tui.widgets.question import AskEach, Question

if TYPE_CHECKING:
    from labkiosk.tui.screens.base import KioskScreen

# More characters than this would fill the screen: then the tests alone are named.
_VALUES = 240


class Amend(Command):
    """Correct a released result, or take it back: the report is made anew, and who had the old one is to be told."""

    key, name, action, shown = "ctrl+r", "Amend", "screen.amend", False


def ask_amendment(screen: "KioskScreen", number: str) -> None:
    """Ask for the test, the right value and the reason; without a value, whether it is taken back."""
    sample = sample_of(screen.lab.conn, number)
    tests, results = seen(screen.lab, sample.id)
    released = [t.code for t in tests if t.state == "released"]
    if not released:
        screen.refuse("Nothing of this sample is released: a value that is not is typed over at the bench.")
        return

    async def given(texts: tuple[str, ...]) -> bool:
        test, value, reason = texts
        if not value.strip():
            _ask_withdrawal(screen, number, test.strip().upper(), reason)
            return True
        done = await screen.act(amend, number, [Given(test=test, value=value, reason=reason)])
        if done is None:
            return False
        screen.say(f"{done[0].test} is now {done[0].value}. Another person releases it: F5.")
        return True

    values = ", ".join(f"{code} {results[code].value}" for code in released)
    out = values if len(values) <= _VALUES else ", ".join(released)
    text = f"Which result of sample {last_four(number)} is wrong? Released: {out}. Without a value it is taken back."
    only = released[0] if len(released) == 1 else ""
    screen.ask(AskEach(text, "Amend", ("Test", "Value", "Reason"), (only, "", "")), given)


def _ask_withdrawal(screen: "KioskScreen", number: str, test: str, reason: str) -> None:
    async def answered(consent: bool | None) -> None:
        done = await screen.act(withdraw, number, (test,), reason, report=True) if consent else None
        if done is not None:
            screen.say(
                f"{test} is withdrawn. Report {done.version} is printing; Ctrl+G, V shows who is to be told."
            )

    text = f"Take {test} of sample {last_four(number)} back, and give no result?"
    screen.kiosk.push_screen(Question(text, "Take it back"), answered)
