"""The contract of every printer language: on paper stands what the preview shows, to the dot.

The bytes are read by printers that share nothing with what wrote them: zplkit for ZPL, Pillow for PNG, and for
ESC/POS and TSPL the strict ones here, written from the manuals.
"""

import base64
import io
import random
import re
import zlib
from collections.abc import Callable
from itertools import cycle, islice

import pytest
import zxingcpp
from PIL import Image

from labkiosk.facts.errors import Refused
from labkiosk.forms.draw import draw
from labkiosk.forms.label import label
from labkiosk.forms.page import QR, Barcode, Bars, Page
from labkiosk.lab.papers import FORMS
from labkiosk.printers.ink import packed
from labkiosk.printers.language import LANGUAGES, Sheet
from tests.forms.people import some
from tests.forms.test_label import PLAIN
from tests.printers import filled, paper, tspl, zpl

HEADS = {"escpos": 576, "zpl": 832, "tspl": 832, "png": 576}
PRINTERS: dict[str, Callable[[bytes, int], Image.Image]] = {
    "escpos": lambda data, width: paper.interpret(data).picture(width),
    "zpl": lambda data, width: zpl.interpret(data),
    "tspl": lambda data, width: tspl.interpret(data),
    "png": lambda data, width: Image.open(io.BytesIO(data)).copy(),
}


def printed(language: str, picture: Image.Image, *, die_cut: bool) -> Image.Image:
    """What comes out of a printer of that language."""
    sheet = Sheet(image=picture, die_cut=die_cut)
    data = LANGUAGES[language].wrap(sheet, dots=HEADS[language])
    assert LANGUAGES[language].wrap(sheet, dots=HEADS[language]) == data
    return PRINTERS[language](data, picture.width)


def check(language: str, form: str, page: Page) -> None:
    """That a page comes out as its preview, and every code on it reads as it should."""
    preview = draw(page).image
    out = printed(language, preview, die_cut=FORMS[form].on_tube)
    assert (out.mode, out.size, out.tobytes()) == ("1", preview.size, preview.tobytes())
    codes = [item for item in page.items if isinstance(item, Barcode | Bars | QR)]
    read = zxingcpp.read_barcodes(
        out,
        formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.QRCode]),
        text_mode=zxingcpp.TextMode.Plain,
    )
    expected = [item.digits if isinstance(item, Barcode) else item.text for item in codes]
    assert sorted(code.text for code in read) == sorted(expected)


def test_every_language_has_a_printer_here() -> None:
    assert list(LANGUAGES) == list(PRINTERS) == list(HEADS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_every_form_comes_out_as_its_preview_on_every_paper_it_may_have(language: str, form: str) -> None:
    for media in filled.papers(form):
        check(language, form, filled.page(form, random.Random(form), media))


@pytest.mark.parametrize("language", LANGUAGES)
def test_20_labels_come_out_as_their_previews(language: str) -> None:
    dice = random.Random(language)
    for _ in range(20):
        check(language, "label", filled.page("label", dice))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "name", ["^XZ~JA^XA^FDx^FS", '"\\r\\nCUT\\r\\nPRINT 9,9', "!S!? p@ V1 (H06", "~HS :Z64:eN:0000^FS"]
)
def test_a_name_that_is_a_command_is_a_picture_of_it(language: str, name: str) -> None:
    check(language, "label", label(some(random.Random(name), patient_name=name, patient_id=name, ward=name)))


