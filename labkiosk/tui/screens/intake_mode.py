"""The two ways of intake: tubes are drawn here, or they come in the hand."""

from textual.content import Content

from labkiosk.tui.commands import Command
from labkiosk.tui.plain import beside
from labkiosk.tui.screens.base import KioskScreen


class SwitchMode(Command):
    """Draw here, where labels print first; or arrived, where the tubes are in the hand. It stays so until you sign
    out."""

    key, name, action, shown = "ctrl+a", "Draw or arrived", "screen.mode", False


def mode_line(arrived: bool) -> Content:
    """The way that is chosen, and the key to the other."""
    if arrived:
        return beside((" ARRIVED ", "bold reverse"), ("  tubes are in the hand.  Ctrl+A: draw them here", ""))
    return beside((" DRAW HERE ", "bold reverse"), ("  labels print first.  Ctrl+A: tubes have arrived", ""))


class BothWays(KioskScreen):
    """A screen on which the way is chosen; ``refreshed`` shows it."""

    def action_mode(self) -> None:
        """The other way of intake."""
        self.desk.arrived = not self.desk.arrived
        self.refreshed()
        if self.desk.arrived:
            self.say("Tubes have arrived: ward and clinician stay for the next request.")
        else:
            self.say("Draw here: labels print; then scan the slip and each tube.")
