import pytest
import zxingcpp
from barcode.codex import Code128
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from labkiosk.facts.errors import Refused
from labkiosk.forms.draw import draw
from labkiosk.forms.page import QR, Barcode, Frame, Item, Page, Rule, Text
from labkiosk.forms.raster import code128, rasterise
from tests.forms.ink import black, row


def paper(*items: Item) -> Page:
    return Page(width=60, height=40, items=items)


def test_a_page_without_items_is_white_paper_of_its_size() -> None:
    picture = rasterise(paper(), 8)
    assert (picture.mode, picture.size, black(picture)) == ("1", (480, 320), None)


def test_rules_and_frames_to_the_dot() -> None:
    assert black(rasterise(paper(Rule(x=1, y=2, width=3, height=0.01)), 8)) == (8, 16, 32, 17)
    picture = rasterise(paper(Frame(x=1, y=1, width=10, height=5, line=0.25)), 8)
    assert black(picture) == (8, 8, 88, 48)
    assert row(picture, 9) == [(False, 8), (True, 80), (False, 392)]
    assert row(picture, 20) == [(False, 8), (True, 2), (False, 76), (True, 2), (False, 392)]


@pytest.mark.parametrize(("align", "near"), [("left", 80), ("right", 399), ("centre", 240)])
def test_text_stands_where_it_is_aligned(align: str, near: int) -> None:
    item = Text(text="HHH", x=10, y=5, width=40, size=4, align=align)  # type: ignore[arg-type]
    box = black(rasterise(paper(item), 8))
    assert box is not None
    edge = {"left": box[0], "right": box[2], "centre": (box[0] + box[2]) // 2}[align]
    assert abs(edge - near) <= 4


def test_white_text_shows_on_black_only() -> None:
    text = Text(text="STAT", x=5, y=5, width=40, size=4, white=True)
    assert black(rasterise(paper(text), 8)) is None
    solid = rasterise(paper(Rule(x=0, y=0, width=60, height=40), text), 8)
    assert solid.convert("L").histogram()[255] > 300


@pytest.mark.parametrize(
    ("name", "side"), [("محمد علی خان", "left"), ("अनिता शर्मा", "right"), ("Anitha Sharma", "right")]
)
def test_the_mark_of_a_cut_stands_where_the_name_is_read_to(name: str, side: str) -> None:
    picture = rasterise(paper(Text(text=f"{name} {name} {name}", x=5, y=5, width=20, size=4)), 8)
    box = black(picture)
    assert box is not None
    # The three dots are 3 mm wide; they stand on the line, with nothing above them.
    ink, mark = picture.crop(box), 20
    ends = {"left": (0, mark), "right": (ink.width - mark, ink.width)}
    above = {at: black(ink.crop((x, 0, to, ink.height // 2))) for at, (x, to) in ends.items()}
    assert above.pop(side) is None
    assert None not in above.values()


def test_spaces_alone_are_white() -> None:
    assert black(rasterise(paper(Text(text="   ", x=1, y=1, width=9, size=3)), 8)) is None


@pytest.mark.parametrize("dpi", [203, 300])
@given(digits=st.integers(0, 98 * 10**10 + 10**10 - 1).map("{:012d}".format))
def test_every_number_is_drawn_as_itself(dpi: int, digits: str) -> None:
    picture = draw(paper(Barcode(digits=digits, x=5, y=5, width=40, height=10)), dpi).image
    (code,) = zxingcpp.read_barcodes(picture, text_mode=zxingcpp.TextMode.Plain)
    assert (code.format, code.text) == (zxingcpp.BarcodeFormat.Code128, digits)


def test_python_barcode_still_loses_a_leading_99_and_we_refuse_it() -> None:
    lost = Code128("990000000012").build()[0]
    assert len(lost) == 90
    with pytest.raises(Refused) as refused:
        code128("990000000012")
    assert str(refused.value) == (
        "990000000012 does not fit Code 128 set C: numbers that begin with 99 are not used."
    )


@pytest.mark.parametrize("digits", ["123", "12a4", "१२३४", "-123"])
def test_only_pairs_of_digits_become_bars(digits: str) -> None:
    with pytest.raises(Refused) as refused:
        code128(digits)
    assert str(refused.value) == f"{digits!r} is not an even number of digits: a barcode cannot carry it."


def test_a_code_that_would_lose_its_quiet_zone_is_refused() -> None:
    fits = Barcode(digits="010000000017", x=0, y=0, width=30.25, height=10)
    assert row(rasterise(paper(fits), 8), 40)[0] == (False, 20)
    tight = Barcode(digits="010000000017", x=0, y=0, width=30, height=10)
    with pytest.raises(
        Refused, match=r"^the barcode of 010000000017 does not fit 30 mm: choose a wider label\.$"
    ):
        rasterise(paper(tight), 8)
    with pytest.raises(Refused, match=r"^the QR code of 200 characters does not fit 8 mm\.$"):
        rasterise(paper(QR(text="x" * 200, x=0, y=0, side=8)), 8)


@pytest.mark.parametrize("dpi", [203, 300])
@given(text=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:-", min_size=1, max_size=40))
def test_every_qr_reads_back(dpi: int, text: str) -> None:
    picture = draw(paper(QR(text=text, x=2, y=2, side=25)), dpi).image
    (code,) = zxingcpp.read_barcodes(picture, text_mode=zxingcpp.TextMode.Plain)
    assert (code.format, code.text) == (zxingcpp.BarcodeFormat.QRCode, text)


def test_a_qr_keeps_four_modules_of_white_and_whole_dots() -> None:
    picture = rasterise(paper(QR(text="LK:CARD:1", x=0, y=0, side=25)), 8)
    box = black(picture)
    assert box is not None
    across = box[2] - box[0]
    module = row(picture, box[1])[1][1] // 7
    assert across % module == 0
    assert min(box[0], box[1], 200 - box[2], 200 - box[3]) >= 4 * module


def test_png_is_one_bit_and_names_its_resolution() -> None:
    import io

    picture = draw(paper(Rule(x=1, y=1, width=5, height=5)))
    with Image.open(io.BytesIO(picture.png())) as png:
        assert (png.mode, png.size) == ("1", (480, 320))
        assert round(png.info["dpi"][0]) == 203
        assert png.tobytes() == picture.image.tobytes()
