"""Where a scanner's characters come from."""

from pathlib import Path
from typing import NamedTuple, Protocol

from labkiosk.facts.errors import Refused

DEV = Path("/dev")


class Lost(Exception):
    """The scanner cannot be read; the text says why, in a few words."""


class Source(Protocol):
    """An open scanner."""

    def read(self, patience_s: float) -> str:
        """What came, a sign for each character, BAD for what is none; "" where nothing did. Raises Lost."""

    def close(self) -> None:
        """Let go of it."""


class Found(NamedTuple):
    """A device that is plugged in and may be a scanner. ``name`` is what the device says of itself: hostile text."""

    address: str
    name: str


_FOLDERS = {"serial": "serial", "keys": "input"}
_BY = ("by-id", "by-path")


def plugged_in(dev: Path = DEV) -> list[Found]:
    """Serial lines and keyboards that have a name that stays; a device with two is listed by the better one."""
    found: dict[Path, Found] = {}
    for way, folder in _FOLDERS.items():
        for by in _BY:
            for link in sorted((dev / folder / by).glob("*" if way == "serial" else "*-event-kbd")):
                address = f"{way}:{link.name}" if by == "by-id" else f"{way}:{by}/{link.name}"
                found.setdefault(link.resolve(), Found(address, _words(link.name)))
    return list(found.values())


def typed_at(screen: str) -> str:
    """The address of a scanner that types on a screen's keyboard: nothing is opened for it."""
    return f"keyboard:{screen}"


def check_address(address: str) -> None:
    """Raises Refused for what is no scanner's address."""
    if not address.startswith("keyboard:"):
        path_of(address)


def path_of(address: str, dev: Path = DEV) -> Path:
    """Where the device of an address stands while it is plugged in. Raises Refused for what is no address."""
    way, _, name = address.partition(":")
    by, _, rest = name.rpartition("/")
    if (
        way not in _FOLDERS
        or by not in ("", "by-path")
        or rest in ("", ".", "..")
        or not address.isprintable()
    ):
        raise Refused(
            "A scanner's address is serial: or keys: and its name: labkiosk scanners lists what is plugged in."
        )
    return dev / _FOLDERS[way] / (by or "by-id") / rest


def open_source(address: str, baud: int, dev: Path = DEV) -> Source:
    """Open a scanner; nobody else reads it from then on. Raises Lost, and Refused for what is no address."""
    path = path_of(address, dev)
    if not path.exists():
        raise Lost("it is not plugged in")
    if address.startswith("serial:"):
        from labkiosk.scanners.serial import Line

        return Line(path, baud)
    from labkiosk.scanners.evdev import Grabbed

    return Grabbed(path)


def _words(name: str) -> str:
    plain = name.removesuffix("-event-kbd").removeprefix("usb-").replace("_", " ")
    return "".join(c if c.isprintable() else "?" for c in plain)[:60]
