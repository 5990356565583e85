"""The scanners of a screen, beside its keyboard."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.events import Key

from labkiosk.lab.scanners import remove_scanner, set_up_scanner
from labkiosk.scanners.scan import Scan
from labkiosk.tui.app import POLL_S
from labkiosk.tui.ears import ScannerTold
from labkiosk.tui.router import STX
from labkiosk.tui.widgets.question import Question
from labkiosk.tui.widgets.scan_box import ScanBox
from tests.scanners.cable import Cable
from tests.tui.desks import Seat, StillClock, lab, new_home, seat

LONG = 600


async def until(here: Seat, so: Callable[[], bool]) -> None:
    for _ in range(LONG):
        if so():
            return
        await asyncio.sleep(0.05)
    raise AssertionError(here.said)


@pytest.fixture
def dev(tmp_path: Path) -> Path:
    return tmp_path / "dev"


class Bench:
    """A seat at tty2, with a serial scanner."""

    def __init__(self, here: Seat, cable: Cable) -> None:
        self.here, self.cable = here, cable
        self.heard: list[tuple[str, str]] = []
        here.app.scanned = self._note  # type: ignore[method-assign]

    async def _note(self, text: str) -> None:
        self.heard.append((text, self.here.top.query_one(ScanBox).value))

    async def is_read(self) -> None:
        while ("probe", "") not in self.heard:
            self.cable.send(b"\x02probe\r")
            await asyncio.sleep(0.05)
        self.here.top.say("")

    async def hears(self, text: str) -> None:
        await until(self.here, lambda: self.heard[-1][0] == text)


@asynccontextmanager
async def bench(home: Path, clock: StillClock, dev: Path) -> AsyncIterator[Bench]:
    cable = Cable(dev)
    with lab(home, clock) as of_home:
        set_up_scanner(of_home, cable.address, "tty2")
    try:
        async with seat(home, clock, screen="tty2", dev=dev) as here:
            yield Bench(here, cable)
    finally:
        cable.pull()


async def test_a_scan_comes_in_its_turn_among_the_keys_and_leaves_them_alone(
    home: Path, clock: StillClock, dev: Path
) -> None:
    async with bench(home, clock, dev) as there:
        await there.is_read()
        await there.here.type("1234")
        there.cable.send(b"\x020000")
        there.cable.send(b"00000017\r")
        await there.hears("000000000017")
        assert there.heard[-1] == ("000000000017", "1234")
        assert there.here.top.query_one(ScanBox).value == "1234"


async def test_a_scan_answers_no_dialog_and_the_refused_one_rings(
    home: Path, clock: StillClock, dev: Path
) -> None:
    async with bench(home, clock, dev) as there:
        await there.is_read()
        answers: list[object] = []
        await there.here.app.push_screen(Question("Shall it?", "Do it"), answers.append)
        there.cable.send(b"\x02]E04006381333931\r")
        await until(there.here, lambda: there.here.said.startswith("Refused: EAN or UPC"))
        there.cable.send(b"0100\r")
        await until(there.here, lambda: there.here.said.startswith("The scanner sent a code without STX"))
        there.cable.send(b"\x024711\r")
        await there.hears("4711")
        assert answers == []


async def test_pulled_out_and_put_back_it_says_so(home: Path, clock: StillClock, dev: Path) -> None:
    async with bench(home, clock, dev) as there:
        await there.is_read()
        there.cable.pull()
        await until(there.here, lambda: "it is not plugged in. Ctrl+G, then N" in there.here.said)
        there.cable.put_in()
        await until(there.here, lambda: there.here.said == "The scanner is there again. Scan.")
        there.cable.send(b"\x024711\r")
        await there.hears("4711")


async def test_set_up_for_another_screen_it_is_let_go_of(home: Path, clock: StillClock, dev: Path) -> None:
    async with bench(home, clock, dev) as there:
        await there.is_read()
        with lab(home, clock) as of_home:
            set_up_scanner(of_home, there.cable.address, "tty3")
            await asyncio.sleep(4 * POLL_S)
            await until(there.here, there.cable.is_free)
            set_up_scanner(of_home, there.cable.address, "tty2", identifiers=True)
        while "came without its identifier" not in there.here.said:
            there.cable.send(b"\x024711\r")
            await asyncio.sleep(0.05)
        with lab(home, clock) as of_home:
            remove_scanner(of_home, there.cable.address)
        await until(there.here, there.cable.is_free)


async def test_a_scanner_at_the_keyboard_that_is_known_to_send_identifiers(
    tmp_path: Path, clock: StillClock
) -> None:
    home = new_home(tmp_path, clock)
    with lab(home, clock) as of_home:
        set_up_scanner(of_home, "keyboard:tty2", "tty2", identifiers=True)
    async with seat(home, clock, screen="tty2") as here:
        await here.burst(STX, *"000000000017", "enter")
        assert here.said == "The scan came without its identifier. Scan again, or set the scanner up anew."


async def test_a_scan_does_not_overtake_the_keys_that_wait_before_it(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, screen="tty2") as here:
        heard: list[tuple[str, str]] = []

        async def note(text: str) -> None:
            heard.append((text, here.top.query_one(ScanBox).value))

        here.app.scanned = note  # type: ignore[method-assign]
        for at, digit in enumerate("123456"):
            here.app.post_message(Key(digit, digit))
            if at % 2:
                here.app.post_message(ScannerTold("serial:x", Scan(f"scan {at}", "serial:x")))
        await here.settle()
        assert heard == [("scan 1", "12"), ("scan 3", "1234"), ("scan 5", "123456")]
