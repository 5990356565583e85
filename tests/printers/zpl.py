"""A ZPL printer that is not ours: zplkit, which draws what Zebra's printers draw."""

import re

import zplkit
import zplkit.rendering
from PIL import Image

# The only bytes a format of ours may have outside the Base64 of its graphics.
PLAIN = re.compile(
    rb"\^XA\^PON\^LH0,0\^LS0\^PW\d+\^LL\d+(\^FO\d+,\d+\^GFA,\d+,\d+,\d+,:Z64:[A-Za-z0-9+/=]*:[0-9A-F]{4}\^FS)+\^XZ\n"
)


def interpret(data: bytes) -> Image.Image:
    """The one label that comes out; ValueError for anything it does not know, or a wrong check sum."""
    if not PLAIN.fullmatch(data):
        raise ValueError("more than a picture")
    width, height = (int(found) for found in re.findall(rb"\^(?:PW|LL)(\d+)", data)[:2])
    options = zplkit.Options(profile="specification", width=width, height=height, dpi=203)
    limits = zplkit.rendering.Limits(graphic_bytes=10_000_000)
    document = zplkit.render(data, options, limits=limits)
    if document.warnings or len(document.labels) != 1:
        raise ValueError(f"{len(document.labels)} labels, {document.warnings}")
    raster = document.labels[0].rasterize()
    shades = Image.frombytes("L", (raster.width, raster.height), bytes(raster.pixels))
    return shades.point(lambda shade: 255 if shade else 0, "1")
