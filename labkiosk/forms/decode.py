"""Reading a drawn page back, with a decoder that shares nothing with what drew it."""

from collections.abc import Iterable

from labkiosk.facts.errors import Refused
from labkiosk.forms.draw import Picture


def check(picture: Picture, number: str = "", qr: str = "", commands: Iterable[str] = ()) -> None:
    """Hold the codes on a picture against what ought to be there, before it is printed.

    ``number``: the digits of its one linear barcode (AUTO02: a second one on a tube misleads readers).
    ``qr``: the text of its one QR code. Empty where the form carries none. ``commands``: the texts of a sheet's
    command barcodes. Two alike, one above the other, read as one. Raises Refused when anything else reads back.
    """
    from zxingcpp import BarcodeFormat, BarcodeFormats, Binarizer, TextMode, read_barcodes

    linear = BarcodeFormat.AllLinear if number else BarcodeFormat.Code128
    read = read_barcodes(
        picture.image,
        formats=BarcodeFormats([linear, BarcodeFormat.QRCode]),
        binarizer=Binarizer.FixedThreshold,  # a picture of 1 bit has no shades to weigh
        text_mode=TextMode.Plain,
    )
    found = sorted(("QR " if code.format == BarcodeFormat.QRCode else "") + code.text for code in read)
    expected = sorted(text for text in (number, qr and "QR " + qr, *commands) if text)
    if found != expected:
        raise Refused(
            f"not printed: the codes read back as {', '.join(found) or 'nothing'}, "
            f"not as {', '.join(expected) or 'nothing'}. Print it again; if it stays, tell the supervisor."
        )
