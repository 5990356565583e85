"""The picture itself as a PNG: the language of a lab that has no printer yet."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image


class Png:
    """PNG of 1 bit a dot. There is nothing to cut."""

    name = "png"
    suffix = ".png"

    def wrap(self, picture: "Image", *, cut: bool) -> bytes:
        """The picture as a PNG, whether its paper is cut or not."""
        out = io.BytesIO()
        picture.save(out, "PNG")
        return out.getvalue()
