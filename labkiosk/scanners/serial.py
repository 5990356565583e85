"""A scanner on a serial line, or on a USB cable that is one."""

from pathlib import Path
from termios import error as TermiosError

from labkiosk.scanners.heard import BAUD
from labkiosk.scanners.source import Lost

_AT_ONCE = 4096


class Line:
    """Read alone: a second program that opens the line is refused by its lock. Raises Lost."""

    def __init__(self, path: Path, baud: int = BAUD) -> None:
        import serial

        try:
            self._port = serial.Serial(str(path), baud, timeout=0, exclusive=True)
        except (OSError, ValueError, TermiosError) as error:
            raise Lost(_why(error)) from None

    def read(self, patience_s: float) -> str:
        """A byte is a sign; those that are no ASCII count for nothing in a scan."""
        try:
            self._port.timeout = patience_s
            first = self._port.read(1)
            self._port.timeout = 0
            rest = self._port.read(_AT_ONCE) if first else b""
        except (OSError, TermiosError) as error:
            raise Lost(_why(error)) from None
        return str((first + rest).decode("latin-1"))

    def close(self) -> None:
        """Let go of the line."""
        try:
            self._port.close()
        except (OSError, TermiosError):  # it was pulled out: there is nothing left to close
            return


def _why(error: Exception) -> str:
    number = getattr(error, "errno", None)
    if number in (13, 1):
        return "this user may not read it"
    if number == 11:
        return "another program reads it"
    return "it is not plugged in"
