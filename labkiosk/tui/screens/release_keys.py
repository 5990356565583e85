"""What is done to the samples that wait for release."""

from labkiosk.tui.commands import Command
from labkiosk.tui.screens.detail import Detail


class Mark(Command):
    """Look on through the values; once all were in sight, mark the sample for release and go to the next."""

    key, name, action = "space", "Mark", "screen.mark"


class ReleaseThem(Command):
    """Release the marked samples, or this one when none is marked, and print their reports."""

    key, name, action = "f9", "Release", "screen.release"


class Provisional(Command):
    """Release as provisional, with a reason, when no pathologist is there; it stays on this list."""

    key, name, short, action = "f11", "Provisional", "Prov.", "screen.provisional"


class TypeOver(Command):
    """A value is wrong: type it over in the results form, with the reason, while it is not final."""

    key, name, short, action = "f12", "Type over", "Over", "screen.type_over"


class Everything(Command):
    """Everything about this sample, its history included."""

    key, name, action = "enter", "Sample", "screen.choose"


class Validate(Command):
    """The technical look, where two people are asked for: validate the values of the marked samples, or of this one."""

    key, name, short, action = "ctrl+e", "Validate", "Valid.", "screen.validate"


class ByRules(Command):
    """Release all that the rules agree to, of every sample that waits, and print the reports."""

    key, name, short, action = "ctrl+r", "By rules", "Rules", "screen.by_rules"


class SeeDetail(Detail):
    """The culture or the text of this sample, whole, before it is released."""

    shown = False


class Accept(Command):
    """What is held of this sample is right: accept it, with the reason, once you have looked at why."""

    key, name, short, action = "ctrl+y", "Accept", "Held", "screen.accept"


KEYS: tuple[type[Command], ...] = (
    Mark,
    ReleaseThem,
    Provisional,
    Validate,
    Accept,
    ByRules,
    TypeOver,
    SeeDetail,
    Everything,
)
