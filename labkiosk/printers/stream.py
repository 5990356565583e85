"""Bytes through a handle of the system that never blocks: what USB, serial and TCP have in common."""

import fcntl
import os
import select
import time
from termios import TIOCOUTQ

from labkiosk.printers.line import LineLost
from labkiosk.printers.state import State

PIECE = 4096
"""Bytes given at once: usblp takes at most 8192 into one transfer."""
PAUSE_S = 0.01
"""Between two tries where the system says there is room, or news, and then has none."""


class Stream:
    """A Line over a handle, for the drivers that poll: what differs between them stands in their own files."""

    LOST = ("was unplugged", State.GONE)
    """What an error of the system means here."""
    EMPTY_IS_END = True
    """Whether reading nothing means that the other end is gone; a USB printer with nothing to say says so."""
    ERROR_MAY_SEND = False
    """Whether a write that failed may have sent some of its piece."""
    blind = False
    """As of a Line."""

    def __init__(self, handle: int, answers: str) -> None:
        """``answers`` as in an address."""
        self.handle = handle
        self.answers, self.confirms = answers != "no", answers == "yes"
        self._room = select.poll()
        self._room.register(handle, select.POLLOUT)
        self._news = select.poll()
        self._news.register(handle, select.POLLIN)

    def send(self, data: bytes, patience_s: float) -> int:
        """See Line."""
        sent, until = 0, time.monotonic() + patience_s
        while sent < len(data):
            piece = data[sent : sent + PIECE]
            self._room.poll(_ms(until))
            try:
                sent += os.write(self.handle, piece)
                until = time.monotonic() + patience_s
            except BlockingIOError:
                if time.monotonic() >= until:
                    break
                time.sleep(PAUSE_S)
            except OSError:
                raise self._lost(sent + (len(piece) if self.ERROR_MAY_SEND else 0)) from None
        return sent

    def flush(self, patience_s: float) -> bool:
        """See Line."""
        left, until = -1, time.monotonic() + patience_s
        while waiting := self._waiting():
            if waiting != left:
                left, until = waiting, time.monotonic() + patience_s
            if time.monotonic() >= until:
                return False
            time.sleep(PAUSE_S)
        return True

    def hear(self, patience_s: float) -> bytes:
        """See Line."""
        until = time.monotonic() + patience_s
        while True:
            if events := self._news.poll(_ms(until)):
                try:
                    if data := os.read(self.handle, PIECE):
                        return data
                    if self.EMPTY_IS_END or events[0][1] & select.POLLHUP:
                        raise self._lost(0)
                except BlockingIOError:
                    pass
                except OSError:
                    raise self._lost(0) from None
            if time.monotonic() >= until:
                return b""
            time.sleep(PAUSE_S)

    def look(self) -> State | None:
        """See Line."""
        return None

    def close(self) -> None:
        """See Line."""
        os.close(self.handle)

    def _waiting(self) -> int:
        """Bytes that have not left this machine: a tty's queue, or what a TCP peer has not acknowledged."""
        try:
            return int.from_bytes(fcntl.ioctl(self.handle, TIOCOUTQ, bytes(4)), "little")
        except OSError:
            raise self._lost(0) from None

    def _lost(self, sent: int) -> LineLost:
        return LineLost(self.LOST[0], sent=sent, state=self.LOST[1])


def _ms(until: float) -> int:
    return max(0, round((until - time.monotonic()) * 1000))
