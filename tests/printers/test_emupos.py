"""What a printer that is not ours shows of what it is sent: the picture to the dot, the text word for word."""

import io
import os
import random
import socket
import termios
import tty
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from labkiosk.forms.draw import draw
from labkiosk.forms.lines import lines
from labkiosk.forms.media import MEDIA
from labkiosk.lab.papers import FORMS
from labkiosk.printers.language import LANGUAGES, Heard, Sheet
from labkiosk.printers.state import State
from tests.printers import filled
from tests.printers.emupos import Emupos, running
from tests.printers.paper import interpret

pytestmark = pytest.mark.slow

ESCPOS = LANGUAGES["escpos"]
TICKET = 7


def over_tcp(printer: Emupos, data: bytes, answer: int) -> bytes:
    """Send it and hear so many bytes."""
    with socket.create_connection(("127.0.0.1", printer.port), timeout=60) as line:
        line.sendall(data)
        heard = b""
        while len(heard) < answer:
            heard += line.recv(answer - len(heard))
        return heard


def over_a_pty(printer: Emupos, data: bytes, answer: int) -> bytes:
    """Send it and hear so many bytes."""
    line = os.open(printer.tty, os.O_RDWR | os.O_NOCTTY)
    try:
        tty.setraw(line)
        settings = termios.tcgetattr(line)
        settings[4] = settings[5] = termios.B115200
        termios.tcsetattr(line, termios.TCSANOW, settings)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(line, rest[:4096]) :]
        heard = b""
        while len(heard) < answer:
            heard += os.read(line, answer - len(heard))
        return heard
    finally:
        os.close(line)


WAYS: dict[str, Callable[[Emupos, bytes, int], bytes]] = {"tcp": over_tcp, "pty": over_a_pty}


@pytest.mark.parametrize("roll", ["roll-80", "roll-58"])
@pytest.mark.parametrize("way", WAYS)
def test_every_form_as_emupos_shows_it(way: str, roll: str, tmp_path: Path) -> None:
    dots = round(MEDIA[roll].width * 8)
    dice, sent = random.Random(way + roll), []
    with running(tmp_path, dots) as printer:
        for form in FORMS:
            page = filled.page(form, dice, MEDIA["label-38x25" if FORMS[form].on_tube else roll])
            picture = draw(page).image
            for slow in (False, True):
                sheet = Sheet(image=picture, die_cut=False, runs=lines(page))
                data = ESCPOS.wrap(sheet, dots=dots, slow=slow)
                heard = WAYS[way](printer, data + ESCPOS.question(TICKET), 3)
                assert ESCPOS.read(heard, TICKET) == Heard(State.READY, done=True)
                sent.append((form, picture, data, slow and bool(sheet.runs)))
        receipts = printer.receipts(len(sent))
    for (form, picture, data, as_text), receipt in zip(sent, receipts, strict=True):
        shown = _whole(receipt.png, dots, picture.height)
        if as_text:
            _holds(data, shown, receipt.text, dots)
        else:
            whole = Image.new("1", shown.size, 1)
            whole.paste(picture, (0, 0))
            assert shown.tobytes() == whole.tobytes(), form


def _whole(png: bytes, dots: int, height: int) -> Image.Image:
    """A receipt as long as it was: emupos does not keep white paper at its end."""
    image = Image.open(io.BytesIO(png)).convert("1")
    assert image.width == dots
    assert image.height <= height
    whole = Image.new("1", (dots, height), 1)
    whole.paste(image, (0, 0))
    return whole


def _holds(data: bytes, shown: Image.Image, text: str, dots: int) -> None:
    """That emupos shows what the strict printer here reads: each text in its cells, and the ink outside of them."""
    roll = interpret(data, dots)
    assert roll.said
    outside, drawn = shown.copy(), roll.picture(dots)
    for said in roll.said:
        assert said.text.rstrip() in text
        cells = (said.left, said.bottom - said.height, said.right, said.bottom)
        assert bool(said.text.strip()) == (ImageChops.invert(shown.crop(cells)).getbbox() is not None)
        outside.paste(1, cells)
    assert outside.tobytes() == drawn.tobytes()


def test_its_states_are_understood(tmp_path: Path) -> None:
    with running(tmp_path) as printer:
        heard = over_tcp(printer, ESCPOS.status(), 4)
        assert ESCPOS.read(heard, TICKET) == Heard(State.READY, done=False)
        assert ESCPOS.read(over_a_pty(printer, ESCPOS.status(), 4), TICKET) == Heard(State.READY, done=False)