@pytest.mark.slow
@pytest.mark.parametrize("tenth", range(10))
def test_300_patients_each_with_a_label_and_another_paper(tenth: int) -> None:
    dice = random.Random(tenth)
    for form in islice(cycle(FORMS), tenth * 30, tenth * 30 + 30):
        for each in ("label", form):
            page = filled.page(each, dice)
            for language in LANGUAGES:
                check(language, each, page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_picture_comes_out_as_itself(language: str) -> None:
    dice = random.Random(7)
    for width, height in ((1, 1), (8, 3), (9, 257), (384, 300), (576, 1400), (9, 8001)):
        noise = Image.frombytes("1", (width, height), dice.randbytes((width + 7) // 8 * height)).copy()
        noise.paste(1, (0, 300, width, height - 1))  # zplkit takes no more edges than so in one picture
        for die_cut in (True, False):
            out = printed(language, noise, die_cut=die_cut)
            assert (out.size, out.tobytes()) == (noise.size, noise.tobytes())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_wider_than_the_head_is_refused_not_cropped(language: str) -> None:
    with pytest.raises(Refused) as refused:
        LANGUAGES[language].wrap(Sheet(image=Image.new("1", (385, 10), 1), die_cut=False), dots=384)
    assert str(refused.value) == (
        "the page is 385 dots wide and the printer prints 384: choose another printer."
    )


def test_a_label_in_zpl_is_at_most_2500_bytes() -> None:
    picture = draw(label(PLAIN)).image
    data = LANGUAGES["zpl"].wrap(Sheet(image=picture, die_cut=True), dots=832)
    assert len(data) <= 2500
    assert len(data) < len(packed(picture)) / 4


def test_zpl_of_a_small_picture_byte_for_byte() -> None:
    picture = Image.new("1", (40, 6), 1)
    picture.paste(0, (9, 2, 12, 4))
    picture.paste(0, (30, 1, 31, 6))
    data = LANGUAGES["zpl"].wrap(Sheet(image=picture, die_cut=True), dots=832)
    coded = rb":Z64:([A-Za-z0-9+/=]+):([0-9A-F]{4})\^FS"
    found = re.fullmatch(
        rb"\^XA\^PON\^LH0,0\^LS0\^PW40\^LL6"
        rb"\^FO9,2\^GFA,2,2,1," + coded + rb"\^FO30,1\^GFA,5,5,1," + coded + rb"\^XZ\n",
        data,
    )
    assert found is not None
    for text, check, dots in ((found[1], found[2], b"\xe0" * 2), (found[3], found[4], b"\x80" * 5)):
        assert zlib.decompress(base64.b64decode(text, validate=True)) == dots
        assert int(check, 16) == crc_16(text)


def crc_16(data: bytes) -> int:
    """CCITT, from 0, bit by bit."""
    register = 0
    for byte in data:
        register ^= byte << 8
        for _ in range(8):
            register = (register << 1 ^ (0x1021 if register & 0x8000 else 0)) & 0xFFFF
    return register


def test_tspl_of_a_small_picture_byte_for_byte() -> None:
    picture = Image.new("1", (10, 2), 1)
    picture.putpixel((0, 0), 0)
    picture.putpixel((9, 1), 0)
    head, dots = b"DIRECTION 0,0\r\nREFERENCE 0,0\r\nCLS\r\nBITMAP 0,0,2,2,0,", b"\x7f\xff\xff\xbf\r\n"
    for die_cut, gap in ((True, b"2"), (False, b"0")):
        data = LANGUAGES["tspl"].wrap(Sheet(image=picture, die_cut=die_cut), dots=832)
        size = b"SIZE 1.25 mm,0.25 mm\r\nGAP " + gap + b" mm,0 mm\r\n"
        assert data == size + head + dots + b"PRINT 1,1\r\n"


@pytest.mark.parametrize(
    "planted",
    [
        b"SIZE 1 mm,1 mm",
        b"SIZE 1.26 mm,0.25 mm",
        b"DIRECTION 1,0",
        b"PRINT 2,1",
        b"BITMAP 0,0,2,2,1,",
        b"GAP 2,0",
    ],
)
def test_the_tspl_printer_here_stops_at_what_it_was_not_told(planted: bytes) -> None:
    data = LANGUAGES["tspl"].wrap(Sheet(image=Image.new("1", (10, 2), 1), die_cut=True), dots=832)
    command, _, _ = planted.partition(b" ")
    end = b"0," if command == b"BITMAP" else b"\r\n"
    start = data.index(command + b" ")
    stop = data.index(b",0,\xff", start) + 3 if command == b"BITMAP" else data.index(end, start)
    with pytest.raises(ValueError, match=r"."):
        tspl.interpret(data[:start] + planted + data[stop:])
    with pytest.raises(ValueError, match=r"."):
        tspl.interpret(data + b"PRINT 1,1\r\n")
