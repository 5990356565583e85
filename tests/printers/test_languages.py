"""The contract of every printer language: on paper stands what the preview shows, to the dot.

The bytes are read by printers that share nothing with what wrote them: zplkit for ZPL, Pillow for PNG, and for
ESC/POS and TSPL the strict ones here, written from the manuals.
"""

import io
import random
from collections.abc import Callable
from itertools import cycle, islice

import pytest
import zxingcpp
from PIL import Image

from labkiosk.facts.errors import Refused
from labkiosk.forms.draw import draw
from labkiosk.forms.page import QR, Barcode, Bars, Page
from labkiosk.lab.papers import FORMS
from labkiosk.printers.language import LANGUAGES, Sheet
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
    for width, height in ((1, 1), (8, 3), (9, 257), (384, 300), (576, 1400)):
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
