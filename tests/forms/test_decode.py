import pytest
from PIL import Image

from labkiosk.facts.errors import Refused
from labkiosk.forms.decode import check
from labkiosk.forms.draw import Picture, draw
from labkiosk.forms.page import QR, Barcode, Page

NUMBER = "010000000017"


def paper(*digits: str) -> Picture:
    bars = [Barcode(digits=each, x=0, y=2 + 14 * at, width=40, height=10) for at, each in enumerate(digits)]
    return draw(Page(width=40, height=30, items=tuple(bars)))


def test_what_reads_back_as_itself_passes() -> None:
    check(paper(NUMBER), NUMBER)
    check(paper())
    check(draw(Page(width=30, height=30, items=(QR(text="LK:CARD:1", x=0, y=0, side=25),))), qr="LK:CARD:1")


@pytest.mark.parametrize(
    ("picture", "number", "qr", "read", "wanted"),
    [
        (paper("010000000025"), NUMBER, "", "010000000025", NUMBER),
        (paper(), NUMBER, "", "nothing", NUMBER),
        (paper(NUMBER, "010000000025"), NUMBER, "", f"{NUMBER}, 010000000025", NUMBER),
        (paper(NUMBER), "", "", NUMBER, "nothing"),
        (paper(), "", "LK:CARD:1", "nothing", "QR LK:CARD:1"),
    ],
)
def test_anything_else_is_not_printed(picture: Picture, number: str, qr: str, read: str, wanted: str) -> None:
    with pytest.raises(Refused) as refused:
        check(picture, number, qr)
    assert str(refused.value) == (
        f"not printed: the codes read back as {read}, not as {wanted}. "
        "Print it again; if it stays, tell the supervisor."
    )


def test_a_damaged_barcode_is_not_printed() -> None:
    image = paper(NUMBER).image.copy()
    image.paste(Image.new("1", (2, image.height), 1), (150, 0))
    image.paste(Image.new("1", (2, image.height), 0), (156, 0))
    with pytest.raises(Refused, match="read back as nothing"):
        check(Picture(image, 203), NUMBER)
