"""Printers: set up by a person, and how each one was found to be."""

from typing import ClassVar

from labkiosk.facts.base import Fact


class _OfPrinter(Fact, frozen=True, kw_only=True):
    printer: str

    def subjects(self) -> tuple[str, ...]:
        return (self.printer,)


class PrinterSetUp(_OfPrinter, frozen=True, kw_only=True):
    """A printer of this home; set up again, all that is said here takes the place of what was said before.

    ``printer`` is its id, ``name`` what people call it. ``address`` is how it is reached, such as
    ``tcp:192.168.1.9:9100``. It prints ``forms`` and nothing else, on ``media``; ``dots`` is the width of its head,
    0 for that of the media.
    """

    kind: ClassVar[str] = "printer.set_up"
    name: str
    address: str
    language: str
    media: str
    forms: tuple[str, ...]
    dots: int = 0


class PrinterRemoved(_OfPrinter, frozen=True, kw_only=True):
    """Nothing prints there any more."""

    kind: ClassVar[str] = "printer.removed"


class PrinterState(_OfPrinter, frozen=True, kw_only=True):
    """From here on it is found in another state: the name of a ``printers.state.State`` in lower case.

    ``reason`` says more where the state alone does not.
    """

    kind: ClassVar[str] = "printer.state"
    state: str
    reason: str = ""
