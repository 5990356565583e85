"""Whose the devices are: the rules in assets/udev, as systemd's udev takes them."""

import subprocess
from pathlib import Path

import pytest

from tests.devices import scanner
from tests.devices.gadget import Device, owner
from tests.devices.printer import LABELS, printer

pytestmark = pytest.mark.devices

OURS = ("root", "labkiosk", 0o660)


def test_a_printer_is_the_kiosks() -> None:
    with printer(0, LABELS, "ZPL"):
        assert owner(Path("/dev/usb/lp0")) == OURS


def test_a_serial_port_is_the_kiosks() -> None:
    with scanner.serial(0, scanner.ON_SERIAL):
        port = Path("/dev/serial/by-id/usb-Newland_HR200_H0001-if00")
        assert owner(port) == OURS
        assert properties(port)["ID_MM_DEVICE_IGNORE"] == "1"
    assert owner(Path("/dev/ttyS0")) == OURS


@pytest.mark.parametrize("device", [scanner.KNOWN, scanner.UNKNOWN], ids=["its maker", "its name"])
def test_a_scanner_that_types_is_the_kiosks(device: Device) -> None:
    with scanner.keys(0, device):
        node = by_id(device)
        assert owner(node) == OURS
        says = properties(node)
        assert says["LIBINPUT_IGNORE_DEVICE"] == "1"
        # No barcode that types the key for it switches the box off.
        assert "power-switch" not in says.get("CURRENT_TAGS", "")


def test_a_keyboard_is_not() -> None:
    with scanner.keys(0, scanner.KEYBOARD):
        node = by_id(scanner.KEYBOARD)
        assert owner(node)[1] != "labkiosk"
        says = properties(node)
        assert "LIBINPUT_IGNORE_DEVICE" not in says
        assert "power-switch" in says["CURRENT_TAGS"]


def by_id(device: Device) -> Path:
    model = device.model.replace(" ", "_")
    return Path(f"/dev/input/by-id/usb-{device.make}_{model}_{device.number}-event-kbd")


def properties(node: Path) -> dict[str, str]:
    told = subprocess.run(
        ["udevadm", "info", "--query=property", node], check=True, capture_output=True, text=True
    )
    return dict(line.split("=", 1) for line in told.stdout.splitlines())
