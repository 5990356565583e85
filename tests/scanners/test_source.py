"""What is plugged in, and how it is called."""

from pathlib import Path

import pytest

from labkiosk.facts.errors import Refused
from labkiosk.scanners.source import Found, path_of, plugged_in


def test_what_is_plugged_in_is_named_by_the_better_name(tmp_path: Path) -> None:
    for folder, link, device in [
        ("serial/by-id", "usb-Honeywell_4600_123-if00", "ttyACM0"),
        ("serial/by-path", "pci-0000:00-usb-0:1:1.0", "ttyACM0"),
        ("serial/by-path", "pci-0000:00-usb-0:2:1.0", "ttyUSB0"),
        ("input/by-id", "usb-Zebra\x1b_DS2208-event-kbd", "event3"),
        ("input/by-id", "usb-Mouse-event-mouse", "event4"),
    ]:
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / device).touch()
        (tmp_path / folder / link).symlink_to(tmp_path / device)
    assert plugged_in(tmp_path) == [
        Found("serial:usb-Honeywell_4600_123-if00", "Honeywell 4600 123-if00"),
        Found("serial:by-path/pci-0000:00-usb-0:2:1.0", "pci-0000:00-usb-0:2:1.0"),
        Found("keys:usb-Zebra\x1b_DS2208-event-kbd", "Zebra? DS2208"),
    ]


@pytest.mark.parametrize(
    "address",
    ["", "serial:", "serial:..", "usb:x", "keys:../../etc/passwd", "keys:by-path/../x", "serial:a\x1b"],
)
def test_no_address_leads_out_of_its_folder(address: str) -> None:
    with pytest.raises(Refused, match="A scanner's address is"):
        path_of(address)


def test_an_address_has_its_path() -> None:
    assert path_of("keys:by-path/x-event-kbd", Path("/d")) == Path("/d/input/by-path/x-event-kbd")
