"""From a page to the picture that is previewed, kept and printed."""

import hashlib
import io
from functools import cached_property
from typing import TYPE_CHECKING

from labkiosk.forms.page import Page

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS = {203: 8.0, 300: 300 / 25.4}
"""Dots a millimetre of the print heads there are; "203 dpi" heads are made with 8 dots a mm."""


class Picture:
    """A drawn page, 1 bit a dot, as it leaves the printer. Equal pages give equal pictures, to the byte."""

    def __init__(self, image: "Image", dpi: int) -> None:
        """Wrap an image of mode "1"."""
        self.image = image
        self.dpi = dpi

    def png(self) -> bytes:
        """The picture as a PNG that names its resolution and nothing else."""
        out = io.BytesIO()
        self.image.save(out, "PNG", dpi=(self.dpi, self.dpi))
        return out.getvalue()

    @cached_property
    def sha256(self) -> str:
        """Of its width, height and dots: the same whatever library packs the PNG."""
        width, height = self.image.size
        return hashlib.sha256(b"%d %d\n" % (width, height) + self.image.tobytes()).hexdigest()


def draw(page: Page, dpi: int = 203) -> Picture:
    """The page as a printer of 203 or 300 dpi prints it. Raises Refused as `raster.rasterise` does."""
    from PIL import Image

    from labkiosk.forms.raster import rasterise

    image = rasterise(page, DOTS[dpi])
    if page.turned:
        image = image.transpose(Image.Transpose.ROTATE_270)
    return Picture(image, dpi)
