"""Every key has one meaning on a screen, a name in the footer and a sentence of help."""

import pytest

from labkiosk.tui.commands import EVERYWHERE, Back, Command, More
from labkiosk.tui.screens import NAMES, kind
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.screens.help import HelpScreen
from labkiosk.tui.widgets.field import Field


def screens() -> list[type[KioskScreen]]:
    found = {kind(name) for name in NAMES} | {HelpScreen}
    pending = [KioskScreen]
    while pending:
        for below in pending.pop().__subclasses__():
            pending.append(below)
            if below.NAME:
                found.add(below)
    return sorted(found, key=lambda s: s.__name__)


NOTHING_TYPED = {"levey"}
"""Screens without a field, where the keys that edit one may move something."""


@pytest.mark.parametrize("screen", screens(), ids=lambda s: s.__name__)
def test_keys_of_a_screen(screen: type[KioskScreen]) -> None:
    commands: list[type[Command]] = [*screen.KEYS, Back, *EVERYWHERE]
    keys = [command.key for command in commands]
    assert len(keys) == len(set(keys))
    typed = {b.key for b in Field.BINDINGS if not isinstance(b, tuple)}
    for command in screen.KEYS:
        target, _, action = command.action.partition("(")[0].partition(".")
        assert target == "app" or hasattr(screen, f"action_{action}"), command
        assert command.key not in typed or screen.NAME in NOTHING_TYPED, command
        assert command.help().endswith((".", "?")), command
        assert command.name, command


@pytest.mark.parametrize("screen", screens(), ids=lambda s: s.__name__)
def test_the_footer_fits_the_smallest_terminal(screen: type[KioskScreen]) -> None:
    for line in ([*screen.KEYS, Back], EVERYWHERE):
        shown = " ".join("".join(c.in_footer()) for c in line if c.shown)
        assert len(shown) <= 80, shown


def test_names_of_keys() -> None:
    assert Back.key_name() == "Esc"
    assert [c.key_name() for c in EVERYWHERE][:2] == ["F1", "F2"]
    assert (More.key_name(), More.in_footer()) == ("Ctrl+G", ("^G", "More"))
