"""The sheets of command barcodes: every one decodes, alone, by itself, on both rolls."""

from itertools import pairwise

import pytest
from zxingcpp import BarcodeFormat, read_barcodes

from labkiosk.catalogue import load
from labkiosk.facts.errors import Refused
from labkiosk.forms.barcodes import BarcodesData, Command, barcodes, commands_on
from labkiosk.forms.decode import check
from labkiosk.forms.draw import DOTS, draw
from labkiosk.forms.media import ROLL_58, ROLL_80, Media
from labkiosk.forms.page import Bars, Page, Text
from labkiosk.forms.raster import NARROW, QUIET, code128_text
from labkiosk.tui.barcodes import Section, sections
from tests.forms.ink import outside, overlaps

SECTIONS = sections(load(None))
ROLLS = (ROLL_80, ROLL_58)


def data(section: Section) -> BarcodesData:
    return BarcodesData(
        lab_name="District Hospital Laboratory",
        title=section.title,
        made="G01-0000001, 23 Nov 2026 06:00",
        commands=tuple(Command(says=bar.code, words=bar.words) for bar in section.bars),
    )


def items(page: Page, kind: type) -> list:  # type: ignore[type-arg]
    return [item for item in page.items if isinstance(item, kind)]


@pytest.mark.parametrize("dpi", DOTS)
@pytest.mark.parametrize("media", ROLLS, ids=lambda m: m.name)
@pytest.mark.parametrize("section", SECTIONS, ids=lambda s: s.name)
def test_every_barcode_reads_back_under_its_own_words(section: Section, media: Media, dpi: int) -> None:
    page = barcodes(data(section), media)
    picture, dots = draw(page, dpi), DOTS[dpi]
    for bars, expected in zip(items(page, Bars), section.bars, strict=True):
        middle = round((bars.y + bars.height / 2) * dots)
        # As a beam sees it: one line of dots, and the white around.
        strip = picture.image.crop((0, middle - 8, picture.image.width, middle + 8))
        (read,) = read_barcodes(strip)
        assert (read.format, read.text) == (BarcodeFormat.Code128, expected.code)
    check(picture, commands=commands_on(page))


@pytest.mark.parametrize("media", ROLLS, ids=lambda m: m.name)
@pytest.mark.parametrize("section", SECTIONS, ids=lambda s: s.name)
def test_white_stands_around_each(section: Section, media: Media) -> None:
    page = barcodes(data(section), media)
    bars = items(page, Bars)
    image = draw(page).image
    for each in bars:
        top, foot = round(each.y * 8), round((each.y + each.height) * 8)
        left, _, right, _ = image.crop((0, top, image.width, foot)).point([255, 0] * 128).getbbox()
        narrow = (right - left) / len(code128_text(each.text))
        assert narrow == int(narrow) >= NARROW * 8
        assert min(left, image.width - right) >= QUIET * narrow
    for above, below in pairwise(bars):
        assert below.y - (above.y + above.height) >= 14
        (words, *_) = [t for t in items(page, Text) if above.y < t.y < below.y]
        # Nearer to their own bars than to those above.
        assert words.y - above.y - above.height > 8
    assert outside(page, 8) == []
    assert overlaps(page, 8) == []


def test_one_that_reads_back_as_another_is_not_printed() -> None:
    page = barcodes(data(SECTIONS[0]))
    with pytest.raises(Refused, match=r"^not printed: the codes read back as LK\.BACK, "):
        check(draw(page), commands=[*commands_on(page)[:-1], "LK.OTHER"])


@pytest.mark.parametrize("text", ["", "LK.É", "LK.\n", "LK.\x7f"])
def test_bars_carry_plain_ascii(text: str) -> None:
    with pytest.raises(Refused, match="is not plain ASCII"):
        code128_text(text)


def test_bars_that_do_not_fit_are_refused() -> None:
    bars = Bars(text="LK." + "X" * 20, x=0, y=0, width=48, height=10)
    with pytest.raises(Refused, match=r"does not fit 48\S* mm: take a wider roll\.$"):
        draw(Page(width=48, height=12, items=(bars,)))
