"""One class per user action: its key, its name in the footer, its barcode, and its help in its docstring.

Footer, F1, the sheet of barcodes and the manual's test read the same classes, so that they cannot disagree.
"""

from inspect import cleandoc
from typing import ClassVar

from textual.binding import Binding


class Command:
    """``action`` is a Textual action: ``app.x`` or ``screen.x`` runs ``action_x`` of the app or the screen."""

    key: ClassVar[str]
    name: ClassVar[str]
    short: ClassVar[str] = ""
    """Its name in the footer, where the whole one takes too much room."""
    action: ClassVar[str]
    shown: ClassVar[bool] = True
    """Whether the footer has room for it; F1 shows it either way."""
    scan: ClassVar[str] = ""
    """What its command barcode says behind ``LK.``: capital letters. Classes that do the same on different screens
    share one; without one it is for hands without gloves."""
    repeats: ClassVar[bool] = False
    """Whether its barcode, read twice in a moment, was meant twice."""

    @classmethod
    def help(cls) -> str:
        """What it does, in one or two sentences."""
        return cleandoc(cls.__doc__ or "")

    @classmethod
    def binding(cls) -> Binding:
        """The key as Textual wants it: never a priority one, or it would overtake what was typed before it."""
        return Binding(cls.key, cls.action, cls.name, show=cls.shown, tooltip=cls.help())

    @classmethod
    def key_name(cls) -> str:
        """The key as it is printed on the keyboard."""
        return "+".join(_KEY_NAMES.get(part, part.upper()) for part in cls.key.split("+"))

    @classmethod
    def in_footer(cls) -> tuple[str, str]:
        """Key and name where room is scarce: ``^K`` is Ctrl+K."""
        return cls.key_name().replace("Ctrl+", "^"), cls.short or cls.name


_KEY_NAMES = {
    "escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab", "shift": "Shift", "ctrl": "Ctrl",
    "up": "Up", "down": "Down", "left": "Left", "right": "Right", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End",
    "insert": "Ins", "delete": "Del",
}  # fmt: skip


class Help(Command):
    """Every key of this screen, and its page of the manual."""

    key, name, action, scan = "f1", "Help", "app.go('help')", "HELP"


class Intake(Command):
    """A patient at the window: who, which tests, how urgent. Labels print."""

    key, name, action = "f2", "Intake", "app.go('intake')"


class Queue(Command):
    """What is to be done next, the most pressing first."""

    key, name, action, scan = "f3", "Queue", "app.go('queue')", "QUEUE"


class Receive(Command):
    """Labelled tubes that have not arrived; scan one to receive it, or reject it."""

    key, name, action, scan = "f4", "Receive", "app.go('receive')", "RECEIVE"


class Release(Command):
    """Results that wait for a second person."""

    key, name, action, scan = "f5", "Release", "app.go('release')", "RELEASE"


class Find(Command):
    """A patient by name, number or mobile, or a sample by its number."""

    key, name, action = "f6", "Find", "app.go('find')"


class Counts(Command):
    """How many samples were registered, received, resulted and reported, and what is overdue."""

    key, name, short, action, scan = "f7", "Counts", "Count", "app.go('counts')", "COUNTS"


class Papers(Command):
    """Papers that did not come out, or may not have: look, and print again."""

    key, name, short, action, scan = "f8", "Papers", "Paper", "app.go('papers')", "PAPERS"


class SignOut(Command):
    """Leave the screen to the next person."""

    key, name, short, action, scan = "f10", "Sign out", "Out", "app.sign_out", "OUT"


class More(Command):
    """The desks that have no key of their own: a letter opens each."""

    key, name, action, scan = "ctrl+g", "More", "app.go('more')", "MORE"


class Clock(Command):
    """Set the laboratory's clock: for a supervisor, when the title says CLOCK?"""

    key, name, action, shown = "ctrl+t", "Clock", "app.go('clock')", False


class Next(Command):
    """What waits at this bench and is most pressing opens; once more, what comes after it."""

    key, name, action, shown, scan = "ctrl+f", "Next", "app.next", False, "NEXT"


class Stat(Command):
    """The order of the tube that stands here becomes STAT: all its tubes go ahead."""

    key, name, action, shown, scan = "ctrl+v", "STAT", "app.stat", False, "STAT"


class Back(Command):
    """One screen back. What was half typed is kept as a draft."""

    key, name, action, scan = "escape", "Back", "app.back", "BACK"


EVERYWHERE: tuple[type[Command], ...] = (
    Help, Intake, Queue, Receive, Release, Find, Counts, Papers, SignOut, More, Clock, Next, Stat,
)  # fmt: skip
