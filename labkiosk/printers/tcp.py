"""Printers on the lab's switch: a TCP connection, to port 9100 as most of them listen, for each paper.

One side is never closed before the other: print servers take a half-closed connection for an abandoned job.
"""

import errno
import ipaddress
import socket
import struct
from contextlib import suppress

from labkiosk.printers.address import Tcp
from labkiosk.printers.line import LineLost
from labkiosk.printers.state import State
from labkiosk.printers.stream import Stream

_ALIVE = {socket.TCP_KEEPIDLE: 10, socket.TCP_KEEPINTVL: 5, socket.TCP_KEEPCNT: 3}
"""A printer that was switched off is noticed within half a minute."""

AHEAD = 1 << 15
"""Bytes the system keeps for a printer that takes none; by itself it takes millions, and they would seem sent."""


class TcpLine(Stream):
    """An open connection."""

    LOST = ("broke the connection", State.SILENT)

    @classmethod
    def open(cls, address: Tcp, patience_s: float) -> "TcpLine":
        """Connect within that time. Raises LineLost."""
        try:
            connection = socket.create_connection((address.host, address.port), timeout=patience_s)
        except OSError as error:
            raise LineLost(_unreached(address.host, error), state=State.SILENT) from None
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, AHEAD)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for option, value in _ALIVE.items():
            connection.setsockopt(socket.IPPROTO_TCP, option, value)
        connection.setblocking(False)
        return cls(connection, address.answers)

    def __init__(self, connection: socket.socket, answers: str) -> None:
        super().__init__(connection.fileno(), answers)
        self._connection = connection

    def close(self) -> None:
        """What has not left is withdrawn: a printer that wakes up in an hour must not print the rest of it."""
        with suppress(LineLost):
            while self.hear(0):
                # Unread answers would make the system reset the connection, and a printer drop what it holds.
                pass
            if self._waiting():
                at_once = struct.pack("ii", 1, 0)
                self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
        self._connection.close()


def _unreached(host: str, error: OSError) -> str:
    if error.errno == errno.ECONNREFUSED:
        return "refuses the connection"
    if ipaddress.ip_address(host).is_private:
        return "does not answer"
    return "does not answer: a lab box speaks to private addresses only, unless its set-up names this one"
