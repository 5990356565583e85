"""The other end of a USB cable: devices that the kernel plays (dummy_hcd, configfs) and a test moves.

What the product meets is the real driver of each: usblp, usbhid with evdev, cdc_acm.
"""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

CABLES = 4
_CONFIGFS = Path("/sys/kernel/config/usb_gadget")
_FUNCTIONS = ("usb_f_printer", "usb_f_hid", "usb_f_acm")
# Emulated, on a busy machine: what takes longer has failed.
PATIENCE_S = 300

T = TypeVar("T")


class Device(NamedTuple):
    """What a device says of itself."""

    vendor: int
    product: int
    make: str
    model: str
    number: str


class Plug:
    """A device on its cable; plugged in until `pull`, and again from `push`."""

    def __init__(self, gadget: Path, port: int) -> None:
        self._gadget, self._port = gadget, port
        self.push()

    def pull(self) -> None:
        """Out of the socket, whatever is under way."""
        (self._gadget / "UDC").write_text("\n")
        until(lambda: not self._there(""), "the host lets go of the device")
        settle()

    def push(self) -> None:
        """Into the socket; returns when a driver has the device and udev has made its nodes."""
        (self._gadget / "UDC").write_text(f"dummy_udc.{self._port}")
        until(lambda: self._there("*:1.0/driver"), "a driver takes the device")
        settle()

    def _there(self, what: str) -> list[Path]:
        return list(Path(f"/sys/devices/platform/dummy_hcd.{self._port}").glob(f"usb*/*-1/{what}"))


def ready() -> None:
    """Load the kernel's other ends: CABLES host controllers, each with one port."""
    subprocess.run(["modprobe", "dummy_hcd", f"num={CABLES}"], check=True)
    subprocess.run(["modprobe", "--all", "libcomposite", *_FUNCTIONS], check=True)


@contextmanager
def plugged(port: int, device: Device, function: str, **settings: str | bytes) -> Iterator[Plug]:
    """A device with one function on a cable, until the end."""
    gadget = _CONFIGFS / f"on{port}"
    gadget.mkdir()
    kind = gadget / "functions" / f"{function}.{port}"
    try:
        (gadget / "idVendor").write_text(hex(device.vendor))
        (gadget / "idProduct").write_text(hex(device.product))
        strings = gadget / "strings/0x409"
        strings.mkdir()
        (strings / "manufacturer").write_text(device.make)
        (strings / "product").write_text(device.model)
        (strings / "serialnumber").write_text(device.number)
        kind.mkdir()
        for name, value in settings.items():
            (kind / name).write_bytes(value if isinstance(value, bytes) else value.encode())
        (gadget / "configs/only.1").mkdir()
        (gadget / "configs/only.1" / kind.name).symlink_to(kind)
        yield Plug(gadget, port)
    finally:
        _take_away(gadget, kind)


def _take_away(gadget: Path, kind: Path) -> None:
    if (gadget / "UDC").read_text().strip():
        (gadget / "UDC").write_text("\n")
    (gadget / "configs/only.1" / kind.name).unlink(missing_ok=True)
    for folder in (gadget / "configs/only.1", kind, gadget / "strings/0x409", gadget):
        if folder.exists():
            folder.rmdir()
    settle()


def settle() -> None:
    """Wait until udev has done all that it was told of."""
    subprocess.run(["udevadm", "settle", f"--timeout={PATIENCE_S}"], check=True)


def until(found: Callable[[], T], what: str) -> T:
    """What ``found`` gives as soon as that is true."""
    end = time.monotonic() + PATIENCE_S
    while not (it := found()):
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.05)
    return it


def owner(node: Path) -> tuple[str, str, int]:
    """User, group and mode of a device."""
    return node.owner(), node.group(), node.stat().st_mode & 0o777
