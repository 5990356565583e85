"""What is done to a sample that stands here whole."""

from labkiosk.tui.commands import Command


class GoOn(Command):
    """Take this sample up where its next step is."""

    key, name, action = "f9", "Next", "screen.go_on"


class LabelAgain(Command):
    """Print the tube's label once more; it asks why. Of a rejected tube it is the slip for the ward."""

    key, name, action = "f11", "Label", "screen.label"


class Report(Command):
    """Print the order's report as released until now; a second one says COPY."""

    key, name, action = "f12", "Report", "screen.report"


class Order(Command):
    """The whole order, with its other tubes."""

    key, name, action = "ctrl+o", "Order", "screen.order"


class Cancel(Command):
    """Cancel tests that are no longer wanted and have no result yet."""

    key, name, action = "ctrl+k", "Cancel", "screen.cancel"


class Aliquot(Command):
    """Some tests go on in a tube poured from this one."""

    key, name, action, shown = "ctrl+l", "Aliquot", "screen.aliquot", False
