"""Which scanner belongs to which screen."""

import re

import pytest

from labkiosk.board.rebuild import differences, rebuild
from labkiosk.facts.errors import Refused
from labkiosk.facts.scanner import ScannerSetUp
from labkiosk.lab.lab import Lab
from labkiosk.lab.scanners import remove_scanner, set_up_scanner, set_up_scanners

A, B = "serial:usb-Maker_A-if00", "keys:usb-Maker_B-event-kbd"


def test_the_last_word_on_each_scanner_holds(lab: Lab) -> None:
    set_up_scanner(lab, A, "tty2", baud=115200)
    set_up_scanner(lab, B, "tty2", prefix=False)
    set_up_scanner(lab, A, "tty3", identifiers=True)
    set_up_scanner(lab, "keyboard:ttyS0", "ttyS0", identifiers=True)
    assert remove_scanner(lab, B) == ScannerSetUp(address=B, screen="tty2", prefix=False)
    assert set_up_scanners(lab.conn) == {
        A: ScannerSetUp(address=A, screen="tty3", identifiers=True),
        "keyboard:ttyS0": ScannerSetUp(address="keyboard:ttyS0", screen="ttyS0", identifiers=True),
    }
    assert [*differences(lab.conn)] == []


@pytest.mark.parametrize(
    ("address", "screen", "prefix", "baud", "said"),
    [
        ("serial:", "tty2", True, 9600, "A scanner's address is serial: or keys: and its name"),
        (A, "", True, 9600, " is no screen: name its terminal, like tty2."),
        (A, "tty2\x1b", True, 9600, "tty2\\x1b is no screen"),
        (A, "tty2", True, 1, "A serial scanner runs at 1200, 2400"),
        (
            "keyboard:tty3",
            "tty2",
            True,
            9600,
            "A scanner that types belongs to its own screen: keyboard:tty2.",
        ),
        ("keyboard:tty2", "tty2", False, 9600, "Without STX such a scanner works in the scan box alone"),
    ],
)
def test_what_is_refused(lab: Lab, address: str, screen: str, prefix: bool, baud: int, said: str) -> None:
    with pytest.raises(Refused, match=re.escape(said)):
        set_up_scanner(lab, address, screen, prefix=prefix, baud=baud)
    assert set_up_scanners(lab.conn) == {}


def test_one_that_is_not_set_up_cannot_be_removed(lab: Lab) -> None:
    set_up_scanner(lab, A, "tty2")
    with pytest.raises(Refused, match=f"No scanner {B} is set up"):
        remove_scanner(lab, B)
    rebuild(lab.conn)
    assert [*set_up_scanners(lab.conn)] == [A]
