"""From a list of values to what is more than a value: a culture, or a text of several lines."""

from labkiosk.board import samples
from labkiosk.lab.lab import Lab
from labkiosk.tui.commands import Command

_SCREENS = {"culture": "culture", "narrative": "narrative"}


class Detail(Command):
    """The culture or the text that stands here, on a screen of its own."""

    key, name, action, scan = "ctrl+d", "Detail", "screen.detail", "DETAIL"


def screen_of(lab: Lab, code: str) -> str:
    """The screen that a test has to itself, empty for one that is a value."""
    test = lab.catalogue.tests.get(code)
    return _SCREENS.get(test.kind, "") if test is not None else ""


def details(lab: Lab, sample_id: str) -> list[str]:
    """The tests of a tube that have a screen to themselves, and a result on it."""
    results = samples.results(lab.conn, sample_id)
    return [
        t.code for t in samples.tests(lab.conn, sample_id) if t.code in results and screen_of(lab, t.code)
    ]
