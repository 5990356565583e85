"""Scans through the kernel's evdev and cdc_acm: exact, ours alone, and gone while the scanner is."""

from collections.abc import Iterator
from contextlib import contextmanager
from queue import Queue

import pytest

from labkiosk.scanners.framing import Broken
from labkiosk.scanners.heard import Gone, Heard, Raw, There, Way
from labkiosk.scanners.reader import Reader
from labkiosk.scanners.scan import Scan
from labkiosk.scanners.source import Lost, open_source, plugged_in
from tests.devices import scanner
from tests.devices.gadget import PATIENCE_S

pytestmark = pytest.mark.devices

KEYS = "keys:usb-Honeywell_Voyager_1400g_V0001-event-kbd"
SERIAL = "serial:usb-Newland_HR200_H0001-if00"
NUMBERS = [f"{number:012}" for number in range(101, 151)]


class Ear:
    """All that a reader tells, but for the single signs."""

    def __init__(self) -> None:
        self._told: Queue[Heard] = Queue()

    def tell(self, heard: Heard) -> None:
        if not isinstance(heard, Raw):
            self._told.put(heard)

    def next(self) -> Heard:
        return self._told.get(timeout=PATIENCE_S)


@contextmanager
def reading(way: Way) -> Iterator[Ear]:
    """A scanner that is read from now on."""
    ear = Ear()
    reader = Reader(way, ear.tell)
    reader.start()
    try:
        assert ear.next() == There()
        yield ear
    finally:
        reader.stop()
        reader.join()


@pytest.fixture
def console() -> Iterator[scanner.Console]:
    it = scanner.Console()
    yield it
    it.close()


def test_each_scan_is_exact_and_nothing_of_it_reaches_the_console(console: scanner.Console) -> None:
    with scanner.keys(0, scanner.KNOWN) as it:
        with reading(Way(KEYS, identifiers=True)) as ear:
            for number in NUMBERS:
                it.type(f"\x02]C0{number}\r")
            assert [ear.next() for _ in NUMBERS] == [Scan(number, KEYS, "C0") for number in NUMBERS]
            it.type("\x02]C1" + NUMBERS[0] + "\r")
            assert isinstance(ear.next(), Broken)
            assert console.read(2) == b""
            with pytest.raises(Lost, match=r"^another program reads it$"):
                open_source(KEYS, 9600)
        # Let go of, it types again: the silence before was the grab's.
        it.type("A1")
        assert console.read(2) == b"A1"


def test_pulled_in_mid_scan_it_says_so_and_is_read_again_when_it_is_back(console: scanner.Console) -> None:
    with scanner.keys(0, scanner.KNOWN) as it, reading(Way(KEYS)) as ear:
        it.type("\x02" + NUMBERS[0][:5])
        it.pull()
        heard = ear.next()
        assert isinstance(heard, Broken)
        assert ear.next() == Gone("it is not plugged in")
        it.push()
        assert ear.next() == There()
        it.type(f"\x02{NUMBERS[1]}\r")
        assert ear.next() == Scan(NUMBERS[1], KEYS)
        assert console.read(2) == b""


def test_a_scanner_on_a_serial_line() -> None:
    with (
        scanner.serial(0, scanner.ON_SERIAL) as end,
        reading(Way(SERIAL, prefix=False)) as ear,
        end.open("wb", buffering=0) as line,
    ):
        for number in NUMBERS:
            line.write(f"]C0{number}\r".encode())
        assert [ear.next() for _ in NUMBERS] == [Scan(number, SERIAL, "C0") for number in NUMBERS]


def test_what_is_plugged_in_is_listed() -> None:
    with scanner.keys(0, scanner.KNOWN), scanner.serial(1, scanner.ON_SERIAL):
        listed = {each.address: each.name for each in plugged_in()}
    assert listed[KEYS] == "Honeywell Voyager 1400g V0001"
    assert listed[SERIAL] == "Newland HR200 H0001-if00"
