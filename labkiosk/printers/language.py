"""What a printer language is: it wraps a finished picture, and knows nothing of what it shows."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PIL.Image import Image


class Language(Protocol):
    """One way to say a picture to a printer."""

    @property
    def name(self) -> str:
        """What settings and facts call it."""

    @property
    def suffix(self) -> str:
        """Ending of a file that holds its bytes, dot included."""

    def wrap(self, picture: "Image", *, cut: bool) -> bytes:
        """The picture, of mode "1", as this printer's bytes; equal pictures give equal bytes.

        ``cut`` cuts a roll after it; without, die-cut labels go on to the next one. Raises Refused when the
        picture is wider than the printer prints.
        """


def languages() -> dict[str, Language]:
    """The languages there are, by name."""
    from labkiosk.printers.escpos import EscPos
    from labkiosk.printers.picture import Png

    return {language.name: language for language in (EscPos(), Png())}
