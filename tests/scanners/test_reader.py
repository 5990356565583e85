"""A serial scanner on a real pty: pulled out, put back, silent, in mid-scan."""

from pathlib import Path

from labkiosk.scanners.framing import NO_PREFIX, UNFINISHED, Broken
from labkiosk.scanners.heard import Gone, Heard, Raw, There, Way
from labkiosk.scanners.reader import EARLY, PULLED, Reader
from labkiosk.scanners.scan import Scan
from labkiosk.scanners.source import Lost
from tests.scanners.cable import Cable, listening, open_files, plugged


def test_pulled_in_mid_scan_and_put_back(tmp_path: Path) -> None:
    with plugged(tmp_path) as (cable, listener):
        cable.send(b"\x02010000000017\r\x0201000")
        assert listener.next() == Scan("010000000017", cable.address)
        cable.pull()
        assert (listener.next(), listener.next()) == (Broken(PULLED), Gone("it is not plugged in"))
        cable.put_in()
        assert listener.next() == There()
        cable.send(b"0000017\r\x02010000000024\r")
        assert (listener.next(), listener.next()) == (Broken(NO_PREFIX), Scan("010000000024", cable.address))


def test_a_scan_that_stops_is_none(tmp_path: Path) -> None:
    with plugged(tmp_path) as (cable, listener):
        cable.send(b"\x0201000")
        assert listener.next() == Broken(UNFINISHED)
        cable.send(b"\x02010000000024\r")
        assert listener.next() == Scan("010000000024", cable.address)


def test_without_prefix_where_it_was_set_up_so(tmp_path: Path) -> None:
    with plugged(tmp_path, prefix=False) as (cable, listener):
        cable.send(b"010000000017\r\n]C0010000000024\r\n")
        assert listener.next() == Scan("010000000017", cable.address)
        assert listener.next() == Scan("010000000024", cable.address, "C0")


def test_a_refused_barcode_is_told_in_words(tmp_path: Path) -> None:
    with plugged(tmp_path, identifiers=True) as (cable, listener):
        cable.send(b"\x02010000000017\r\x02]A0010000000017\r")
        assert [listener.next(), listener.next()] == [
            Broken("The scan came without its identifier. Scan again, or set the scanner up anew."),
            Broken("Refused: a sample number is read from a tube's Code 128 bars. This was Code 39."),
        ]


def test_a_line_that_is_read_already_is_left_alone(tmp_path: Path) -> None:
    with plugged(tmp_path) as (cable, _), listening(Way(cable.address), tmp_path) as second:
        assert second.next() == Gone("another program reads it")


def test_one_that_is_not_there_is_told_once_and_found_later(tmp_path: Path) -> None:
    cable = Cable(tmp_path)
    cable.pull()
    with listening(Way(cable.address), tmp_path) as listener:
        assert listener.next() == Gone("it is not plugged in")
        cable.put_in()
        assert listener.next() == There()
    cable.pull()


class Sending:
    """A source that is in the middle of a scan when it is opened."""

    def __init__(self) -> None:
        self.parts = ["0000", "17\r", "", "\x0201\r"]
        self.closed = False

    def read(self, patience_s: float) -> str:
        if not self.parts:
            raise Lost("it is not plugged in")
        return self.parts.pop(0)

    def close(self) -> None:
        self.closed = True


def test_what_comes_while_it_is_opened_is_refused() -> None:
    heard: list[Heard] = []
    source = Sending()
    Reader(Way("serial:x", prefix=False), heard.append).read(source)
    assert heard == [
        Broken(EARLY),
        There(),
        Raw("\x0201\r"),
        Scan("01", "serial:x"),
        Gone("it is not plugged in"),
    ]
    assert source.closed


def test_nothing_stays_open(tmp_path: Path) -> None:
    before = open_files()
    for _ in range(3):
        with plugged(tmp_path):
            pass
    assert open_files() == before
