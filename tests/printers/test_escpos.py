"""What is sent to a printer, read by something else, is the picture to the dot."""

import random

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from labkiosk.facts.errors import Refused
from labkiosk.forms.draw import draw
from labkiosk.forms.label import label
from labkiosk.forms.rejection import rejection
from labkiosk.forms.report import report
from labkiosk.forms.slip import slip
from labkiosk.printers.language import LANGUAGES, Sheet
from tests.forms.people import some
from tests.forms.test_report import WHOLE
from tests.forms.test_slips import REJECTION, SLIP
from tests.printers.paper import interpret

PAPER = {"report": report(WHOLE), "slip": slip(SLIP), "rejection": rejection(REJECTION)}


def wrap(picture: Image.Image, *, cut: bool) -> bytes:
    return LANGUAGES["escpos"].wrap(Sheet(image=picture, die_cut=not cut), dots=576)


def same(picture: Image.Image, *, cut: bool) -> None:
    data = wrap(picture, cut=cut)
    read = interpret(data).picture(picture.width)
    assert (read.size, read.tobytes()) == (picture.size, picture.tobytes())
    assert wrap(picture.copy(), cut=cut) == data


@pytest.mark.parametrize("form", PAPER)
@pytest.mark.parametrize("cut", [True, False])
def test_every_form_comes_out_as_the_picture(form: str, cut: bool) -> None:
    same(draw(PAPER[form]).image, cut=cut)


@pytest.mark.parametrize("dpi", [203, 300])
def test_200_labels_come_out_as_the_picture_and_read_back(dpi: int) -> None:
    dice = random.Random(dpi)
    for _ in range(100):
        data = some(dice)
        picture = draw(label(data), dpi).image
        same(picture, cut=False)
        paper = interpret(wrap(picture, cut=False)).picture(picture.width)
        assert [code.text for code in zxingcpp.read_barcodes(paper)] == [data.number]


@given(width=st.integers(1, 576), height=st.integers(1, 700), seed=st.randoms(use_true_random=False))
def test_any_picture_comes_out_as_itself(width: int, height: int, seed: random.Random) -> None:
    noise = Image.frombytes("1", (width, height), seed.randbytes((width + 7) // 8 * height))
    same(noise.copy(), cut=True)


def test_escpos_prints_in_bands_and_then_cuts_or_feeds() -> None:
    roll = Image.new("1", (576, 600), 1)
    bands = ["initialise", "raster 72x256", "raster 72x256", "raster 72x88"]
    assert interpret(wrap(roll, cut=True)).acts == [*bands, "feed 6 lines", "partial cut"]
    assert interpret(wrap(roll, cut=False)).acts == [*bands, "next label"]


def test_escpos_of_a_small_picture_byte_for_byte() -> None:
    picture = Image.new("1", (10, 2), 1)
    picture.putpixel((0, 0), 0)
    picture.putpixel((9, 1), 0)
    raster = b"\x1dv0\x00\x02\x00\x02\x00" + b"\x80\x00" + b"\x00\x40"
    assert wrap(picture, cut=False) == b"\x1b@" + raster + b"\x1d\x0c"
    assert wrap(picture, cut=True) == b"\x1b@" + raster + b"\x1bd\x06" + b"\x1dV\x01"


def test_a_page_wider_than_the_head_is_refused_not_cropped() -> None:
    with pytest.raises(Refused) as refused:
        wrap(Image.new("1", (577, 10), 1), cut=True)
    assert str(refused.value) == (
        "the page is 577 dots wide and the printer prints 576: choose another printer."
    )


@pytest.mark.parametrize(
    "data",
    [
        b"A",
        b"\x1b",
        b"\x1dV\x42\x00",
        b"\x1dv0\x01\x01\x00\x01\x00\xff",
        b"\x1dv0\x00\x01\x00\x02\x00\xff",
        b"\x1bp\x00",
    ],
)
def test_the_reader_here_stops_at_what_it_was_not_told(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"^byte 0: "):
        interpret(data)
