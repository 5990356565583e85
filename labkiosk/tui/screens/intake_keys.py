"""What is done to an order that is being typed."""

from labkiosk.tui.commands import Command


class PlaceOrder(Command):
    """Register: the tubes get their numbers, and labels and slip print. Tubes that arrived are counted first."""

    key, name, action = "f9", "Register", "screen.place"


class NextPriority(Command):
    """Routine, urgent, STAT, and round again."""

    key, name, action = "f11", "Priority", "screen.priority"


class NextForm(Command):
    """The colour forms: yellow, pink, blue; each offers what is printed on it."""

    key, name, action = "f12", "Colour form", "screen.form"
