"""A way to reach a printer: bytes go out, answers come back, and neither waits for ever."""

from typing import NamedTuple, Protocol

from labkiosk.printers.state import State


class LineLost(Exception):
    """The printer cannot be reached, or no longer.

    ``reason`` reads after the printer's name; ``sent`` counts the bytes of the failed call that may have left;
    ``state`` is what the printer is as far as anybody can tell.
    """

    def __init__(self, reason: str, *, sent: int = 0, state: State = State.GONE) -> None:
        super().__init__(reason)
        self.reason, self.sent, self.state = reason, sent, state


class Line(Protocol):
    """An open way to one printer, for one thread. Patience is in seconds; 0 does not wait at all."""

    @property
    def answers(self) -> bool:
        """Whether anything can ever come back."""

    @property
    def confirms(self) -> bool:
        """Whether the printer can say that a paper is out, where its language can ask."""

    @property
    def blind(self) -> bool:
        """Whether the line stands although its printer was switched off and on."""

    def send(self, data: bytes, patience_s: float) -> int:
        """Give bytes until all are taken, or nothing moved for that long; how many may have left.

        0 is exact: not one has. Call again with the rest to go on. Raises LineLost.
        """

    def flush(self, patience_s: float) -> bool:
        """Whether all that was taken has left this machine, waiting as long as it moves. Raises LineLost."""

    def hear(self, patience_s: float) -> bytes:
        """What came back, as soon as something did; b"" where nothing did for that long. Raises LineLost."""

    def look(self) -> State | None:
        """What the port itself says of the printer, without sending it anything; None where it cannot say."""

    def close(self) -> None:
        """Let go of it. What was taken and not flushed may be lost."""


class Found(NamedTuple):
    """A printer that is plugged in: how to reach it, what it says it is, and its language where that is known."""

    address: str
    make_and_model: str
    serial_number: str
    language: str | None


def open_line(address: str, patience_s: float = 5.0) -> Line:
    """The way to the printer at an address, open within that time. Raises Refused and LineLost."""
    from labkiosk.printers.address import Folder, Serial, Tcp, Usb, parse

    match parse(address):
        case Usb() as usb:
            from labkiosk.printers.usb import UsbLine

            return UsbLine.open(usb)
        case Serial() as serial:
            from labkiosk.printers.serial import SerialLine

            return SerialLine.open(serial)
        case Tcp() as tcp:
            from labkiosk.printers.tcp import TcpLine

            return TcpLine.open(tcp, patience_s)
        case Folder() as folder:
            from labkiosk.printers.folder import FolderLine

            return FolderLine(folder)


def discover() -> list[Found]:
    """The printers plugged in by USB, and the serial ports that a printer could be on."""
    from labkiosk.printers.serial import ports
    from labkiosk.printers.usb import printers

    return [*printers(), *ports()]
