"""ESC/POS: receipt and label printers of 80 mm, 576 dots.

Commands, as Epson's TM-T88III specification and its clones' manuals give them: ``ESC @`` initialise;
``GS v 0`` raster bit image, left to right, most significant bit first, 1 is black; ``GS V`` cut;
``GS FF`` feed to the start of the next label or mark, ignored on a continuous roll.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from labkiosk.facts.errors import Refused
from labkiosk.printers.quiet import quietly

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS = 576
"""Printable width in dots."""
BAND = 256
"""Rows in one image command: a printer with a small buffer prints while the next one comes."""

PROFILE = "TM-L90"
"""python-escpos's profile of a printer of that width which takes receipts and labels."""

INITIALISE = b"\x1b@"
NEXT_LABEL = b"\x1d\x0c"


class EscPos:
    """ESC/POS with python-escpos as the builder of bytes."""

    def wrap(self, picture: "Image", *, cut: bool) -> bytes:
        """The picture, of mode "1", in bands, then a cut of the roll or a feed to the next die-cut label.

        Equal pictures give equal bytes. Raises Refused when the picture is wider than the printer prints.
        """
        width, height = picture.size
        if width > DOTS:
            raise Refused(
                f"the page is {width} dots wide and the printer prints {DOTS}: choose another printer."
            )
        printer = _builder()(profile=PROFILE)
        printer._raw(INITIALISE)
        for top in range(0, height, BAND):
            band = picture.crop((0, top, width, min(top + BAND, height)))
            printer.image(band, impl="bitImageRaster", fragment_height=BAND)
        if cut:
            printer.cut(mode="PART")
        else:
            printer._raw(NEXT_LABEL)
        return bytes(printer.output)


@cache
def _builder() -> Any:
    with quietly():
        from escpos.printer import Dummy
    return Dummy
