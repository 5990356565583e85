"""A ZPL printer that is not ours: zplkit, which draws what Zebra's printers draw."""

import re

import zplkit
import zplkit.output
import zplkit.rendering
from PIL import Image

# The only bytes a format of ours may have outside the Base64 of its graphics.
PLAIN = re.compile(
    rb"\^XA\^PON\^LH0,0\^LS0\^PW\d+\^LL\d+(\^FO\d+,\d+\^GFA,\d+,\d+,\d+,:Z64:[A-Za-z0-9+/=]*:[0-9A-F]{4}\^FS)+\^XZ\n"
)

_SEGMENTS = 10_000_000
"""A long report has more runs of dots than zplkit takes by itself."""


def interpret(data: bytes) -> Image.Image:
    """The one label that comes out; ValueError for anything it does not know, or a wrong check sum."""
    if not PLAIN.fullmatch(data):
        raise ValueError("more than a picture")
    width, height = (int(found) for found in re.findall(rb"\^(?:PW|LL)(\d+)", data)[:2])
    options = zplkit.Options(profile="specification", width=width, height=height, dpi=203)
    limits = zplkit.rendering.Limits(graphic_bytes=10_000_000, segments=_SEGMENTS)
    document = zplkit.render(data, options, limits=limits)
    if document.warnings or len(document.labels) != 1:
        raise ValueError(f"{len(document.labels)} labels, {document.warnings}")
    limits = zplkit.output.Limits(segments=_SEGMENTS, flattened_segments=_SEGMENTS, scan_work=10**10)
    raster = document.labels[0].rasterize(limits=limits)
    shades = Image.frombytes("L", (raster.width, raster.height), bytes(raster.pixels))
    return shades.point(lambda shade: 255 if shade else 0, "1")
