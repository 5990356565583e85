"""Scanners that type on a device of their own."""

from pathlib import Path

import pytest

from labkiosk.scanners.evdev import Grabbed, Keys
from labkiosk.scanners.framing import BAD
from labkiosk.scanners.source import Lost
from tests.scanners.cable import open_files
from tests.scanners.us_keyboard import event, key, stroke, strokes

EVERY = "".join(chr(code) for code in range(0x20, 0x7F)) + "\x02\r\n"


def test_every_sign_of_the_us_layout() -> None:
    assert Keys().feed(strokes(EVERY)) == EVERY


@pytest.mark.parametrize("size", [1, 7, 23, 25, 100])
def test_in_pieces_of_any_size(size: int) -> None:
    keys, data = Keys(), strokes(EVERY)
    assert "".join(keys.feed(data[at : at + size]) for at in range(0, len(data), size)) == EVERY


def test_keys_that_overlap_as_fast_scanners_send_them() -> None:
    data = key("LEFTSHIFT", 1) + key("L", 1) + key("K", 1) + key("L", 0) + key("LEFTSHIFT", 0) + key("1", 1)
    assert Keys().feed(data) == "LK1"


def test_digits_of_the_number_pad() -> None:
    assert Keys().feed(stroke("KP7")) == "7"


@pytest.mark.parametrize(
    "data",
    [
        stroke("F9"),
        stroke("CAPSLOCK"),
        stroke("LEFTCTRL", "C"),
        event(1, 767, 1),
        event(1, 30, 2),  # a key that repeats: its release was lost
        event(0, 3, 0),  # SYN_DROPPED: the kernel had no room for more
    ],
)
def test_what_no_barcode_holds(data: bytes) -> None:
    assert Keys().feed(data) == BAD


def test_after_lost_events_no_shift_is_held() -> None:
    assert Keys().feed(key("LEFTSHIFT", 1) + event(0, 3, 0) + stroke("A")) == f"{BAD}a"


def test_other_events_are_nothing() -> None:
    assert Keys().feed(event(4, 4, 1) + event(17, 0, 1) + event(0, 0, 0) + event(1, 30, 0)) == ""


def test_what_is_no_keyboard_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    before = open_files()
    for name, why in (("file", "it is no keyboard"), ("nothing", "it is not plugged in")):
        with pytest.raises(Lost, match=why):
            Grabbed(tmp_path / name)
    assert open_files() == before
