"""What goes to a printer, and what comes back from it."""

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from msgspec import Struct

from labkiosk.facts.errors import Refused
from labkiosk.printers.state import State

if TYPE_CHECKING:
    from PIL.Image import Image


class Run(Protocol):
    """A line of text on a sheet that a printer may set in its own letters. All lengths are in dots.

    The ink of the text, and of nothing else, is in the box ``left, top, width, height``: with that whitened, the
    text is gone from the picture and all else is there.
    """

    @property
    def text(self) -> str: ...
    @property
    def left(self) -> int: ...
    @property
    def top(self) -> int: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def bold(self) -> bool: ...
    @property
    def size(self) -> int:
        """Its em."""
        ...

    @property
    def baseline(self) -> int: ...
    @property
    def room(self) -> tuple[int, int]:
        """From where to where across the sheet it may reach, whatever letters set it."""
        ...

    @property
    def align(self) -> Literal["left", "centre", "right"]:
        """Where in its room it stands."""
        ...


class Sheet(Struct, frozen=True, kw_only=True):
    """One paper for a printer."""

    image: "Image"
    """Mode "1", one dot a dot, as it leaves the printer."""
    die_cut: bool
    """A label from a roll of labels; else a roll of paper that is cut behind it."""
    runs: tuple[Run, ...] = ()
    """What of it is text; a language that draws everything need not look at them."""


class Heard(NamedTuple):
    """What a printer answered. ``done``: all that was sent before the question is on paper.

    Not done and in a state that prints: it is still at work. ``ticketed``: the answer named the ticket, so it is to
    no other question.
    """

    state: State
    done: bool
    ticketed: bool = False


def fitting(sheet: Sheet, dots: int) -> "Image":
    """The sheet's picture. Raises Refused when it is wider than the printer prints."""
    if sheet.image.width > dots:
        raise Refused(
            f"the page is {sheet.image.width} dots wide and the printer prints {dots}: choose another printer."
        )
    return sheet.image
