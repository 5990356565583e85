"""labkiosk scanners: list, set up, remove, try."""

from pathlib import Path

import pytest

from labkiosk.cli.scanners import what_it_sends
from tests.cli.running import House
from tests.scanners.cable import cable_with

ADDRESS = "keys:usb-Maker_B-event-kbd"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_set_up_listed_and_removed(house: House) -> None:
    made = house.run("scanners", ADDRESS, "--screen", "tty2", "--no-prefix", "--identifiers", who="tech")
    line = f"{ADDRESS}: for tty2, without STX, with identifiers; NOT PLUGGED IN\n"
    assert (made.code, made.out) == (0, line)
    assert house.run("scanners", "--json").lines == [
        {
            "address": ADDRESS,
            "name": "usb-Maker_B-event-kbd",
            "plugged_in": False,
            "screen": "tty2",
            "prefix": False,
            "identifiers": True,
            "baud": 9600,
        }
    ]
    doctor = {each["what"]: each["said"] for each in house.run("doctor", "--json").lines}
    assert doctor["scanners"] == f"{ADDRESS} of tty2 is not plugged in"
    gone = house.run("scanners", ADDRESS, "--remove")
    assert (gone.code, gone.out) == (0, f"{ADDRESS} is read no more; it was for tty2.\n")
    assert house.run("scanners").out == (
        "No scanner is plugged in or set up. One that types on a keyboard is not seen here: page scanners.\n"
    )


def test_refused(house: House) -> None:
    done = house.run("scanners", "usb:x", "--screen", "tty2")
    assert (done.code, done.err) == (
        1,
        "labkiosk: A scanner's address is serial: or keys: and its name: labkiosk scanners lists what is"
        " plugged in.\n",
    )
    assert house.run("scanners", "/etc/passwd", "--try").code == 1


@pytest.mark.parametrize(
    "words",
    [
        (ADDRESS,),
        ("--screen", "tty2"),
        (ADDRESS, "--screen", "tty2", "--remove"),
        (ADDRESS, "--remove", "--no-prefix"),
        (ADDRESS, "--screen", "tty2", "--sheet"),
        ("--sheet", "--baud", "9600"),
        (ADDRESS, "--screen", "tty2", "--count", "1"),
    ],
)
def test_wrong_usage(house: House, words: tuple[str, ...]) -> None:
    assert house.run("scanners", *words).code == 2


def test_what_one_sends(tmp_path: Path) -> None:
    with cable_with(tmp_path, b"\x02]C04711\r") as way:
        ready, *said = what_it_sends(way, 1, tmp_path)
    assert ready == {"state": "ready"}
    assert said[-1] == {"scan": "4711", "barcode": "Code 128"}
    assert {"sent": "STX ] C 0 4 7 1 1 CR"} in said
