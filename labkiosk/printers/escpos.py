"""ESC/POS: receipt printers of 80 mm (576 dots) and 58 mm (384 dots), and label printers that speak it.

Commands, as Epson's TM-T88III specification and its clones' manuals give them: ``ESC @`` initialise;
``GS v 0`` raster bit image, left to right, most significant bit first, 1 is black; ``GS V`` cut;
``GS FF`` feed to the start of the next label or mark, ignored on a continuous roll.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from labkiosk.printers import escpos_answers as answers
from labkiosk.printers.escpos_slow import slow_body
from labkiosk.printers.quiet import quietly
from labkiosk.printers.sheet import Heard, Sheet, fitting

if TYPE_CHECKING:
    from PIL.Image import Image

BAND = 256
"""Rows in one image command: a printer with a small buffer prints while the next one comes."""

PROFILE = "TM-L90"
"""python-escpos's profile of a printer of 576 dots which takes receipts and labels."""

INITIALISE = b"\x1b@"
NEXT_LABEL = b"\x1d\x0c"


class EscPos:
    """ESC/POS with python-escpos as the builder of bytes."""

    NAME = "escpos"

    def wrap(self, sheet: Sheet, *, dots: int, slow: bool = False) -> bytes:
        """The sheet, then a cut of the roll or a feed to the next die-cut label.

        On a slow line the text that the printer can set itself goes as text; else all of it is a picture, in bands.
        """
        picture = fitting(sheet, dots)
        printer = builder()
        printer._raw(INITIALISE)
        if slow and sheet.runs:
            slow_body(printer, sheet)
        else:
            _bands(printer, picture)
        if sheet.die_cut:
            printer._raw(NEXT_LABEL)
        else:
            printer.cut(mode="PART")
        return bytes(printer.output)

    def question(self, ticket: int) -> bytes:
        """For an answer with the ticket in it, and for one without, of printers that know no better."""
        return answers.question(ticket)

    def status(self) -> bytes:
        """For the four bytes of the real-time status."""
        return answers.STATUS

    def read(self, data: bytes, ticket: int) -> Heard | None:
        """What the printer said, byte by byte: nothing in it may be unknown."""
        return answers.read(data, ticket)


def _bands(printer: Any, picture: "Image") -> None:
    width, height = picture.size
    for top in range(0, height, BAND):
        band = picture.crop((0, top, width, min(top + BAND, height)))
        printer.image(band, impl="bitImageRaster", fragment_height=BAND)


def builder() -> Any:
    """A printer of python-escpos that only collects bytes."""
    return _dummy()(profile=PROFILE)


@cache
def _dummy() -> Any:
    with quietly():
        from escpos.printer import Dummy
    return Dummy
