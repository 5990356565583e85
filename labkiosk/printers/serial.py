"""Printers on a serial line, by pyserial."""

import errno
import os
import termios
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from labkiosk.printers.address import Serial
from labkiosk.printers.line import Found, LineLost
from labkiosk.printers.state import State
from labkiosk.printers.stream import Stream

if TYPE_CHECKING:
    import serial

BY_ID = Path("/dev/serial/by-id")


class SerialLine(Stream):
    """An open port, ours alone. A printer that holds its line back is seen to be off, by that alone."""

    blind = True

    @classmethod
    def open(cls, address: Serial) -> "SerialLine":
        """8 data bits, no parity, one stop bit, as receipt printers come. Raises LineLost."""
        import serial

        try:
            port = serial.Serial(
                address.port,
                address.baud,
                timeout=0,
                write_timeout=0,
                rtscts=address.flow == "rtscts",
                xonxoff=address.flow == "xonxoff",
                exclusive=True,
            )
        except serial.SerialException as error:
            raise _unopened(address.port, error.errno) from None
        return cls(port, address.answers)

    def __init__(self, port: "serial.Serial", answers: str) -> None:
        super().__init__(port.fileno(), answers)
        self._port = port

    def close(self) -> None:
        """What has not left is dropped: else the system waits half a minute for a printer that has stopped."""
        with suppress(termios.error):
            self._port.reset_output_buffer()
        self._port.close()


def _unopened(port: str, number: int | None) -> LineLost:
    if not Path(port).exists():
        return LineLost("is not plugged in")
    if number in (errno.EAGAIN, errno.EBUSY):
        return LineLost("cannot be opened (another program has it)", state=State.FAULT)
    why = os.strerror(number) if number else f"{port} is no serial port"
    return LineLost(f"cannot be opened ({why})", state=State.FAULT)


def ports(by_id: Path = BY_ID) -> list[Found]:
    """The serial ports plugged in by USB, by the names that stay theirs; what hangs on them does not say."""
    names = sorted(each.name for each in by_id.iterdir()) if by_id.is_dir() else []
    return [Found(str(Serial(f"{by_id}/{name}")), name, "", None) for name in names]
